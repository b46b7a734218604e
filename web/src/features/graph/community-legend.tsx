import { Trans, useLingui } from '@lingui/react/macro'

import { Fault } from '../../ui/states.tsx'
import { ColourLegend } from './colour-legend.tsx'
import type { Communities } from './communities.ts'
import type { Scheme } from './kind-colour.ts'
import type { useCommunities } from './use-communities.ts'

interface CommunityLegendProps {
  readonly communities: ReturnType<typeof useCommunities>
  readonly scheme: Scheme
}

/** Which colour is which community. */
export function CommunityLegend({ communities, scheme }: CommunityLegendProps) {
  const { t } = useLingui()
  if (communities.error) return <Fault error={communities.error} />
  if (communities.data === undefined) return null
  return (
    <ColourLegend
      label={t`Communities`}
      found={communities.data}
      scheme={scheme}
      words={{
        one: (number) => <Trans>Community {number}</Trans>,
        beyond: <Trans>In smaller communities</Trans>,
        alone: <Trans>In none</Trans>,
      }}
      basis={
        <Trans>
          Communities are reckoned from the links among the things on this chart that you may see. Who may see
          more may get others: they are a hint where to look, not evidence.
        </Trans>
      }
    />
  )
}

/** Which colour is which separate group. */
export function GroupLegend({ groups, scheme }: { readonly groups: Communities; readonly scheme: Scheme }) {
  const { t } = useLingui()
  return (
    <ColourLegend
      label={t`Separate groups`}
      found={groups}
      scheme={scheme}
      words={{
        one: (number) => <Trans>Group {number}</Trans>,
        beyond: <Trans>In smaller groups</Trans>,
        alone: <Trans>Linked with nothing here</Trans>,
      }}
      basis={
        <Trans>
          Between two groups there is no link on this chart that you may see. Over things that are not here
          they may hang together: expand, or look for connections.
        </Trans>
      }
    />
  )
}
