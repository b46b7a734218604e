import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { useState } from 'react'

import type { Preview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { useEntityNames } from './entity-name.ts'
import css from './intake.module.css'
import type { Draft } from './mapping.ts'

const few = 5

interface FirstRowsProps {
  readonly preview: Preview
  readonly draft: Draft
  readonly headerRow: number
}

/** The first rows as they stand in the file, each column with what it now means. */
export function FirstRows({ preview, draft, headerRow }: FirstRowsProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [all, setAll] = useState(false)
  const rows = all ? preview.rows : preview.rows.slice(0, few)
  return (
    <section aria-label={t`First rows of the file`}>
      <div className={css['rows']} tabIndex={0} role="region" aria-label={t`Rows`}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Row</Trans>
              </th>
              {preview.header.map((column) => (
                <th key={column} scope="col">
                  <ValueText text={column} />
                  <ColumnMeaning column={column} draft={draft} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              <tr key={at}>
                <td>{number(headerRow + 1 + at)}</td>
                {preview.header.map((column, place) => (
                  <td key={column}>
                    <span className={css['cell']}>
                      <ValueText text={cells[place] ?? ''} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {preview.rows.length > few ? (
        <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setAll(!all)}>
          {all ? (
            <Trans>Show fewer rows</Trans>
          ) : (
            <Trans>Show the first {number(preview.rows.length)} rows</Trans>
          )}
        </Button>
      ) : null}
    </section>
  )
}

function ColumnMeaning({ column, draft }: { readonly column: string; readonly draft: Draft }) {
  const { say } = useLanguage()
  const nameOf = useEntityNames(draft)
  const uses = draft.uses.filter((use) => use.column === column)
  return (
    <Text fz={11} fw={400} c="dimmed">
      {uses.length === 0 ? (
        <Trans>not used</Trans>
      ) : (
        uses.map((use) => `${nameOf(use.entity)}: ${say(properties[use.property].label)}`).join(', ')
      )}
    </Text>
  )
}
