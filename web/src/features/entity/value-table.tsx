import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Badge, Group, Text, UnstyledButton } from '@mantine/core'
import { properties } from '@shield/core'
import { IconChevronDown, IconGitCompare } from '@tabler/icons-react'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import type { Statement } from '../../api/wire.ts'
import { PlainForm } from '../../ui/plain-form-text.tsx'
import type { PropertyRows, ValueRow } from '../../ui/value-rows.ts'
import css from './value-table.module.css'

interface ValueTableProps {
  readonly rows: readonly PropertyRows<Statement>[]
  readonly chosen: string | undefined
  readonly choose: (key: string) => void
}

/** Every value of the thing: label, value in its own script, how many sources, grades, dates, handling. */
export function ValueTable({ rows, chosen, choose }: ValueTableProps) {
  const { t } = useLingui()
  return (
    <table className={css['table']} aria-label={t`Values`}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Property</Trans>
          </th>
          <th scope="col">
            <Trans>Value</Trans>
          </th>
          <th scope="col">
            <Trans>Sources</Trans>
          </th>
          <th scope="col" className={css['span']}>
            <Trans>Dates</Trans>
          </th>
          <th scope="col">
            <span className="hidden-text">
              <Trans>Handling</Trans>
            </span>
          </th>
        </tr>
      </thead>
      {rows.map((property) => (
        <PropertyBody key={property.property} property={property} chosen={chosen} choose={choose} />
      ))}
    </table>
  )
}

interface PropertyBodyProps extends Omit<ValueTableProps, 'rows'> {
  readonly property: PropertyRows<Statement>
}

/** A person with 300 phones must not push the rest off the screen, nor build 300 rows that nobody asked for. */
const shownAtFirst = 8
const shownPerPress = 50

function PropertyBody({ property, chosen, choose }: PropertyBodyProps) {
  const { say } = useLanguage()
  const [most, setMost] = useState(shownAtFirst)
  const at = property.rows.findIndex((row) => row.key === chosen)
  // One row more costs less than the line that would tell of it.
  const rows =
    property.rows.length <= most + 1 ? property.rows : property.rows.slice(0, Math.max(most, at + 1))
  const left = property.rows.length - rows.length
  return (
    <tbody data-differ={property.differing > 0}>
      {rows.map((row, place) => (
        <tr
          key={row.key}
          data-row={row.key}
          data-chosen={row.key === chosen}
          data-ended={row.endedAt !== undefined}
          onClick={() => choose(row.key)}
        >
          {place === 0 ? (
            <th scope="rowgroup" rowSpan={rows.length + (left > 0 ? 1 : 0)} className={css['label']}>
              {say(properties[property.property].label)}
              {property.differing > 0 ? <Differ sources={property.differing} /> : null}
            </th>
          ) : null}
          <ValueCells row={row} choose={choose} isChosen={row.key === chosen} />
        </tr>
      ))}
      {left > 0 ? <RestRow left={left} open={() => setMost(rows.length + shownPerPress)} /> : null}
    </tbody>
  )
}

function RestRow({ left, open }: { readonly left: number; readonly open: () => void }) {
  return (
    <tr onClick={open}>
      <td colSpan={4}>
        <UnstyledButton className={css['rest']} onClick={open}>
          <IconChevronDown size={16} aria-hidden />
          <Plural value={left} one="Show # more value" other="Show # more values" />
        </UnstyledButton>
      </td>
    </tr>
  )
}

interface ValueCellsProps {
  readonly row: ValueRow<Statement>
  readonly choose: (key: string) => void
  readonly isChosen: boolean
}

function ValueCells({ row, choose, isChosen }: ValueCellsProps) {
  const { span, instant } = useLanguage()
  const first = row.statements[0]
  return (
    <>
      <td>
        <UnstyledButton className={css['value']} aria-expanded={isChosen} onClick={() => choose(row.key)}>
          {first ? <PropertyValue property={first.property} value={row.value} /> : null}
          {first ? <PlainForm property={first.property} value={row.value} norm={row.norm} /> : null}
          {row.endedAt === undefined ? null : (
            <Text span fz="xs" className={css['ended']}>
              <Trans>taken back {instant(row.endedAt)}</Trans>
            </Text>
          )}
        </UnstyledButton>
      </td>
      <td>
        <Group gap={4} wrap="nowrap">
          <Text fz="xs" c="dimmed" className={css['count']}>
            <Plural value={row.sources} one="# source" other="# sources" />
          </Text>
          {row.grades.map((grade) => (
            <GradeChip key={grade} grade={grade} />
          ))}
        </Group>
      </td>
      <td className={css['span']}>{span(row.from, row.until)}</td>
      <td>{first ? <MarkingBadge marking={first.marking} dot /> : null}</td>
    </>
  )
}

function Differ({ sources }: { readonly sources: number }) {
  return (
    <Badge
      variant="default"
      size="sm"
      mt={2}
      display="flex"
      w="fit-content"
      leftSection={<IconGitCompare size={12} aria-hidden />}
    >
      <Plural value={sources} one="# source differs" other="# sources differ" />
    </Badge>
  )
}
