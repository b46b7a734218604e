import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { holdersQuery } from './queries.ts'

/** Which partners hold values of this now, under what terms, and what they have said since. */
export function HoldersTab({ id }: { readonly id: string }) {
  const found = useQuery(holdersQuery(id))
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>No partner holds anything of this</Trans>}
            next={<Trans>What is released to a partner stands here until it is recalled or over.</Trans>}
          />
        ) : (
          <HolderTable releases={items} />
        )
      }
    </Loaded>
  )
}

function HolderTable({ releases }: { readonly releases: readonly ReleaseView[] }) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Who holds this`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Partner</Trans>
            </th>
            <th scope="col">
              <Trans>Values</Trans>
            </th>
            <th scope="col">
              <Trans>Terms</Trans>
            </th>
            <th scope="col">
              <Trans>Last word from there</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <HolderRow key={release.id} release={release} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HolderRow({ release }: { readonly release: ReleaseView }) {
  const { say, when, number } = useLanguage()
  return (
    <tr>
      <td>
        <Link to="/releases" search={{ tab: 'out', release: release.id }}>
          {say(release.peer.name)}
        </Link>
      </td>
      <td>
        {number(release.package?.entities.reduce((sum, one) => sum + one.statements.length, 0) ?? 0)}
        <Text fz="xs" c="dimmed">
          <Trans>version {number(release.version)}</Trans>
        </Text>
      </td>
      <td>
        {say(purposes[release.purpose])}
        <Text fz="xs" c="dimmed">
          {release.expiresOn === undefined ? (
            <Trans>no end date</Trans>
          ) : (
            <Trans>until {when(release.expiresOn)}</Trans>
          )}
          {' · '}
          {release.onward.length > 0 ? (
            <Trans>may be passed on to {release.onward.join(', ')}</Trans>
          ) : (
            <Trans>may not be passed on without asking</Trans>
          )}
        </Text>
      </td>
      <td>
        <LastWord release={release} />
      </td>
    </tr>
  )
}

function LastWord({ release }: { readonly release: ReleaseView }) {
  const { instant } = useLanguage()
  const last = release.receipts.at(-1)
  if (last === undefined) return <Trans>none yet</Trans>
  const words = {
    accepted: <Trans>Accepted by their node</Trans>,
    applied: <Trans>Shown to them</Trans>,
    recalled: <Trans>Hidden there</Trans>,
    refused: <Trans>Refused there</Trans>,
    seen: <Trans>Opened by a person there</Trans>,
    acted: <Trans>Acted on there</Trans>,
    declined: <Trans>Nothing will be done there</Trans>,
  }[last.state]
  return (
    <>
      {words}
      {last.reason === undefined ? null : <Text className="long">{last.reason}</Text>}
      <Text fz="xs" c="dimmed">
        {instant(last.at)}
      </Text>
    </>
  )
}
