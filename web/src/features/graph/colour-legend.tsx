import type { ReactNode } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import css from './chart.module.css'
import { communityFill, mostColoured } from './communities.ts'
import type { Communities } from './communities.ts'
import type { Scheme } from './kind-colour.ts'

interface ColourLegendProps {
  readonly label: string
  readonly found: Communities
  readonly scheme: Scheme
  /** Of a group by its number; of those without a colour of their own; of what is in none. */
  readonly words: {
    readonly one: (number: number) => ReactNode
    readonly beyond: ReactNode
    readonly alone: ReactNode
  }
  /** What it was made of: without that people take it for a fact. */
  readonly basis: ReactNode
}

/** Which colour is which group, and how many things are in it. */
export function ColourLegend({ label, found: { groups, alone }, scheme, words, basis }: ColourLegendProps) {
  const beyond = groups.slice(mostColoured).reduce((sum, group) => sum + group.length, 0)
  return (
    <section className={css['legend']} aria-label={label}>
      <ul>
        {groups.slice(0, mostColoured).map((group, at) => (
          <Entry key={group[0]} fill={communityFill(at + 1, scheme)} count={group.length}>
            {words.one(at + 1)}
          </Entry>
        ))}
        {beyond > 0 ? (
          <Entry fill={communityFill(undefined, scheme)} count={beyond}>
            {words.beyond}
          </Entry>
        ) : null}
        {alone > 0 ? (
          <Entry fill={communityFill(undefined, scheme)} count={alone}>
            {words.alone}
          </Entry>
        ) : null}
      </ul>
      <p className={css['basis']}>{basis}</p>
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
