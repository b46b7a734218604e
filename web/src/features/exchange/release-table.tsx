import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { purposes } from '@shield/core'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import css from './exchange.module.css'
import { ReleaseState } from './release-state.tsx'

interface ReleaseTableProps {
  readonly direction: 'out' | 'in'
  readonly releases: readonly ReleaseView[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

/** What was handed over or received, newest first. */
export function ReleaseTable({ direction, releases, chosen, choose }: ReleaseTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={direction === 'out' ? t`Releases out` : t`Releases in`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Name or value</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              {direction === 'out' ? <Trans>To the partner</Trans> : <Trans>From the partner</Trans>}
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Purpose</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>When</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Who</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <ReleaseRow key={release.id} release={release} isChosen={release.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ReleaseRowProps {
  readonly release: ReleaseView
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function ReleaseRow({ release, isChosen, choose }: ReleaseRowProps) {
  const { say, instant } = useLanguage()
  return (
    <tr data-row={release.id} data-chosen={isChosen} data-press onClick={() => choose(release.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            choose(release.id)
          }}
        >
          {release.package?.entities[0] ? <KindIcon kind={release.package.entities[0].kind} /> : null}
          <ReleaseCaption release={release} />
        </UnstyledButton>
        <Text fz="xs" c="dimmed" className={css['narrow'] ?? ''}>
          {say(release.peer.name)} · {instant(release.createdAt)}
        </Text>
      </td>
      <td>
        <ReleaseState release={release} />
      </td>
      <td className={table['wide']}>{say(release.peer.name)}</td>
      <td className={table['wide']}>{say(purposes[release.purpose])}</td>
      <td className={table['wide']}>{instant(release.createdAt)}</td>
      <td className={table['wide']}>
        {release.createdBy ? say(release.createdBy) : release.organisation}
        {release.createdBy ? (
          <Text fz="xs" c="dimmed">
            {release.organisation}
          </Text>
        ) : null}
      </td>
    </tr>
  )
}

/** The name of what was released; once taken back no name is left to show. */
export function ReleaseCaption({ release }: { readonly release: ReleaseView }) {
  const more = (release.package?.entities.length ?? 1) - 1
  return release.caption === '' ? (
    <Text component="span" inherit c="dimmed" fs="italic">
      <Trans>content not shown any more</Trans>
    </Text>
  ) : (
    <>
      <ValueText text={release.caption} />
      {more > 0 ? (
        <Text component="span" inherit c="dimmed">
          {' '}
          <Plural value={more} one="and # more thing" other="and # more things" />
        </Text>
      ) : null}
    </>
  )
}
