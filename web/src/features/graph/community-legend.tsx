import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './chart.module.css'
import { communityFill, mostColoured } from './communities.ts'
import type { Scheme } from './kind-colour.ts'
import type { useCommunities } from './use-communities.ts'

interface CommunityLegendProps {
  readonly communities: ReturnType<typeof useCommunities>
  readonly scheme: Scheme
}

/** Which colour is which community, and what a community is made of: without that people take it for a fact. */
export function CommunityLegend({ communities, scheme }: CommunityLegendProps) {
  const { t } = useLingui()
  if (communities.error) return <Fault error={communities.error} />
  if (communities.data === undefined) return null
  const { groups, alone } = communities.data
  const beyond = groups.slice(mostColoured).reduce((sum, group) => sum + group.length, 0)
  return (
    <section className={css['legend']} aria-label={t`Communities`}>
      <ul>
        {groups.slice(0, mostColoured).map((group, at) => (
          <Entry key={group[0]} fill={communityFill(at + 1, scheme)} count={group.length}>
            <Trans>Community {at + 1}</Trans>
          </Entry>
        ))}
        {beyond > 0 ? (
          <Entry fill={communityFill(undefined, scheme)} count={beyond}>
            <Trans>In smaller communities</Trans>
          </Entry>
        ) : null}
        {alone > 0 ? (
          <Entry fill={communityFill(undefined, scheme)} count={alone}>
            <Trans>In none</Trans>
          </Entry>
        ) : null}
      </ul>
      <p className={css['basis']}>
        <Trans>
          Communities are reckoned from the links among the things on this chart that you may see. Who may see
          more may get others: they are a hint where to look, not evidence.
        </Trans>
      </p>
    </section>
  )
}

interface EntryProps {
  readonly fill: string
  readonly count: number
  readonly children: ReactNode
}

function Entry({ fill, count, children }: EntryProps) {
  const { number } = useLanguage()
  return (
    <li className={css['entry']}>
      <span className={css['disc']} style={{ background: fill }} aria-hidden />
      <span>{children}</span>
      <span>({number(count)})</span>
    </li>
  )
}
