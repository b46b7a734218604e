import { useLingui } from '@lingui/react/macro'
import type { RefObject } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import type { FigureTableShape } from './figure-table.tsx'
import { valueWord } from './figure-words.ts'

interface FigureChartProps {
  readonly of: FigureTableShape
  readonly name: string
  readonly picture: RefObject<SVGSVGElement | null>
}

const line = 26
const [left, right, width] = [210, 60, 560]

/** A bar for each line of a table; what is held back has a dashed outline of one width, whatever its number. */
export function FigureChart({ of, name, picture }: FigureChartProps) {
  const { t } = useLingui()
  const speech = useLanguage()
  const { rows, columns, rowDimension, columnDimension, cells } = of
  const bars = rows.map((value, row) => {
    const column = columnDimension === undefined && columns.length === 1 ? 0 : undefined
    const cell = cells.find((one) => one.row === row && one.column === column)
    const isHeld = cell?.people === undefined || cell.held !== undefined
    return { value, people: isHeld ? undefined : cell.people }
  })
  const most = Math.max(1, ...bars.map(({ people = 0 }) => people))
  const longest = width - left - right
  return (
    <svg
      ref={picture}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${bars.length * line + 8}`}
      role="img"
      aria-label={t`Picture: ${name}`}
      fontFamily="inherit"
      fontSize={13}
      fill="currentColor"
      style={{ width: '100%', maxWidth: width }}
    >
      {bars.map(({ value, people }, index) => {
        const y = index * line + 4
        const label = valueWord(speech, rowDimension, value)
        return (
          <g key={value}>
            <title>{label}</title>
            <text x={left - 8} y={y + 15} textAnchor="end">
              {label.length > 28 ? `${label.slice(0, 27)}…` : label}
            </text>
            {people === undefined ? (
              <rect
                x={left}
                y={y + 2}
                width={40}
                height={16}
                fill="none"
                stroke="currentColor"
                strokeDasharray="3 3"
              />
            ) : (
              <rect x={left} y={y + 2} width={(people / most) * longest} height={16} fill="#3b82b8" />
            )}
            <text x={left + (people === undefined ? 48 : (people / most) * longest + 8)} y={y + 15}>
              {people === undefined ? '*' : speech.number(people)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
