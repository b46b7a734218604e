import { Trans, useLingui } from '@lingui/react/macro'
import { dimensions } from '@shield/core'
import type { DimensionName } from '@shield/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Button, Group, Title } from '@mantine/core'

import { useLanguage } from '../../language/use-language.ts'
import { saveFile } from '../../ui/save-file.ts'
import table from '../../ui/table.module.css'
import { valueWord } from './figure-words.ts'
import { FigureChart } from './figure-chart.tsx'
import css from './figures.module.css'

export interface FigureCell {
  readonly row?: number
  readonly column?: number
  readonly people?: number
  readonly held?: 'small' | 'computable'
}

export interface FigureTableShape {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly rowDimension: DimensionName
  readonly columnDimension?: DimensionName
  readonly isMany: boolean
  readonly cells: readonly FigureCell[]
}

interface FigureTableProps {
  readonly of: FigureTableShape
  /** How a number is shown, and what it opens. */
  readonly number: (cell: FigureCell) => ReactNode
}

/** One table of a figure with its totals, and the same as a picture. */
export function FigureTable({ of, number }: FigureTableProps) {
  const { t } = useLingui()
  const speech = useLanguage()
  const picture = useRef<SVGSVGElement>(null)
  const { rows, columns, rowDimension, columnDimension, isMany, cells } = of
  const at = (row?: number, column?: number): FigureCell =>
    cells.find((cell) => cell.row === row && cell.column === column) ?? {}
  const name = speech.say(dimensions[rowDimension].name)
  const isWide = columnDimension !== undefined
  const save = (): void => {
    if (picture.current)
      saveFile({
        name: `${rowDimension}.svg`,
        content: new Blob([new XMLSerializer().serializeToString(picture.current)], {
          type: 'image/svg+xml',
        }),
      })
  }
  return (
    <section className={css['table']} aria-label={name}>
      <Group justify="space-between">
        <Title order={2} fz="md">
          {name}
          {isWide ? ` × ${speech.say(dimensions[columnDimension].name)}` : null}
        </Title>
        <Button variant="subtle" size="compact-sm" onClick={save} data-no-print>
          <Trans>Save the picture</Trans>
        </Button>
      </Group>
      <div className={css['sides']}>
        <div className={table['scroll']} role="group" tabIndex={0} aria-label={t`Table: ${name}`}>
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">{name}</th>
                {columns.map((value) => (
                  <th key={value} scope="col" className={css['number']}>
                    {isWide ? valueWord(speech, columnDimension, value) : <Trans>People</Trans>}
                  </th>
                ))}
                {isWide ? (
                  <th scope="col" className={css['number']}>
                    <Trans>Together</Trans>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((value, row) => (
                <tr key={value}>
                  <th scope="row">{valueWord(speech, rowDimension, value)}</th>
                  {columns.map((inside, column) => (
                    <td key={inside} className={css['number']}>
                      {number(at(row, column))}
                    </td>
                  ))}
                  {isWide ? <td className={css['number']}>{number(at(row))}</td> : null}
                </tr>
              ))}
              <tr className={css['total']}>
                <th scope="row">{isMany ? <Trans>Out of</Trans> : <Trans>Together</Trans>}</th>
                {isWide
                  ? columns.map((value, column) => (
                      <td key={value} className={css['number']}>
                        {number(at(undefined, column))}
                      </td>
                    ))
                  : null}
                <td className={css['number']}>{number(at())}</td>
              </tr>
            </tbody>
          </table>
        </div>
        <FigureChart of={of} name={name} picture={picture} />
      </div>
    </section>
  )
}
