import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { ChartDesk } from './use-chart.ts'
import { useCommunities } from './use-communities.ts'

/** In words what the colour says. */
export function CommunityOf({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  const { data } = useCommunities(desk)
  if (data === undefined) return null
  const number = data.numberOf.get(id)
  return (
    <Text fz="sm">
      {number === undefined ? (
        <Trans>In no community on this chart</Trans>
      ) : (
        <Trans>Community {number}</Trans>
      )}
    </Text>
  )
}
