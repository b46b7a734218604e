import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, NativeSelect, Text, Tooltip } from '@mantine/core'
import { properties } from '@shield/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Preview } from '../../api/wire.ts'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { pickedFrom, usePropertyChoices } from './choices.ts'
import { useEntityNames } from './entity-name.ts'
import css from './intake.module.css'
import type { Change, Draft, Use } from './mapping.ts'

interface ColumnTableProps {
  readonly draft: Draft
  readonly preview: Preview
  readonly change: (change: Change) => void
}

/** Each column of the file with what it says of whom; a column may say several things, or none. */
export function ColumnTable({ draft, preview, change }: ColumnTableProps) {
  const { t } = useLingui()
  return (
    <section aria-label={t`Columns`}>
      <Text component="h3" fz="sm" fw={600} mb={4}>
        <Trans>Each column says</Trans>
      </Text>
      <div className={table['scroll']}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Column</Trans>
              </th>
              <th scope="col">
                <Trans>What it says</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.header.map((column, at) => (
              <tr key={column}>
                <td className={css['column']}>
                  <Text fw={600} fz="sm">
                    <ValueText text={column} />
                  </Text>
                  <Samples rows={preview.rows} at={at} />
                </td>
                <td>
                  <ColumnUses column={column} draft={draft} change={change} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Samples({ rows, at }: { readonly rows: Preview['rows']; readonly at: number }) {
  const values = new Set(rows.map((row) => row[at]?.trim() ?? '').filter((value) => value !== ''))
  return (
    <Text fz="xs" c="dimmed" className={css['samples'] ?? ''}>
      {values.size === 0 ? (
        <Trans>empty in these rows</Trans>
      ) : (
        <ValueText text={[...values].slice(0, 3).join(' · ')} />
      )}
    </Text>
  )
}

interface ColumnUsesProps {
  readonly column: string
  readonly draft: Draft
  readonly change: (change: Change) => void
}

function ColumnUses({ column, draft, change }: ColumnUsesProps) {
  const { t } = useLingui()
  const uses = draft.uses.filter((use) => use.column === column)
  const first = draft.entities[0]?.id ?? ''
  const add = (): void => change({ act: 'add-use', column, entity: first, property: 'notes' })
  if (uses.length === 0)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={t`Not used. Use it: ${column}`}
        onClick={add}
      >
        <Trans>Not used. Use it</Trans>
      </Button>
    )
  return (
    <div className={css['uses']}>
      {uses.map((use) => (
        <UseRow key={use.id} use={use} draft={draft} change={change}>
          {use === uses.at(-1) ? (
            <Tooltip label={t`It says one thing more`}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t`${column} says one thing more`}
                onClick={add}
              >
                <IconPlus size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </UseRow>
      ))}
    </div>
  )
}

interface UseRowProps {
  readonly use: Use
  readonly draft: Draft
  readonly change: (change: Change) => void
  readonly children: ReactNode
}

function UseRow({ use, draft, change, children }: UseRowProps) {
  const { t } = useLingui()
  const nameOf = useEntityNames(draft)
  const propertyChoices = usePropertyChoices()
  const { id, column } = use
  return (
    <div className={css['use']}>
      {draft.entities.length > 1 ? (
        <NativeSelect
          aria-label={t`${column}: of whom or what`}
          value={use.entity}
          onChange={(event) => change({ act: 'set-use', id, entity: event.currentTarget.value })}
          data={draft.entities.map((entity) => ({ value: entity.id, label: nameOf(entity.id) }))}
        />
      ) : null}
      <NativeSelect
        aria-label={t`${column}: what it is`}
        value={use.property}
        onChange={(event) => {
          const property = pickedFrom(properties, event.currentTarget.value)
          if (property) change({ act: 'set-use', id, property })
        }}
        data={propertyChoices}
      />
      {properties[use.property].type === 'date' ? (
        <EraSelect
          label={t`${column}: years`}
          era={use.date}
          setEra={(date) => change({ act: 'set-use', id, date })}
        />
      ) : null}
      <span className={css['useActs']}>
        <Tooltip label={t`Don't use it so`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t`Don't use ${column} so`}
            onClick={() => change({ act: 'remove-use', id })}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {children}
      </span>
    </div>
  )
}

interface EraSelectProps {
  readonly label: string
  readonly era: Use['date']
  readonly setEra: (era: 'buddhist' | 'gregorian' | '') => void
}

/** How a column counts years; most say it by themselves. */
export function EraSelect({ label, era, setEra }: EraSelectProps) {
  const { t } = useLingui()
  return (
    <NativeSelect
      aria-label={label}
      value={era ?? ''}
      onChange={(event) => setEra(pickedFrom({ buddhist: 0, gregorian: 0 }, event.currentTarget.value) ?? '')}
      data={[
        { value: '', label: t`years as written tell` },
        { value: 'buddhist', label: t`Buddhist era (2569)` },
        { value: 'gregorian', label: t`Common era (2026)` },
      ]}
    />
  )
}
