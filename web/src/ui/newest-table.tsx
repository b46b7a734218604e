import { Trans } from '@lingui/react/macro'
import { kinds } from '@shield/core'
import { Link } from '@tanstack/react-router'

import type { EntityRow } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import { KindIcon } from './kind-icon.tsx'
import table from './table.module.css'
import { ValueText } from './value-text.tsx'

interface NewestTableProps {
  readonly rows: readonly EntityRow[]
  readonly label: string
  readonly chosen?: string | undefined
}

/** Whom and what a source speaks of, the newest first; each opens its profile. */
export function NewestTable({ rows, label, chosen }: NewestTableProps) {
  const { say, instant } = useLanguage()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Name or value</Trans>
            </th>
            <th scope="col">
              <Trans>Kind</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Here since</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-row={row.id} data-chosen={row.id === chosen}>
              <td>
                <Link to="/entity/$id" params={{ id: row.id }}>
                  <ValueText text={row.caption} />
                </Link>
              </td>
              <td>
                <span className={table['kind']}>
                  <KindIcon kind={row.kind} size={16} />
                  {say(kinds[row.kind].label)}
                </span>
              </td>
              <td className={table['wide']}>{instant(row.recordedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
