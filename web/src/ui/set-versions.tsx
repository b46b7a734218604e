import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import { useLanguage } from '../language/use-language.ts'
import css from './care.module.css'
import { textIn } from './indicator-names.ts'
import type { SetsHere } from './indicator-names.ts'

/** Which sets were used, in which version; and where the words that stand here are of another. */
export function SetVersions({ sets }: { readonly sets: SetsHere }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  return (
    <div>
      {sets.shown.map((set) => (
        <Text key={set.id} className={css['soft'] ?? ''}>
          {textIn(set.name, language)} ·{' '}
          {t`version ${sets.other.find(({ id }) => id === set.id)?.version ?? set.version}`} ·{' '}
          {set.standing === 'published' ? (
            <Trans>published</Trans>
          ) : (
            <Trans>a proposal, not yet agreed on</Trans>
          )}
        </Text>
      ))}
      {sets.other.length === 0 ? null : (
        <Text className={css['soft'] ?? ''}>
          <Trans>The words shown are those of a later version; the answers count by the version named.</Trans>
        </Text>
      )}
    </div>
  )
}
