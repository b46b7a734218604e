import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import css from './chart.module.css'
import type { ChartDesk } from './use-chart.ts'
import { useGroups, useImportance } from './use-connectedness.ts'

/** What the sizes say, and what they don't. */
export function ImportanceNote() {
  return (
    <p className={css['basis']}>
      <Trans>
        Importance says how well connected a thing is, not how guilty: linked with many, and with those that
        are well connected themselves. It is reckoned from the links shown here that you may see; who may see
        more may get another order.
      </Trans>
    </p>
  )
}

/** In words what size and colour say of one thing. */
export function ConnectednessOf({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  const importance = useImportance(desk)
  const groups = useGroups(desk, desk.url.colour === 'group')
  const found = importance?.get(id)
  const [place, count] = [found?.place, importance?.size]
  const [number, all] = [groups?.numberOf.get(id), groups?.groups.length]
  return (
    <>
      {place === undefined ? null : (
        <Text fz="sm">
          <Trans>
            Importance here: place {place} of {count}
          </Trans>
        </Text>
      )}
      {groups === undefined ? null : (
        <Text fz="sm">
          {number === undefined ? (
            <Trans>Linked with nothing that is shown here</Trans>
          ) : (
            <Trans>
              Separate group {number} of {all}
            </Trans>
          )}
        </Text>
      )}
    </>
  )
}
