import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

/** The way back to the list. */
export function Path() {
  const { t } = useLingui()
  return (
    <nav aria-label={t`Path`}>
      <Link to="/import" search={{}}>
        <Trans>All imports</Trans>
      </Link>
    </nav>
  )
}
