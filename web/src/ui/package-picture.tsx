import { useLingui } from '@lingui/react/macro'
import { calledBy } from '@shield/core'

import type { PackageParts } from '../api/wire.ts'
import css from './package-view.module.css'
import { round } from './round.ts'

const frame = { width: 380, height: 220, edge: 36 }
/** More would be a ball of wool: the sentences below say the same. */
const most = 24
const longest = 18

/** A package at one look: its things on a ring and the links between them. What it says stands in the sentences below it. */
export function PackagePicture({ contents }: { readonly contents: PackageParts }) {
  const { t } = useLingui()
  const { entities, links } = contents
  if (entities.length > most) return null
  const places = new Map(entities.map((one, at) => [one.entity, round(at, entities.length, frame)] as const))
  return (
    <svg
      className={css['picture']}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={t`${entities.length} things and ${links.length} links, as the sentences below say`}
    >
      {links.map((one) => {
        const [from, to] = [places.get(one.from), places.get(one.to)]
        return from && to ? <line key={one.link} x1={from.x} y1={from.y} x2={to.x} y2={to.y} /> : null
      })}
      {entities.map((one) => {
        const { x, y } = places.get(one.entity) ?? { x: 0, y: 0 }
        return (
          <g key={one.entity}>
            <circle cx={x} cy={y} r={7} />
            <text x={x} y={y > frame.height / 2 ? y + 20 : y - 12} textAnchor="middle">
              {shortened(calledBy(one.statements))}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function shortened(text: string): string {
  const letters = [...new Intl.Segmenter().segment(text)].map((one) => one.segment)
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text
}
