import { useQuery } from '@tanstack/react-query'

import { communitiesFrom } from './communities.ts'
import { communitiesQuery } from './queries.ts'
import type { ChartDesk } from './use-chart.ts'

/** Communities of what is on the chart, once they are asked for; while they are made anew those of before stay. */
export function useCommunities({ chart, url }: ChartDesk) {
  const isOn = url.colour === 'community'
  const found = useQuery({
    ...communitiesQuery([...chart.nodes.keys()], isOn),
    select: ({ groups }) => communitiesFrom(groups),
    placeholderData: (before) => before,
  })
  return isOn ? found : { ...found, data: undefined }
}
