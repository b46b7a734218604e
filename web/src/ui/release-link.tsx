import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tooltip } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** More than this at once is more than one person decides on, and than an address holds. */
export const mostReleased = 100

interface ReleaseLinkProps {
  readonly ids: readonly string[]
  /** They were chosen out of what is shown: then the button says how many. */
  readonly isPart?: boolean
  readonly size?: 'xs'
}

/** Begins a release of these; what of each goes, and which links, is decided there. */
export function ReleaseLink({ ids, isPart = false, size }: ReleaseLinkProps) {
  const { t } = useLingui()
  if (ids.length > mostReleased)
    return (
      <Tooltip label={t`At most ${mostReleased} things go in one release`}>
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          data-disabled
          aria-disabled
        >
          <Trans>Release these…</Trans>
        </Button>
      </Tooltip>
    )
  return (
    <Button
      variant="default"
      {...(size ? { size } : {})}
      leftSection={<IconSend size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/releases" search={{ entity: ids.join(',') }} {...props} />}
    >
      {isPart ? <Trans>Release the {ids.length} ticked…</Trans> : <Trans>Release these…</Trans>}
    </Button>
  )
}
