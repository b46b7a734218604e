import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { AgreementVersion } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import table from '../../ui/table.module.css'
import { Missing } from '../../ui/states.tsx'
import { AgreementChanges } from './agreement-changes-view.tsx'
import { Terms } from './agreement-terms-view.tsx'
import { historyQuery, openVersionsQuery } from './agreement-queries.ts'
import css from './exchange.module.css'
import { VersionActs } from './version-acts.tsx'
import { VersionState } from './version-state.tsx'
import { VersionSteps } from './version-steps.tsx'

interface ChoiceProps {
  readonly chosen: string | undefined
  /** With the agreement it is of: once it is decided on it is found there. */
  readonly choose: (version: string, agreement: string) => void
}

/** Proposals that wait for somebody, of this side or the other. */
export function OpenVersions({ chosen, choose }: ChoiceProps) {
  const { t } = useLingui()
  const { data } = useQuery(openVersionsQuery)
  if (data === undefined || data.items.length === 0) return null
  return (
    <section aria-label={t`Proposals`} className={css['block'] ?? ''}>
      <h2 className={css['heading']}>
        <Trans>Proposals</Trans>
      </h2>
      <VersionTable label={t`Proposals`} versions={data.items} chosen={chosen} choose={choose} />
    </section>
  )
}

/** Every version of an agreement: what was in force before, and what never came to be. */
export function VersionHistory({ agreement, chosen, choose }: ChoiceProps & { readonly agreement: string }) {
  const { t } = useLingui()
  const { data } = useQuery(historyQuery(agreement))
  if (data === undefined || data.items.length === 0) return null
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>Versions</Trans>
      </h3>
      <VersionTable label={t`Versions`} versions={data.items} chosen={chosen} choose={choose} isNarrow />
    </section>
  )
}

interface VersionTableProps extends ChoiceProps {
  readonly label: string
  readonly versions: readonly AgreementVersion[]
  readonly isNarrow?: boolean
}

function VersionTable({ label, versions, chosen, choose, isNarrow = false }: VersionTableProps) {
  const { say, instant } = useLanguage()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Version</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            {isNarrow ? null : (
              <th scope="col" className={table['wide']}>
                <Trans>Partner</Trans>
              </th>
            )}
            <th scope="col" className={table['wide']}>
              <Trans>When</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr
              key={one.id}
              data-row={one.id}
              data-chosen={one.id === chosen}
              data-press
              onClick={() => choose(one.id, one.agreement)}
            >
              <td>
                <UnstyledButton
                  className={isNarrow ? (css['press'] ?? '') : (css['what'] ?? '')}
                  aria-expanded={one.id === chosen}
                  onClick={(event) => {
                    event.stopPropagation()
                    choose(one.id, one.agreement)
                  }}
                >
                  {isNarrow ? (
                    <Trans>Version {one.version}</Trans>
                  ) : (
                    <Trans>
                      {say(one.terms.title)}, version {one.version}
                    </Trans>
                  )}
                </UnstyledButton>
              </td>
              <td>
                <VersionState state={one.state} />
              </td>
              {isNarrow ? null : <td className={table['wide']}>{say(one.peer.name)}</td>}
              <td className={table['wide']}>{instant(one.steps[0]?.at ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface VersionInspectorProps {
  readonly id: string
  /** Where it is looked for besides what waits. */
  readonly agreement: string | undefined
  readonly close: () => void
}

/** One version in words: who has done what, what it changes, what it allows, and what may be done with it. */
export function VersionInspector({ id, agreement, close }: VersionInspectorProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const open = useQuery(openVersionsQuery)
  const history = useQuery({ ...historyQuery(agreement ?? ''), enabled: agreement !== undefined })
  const version = [...(open.data?.items ?? []), ...(history.data?.items ?? [])].find((one) => one.id === id)
  const isAsked = !open.isPending && (agreement === undefined || !history.isPending)
  return (
    <Inspector
      title={version ? t`${say(version.terms.title)}, version ${version.version}` : t`Proposal`}
      close={close}
    >
      {version ? (
        <Stack gap="md" align="flex-start">
          <VersionState state={version.state} />
          {version.state === 'received' ? (
            <Text fz="sm">
              <Trans>
                Read what it allows. The first person here agrees, a second signs; then it is in force.
              </Trans>
            </Text>
          ) : null}
          <VersionActs version={version} />
          {version.before ? <AgreementChanges before={version.before} after={version.terms} /> : null}
          <Terms terms={version.terms} partner={say(version.peer.name)} version={version.version} />
          <VersionSteps version={version} />
        </Stack>
      ) : isAsked ? (
        <Missing />
      ) : null}
    </Inspector>
  )
}
