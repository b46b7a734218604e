import { useLingui } from '@lingui/react/macro'

import type { ClusterEdge, ClusterView } from '../../api/wire.ts'
import css from './review.module.css'

interface ClusterPictureProps {
  readonly cluster: ClusterView
  readonly way: readonly ClusterEdge[]
}

const size = 360
const middle = size / 2
const radius = 130

/** The members on a circle, numbered as in the lists beside it, with what holds them: the list says the same in words. */
export function ClusterPicture({ cluster, way }: ClusterPictureProps) {
  const { t } = useLingui()
  const { members, edges } = cluster
  const placeOf = (id: string): { readonly x: number; readonly y: number } => {
    const at = members.findIndex((member) => member.id === id)
    const angle = (at / Math.max(1, members.length)) * 2 * Math.PI - Math.PI / 2
    const reach = members.length === 1 ? 0 : radius
    return { x: middle + reach * Math.cos(angle), y: middle + reach * Math.sin(angle) }
  }
  const bridges = edges.filter((edge) => edge.isBridge).length
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      className={css['cluster']}
      role="img"
      aria-label={t`Picture: ${members.length} members, ${edges.length} links, ${bridges} bridges. The lists say the same.`}
    >
      {edges.map((edge) => {
        const [from, to] = [placeOf(edge.left), placeOf(edge.right)]
        return (
          <line
            key={`${edge.left} ${edge.right}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            data-judged={edge.judgement !== undefined}
            data-bridge={edge.isBridge}
            data-path={way.includes(edge)}
          />
        )
      })}
      {members.map((member, at) => {
        const { x, y } = placeOf(member.id)
        return (
          <g key={member.id}>
            <circle cx={x} cy={y} r={14} />
            <text x={x} y={y + 4}>
              {at + 1}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
