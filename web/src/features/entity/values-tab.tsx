import { Trans } from '@lingui/react/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Profile } from '../../api/wire.ts'
import { useListKeys } from '../../ui/keys.ts'
import { Empty } from '../../ui/states.tsx'
import { StatementInspector } from './statement-inspector.tsx'
import { valueRows } from './value-rows.ts'
import { ValueTable } from './value-table.tsx'

export function ValuesTab({ profile }: { readonly profile: Profile }) {
  const { value } = useSearch({ from: '/shell/entity/$id' })
  const navigate = useNavigate({ from: '/entity/$id' })
  const rows = useMemo(() => valueRows(profile.statements), [profile])
  const all = rows.flatMap((property) => property.rows)
  const choose = (key: string | undefined): void =>
    void navigate({ search: key === undefined ? {} : { value: key }, replace: value !== undefined })
  useListKeys({ ids: all.map((row) => row.key), chosen: value, choose })
  const shown = all.find((row) => row.key === value)
  if (rows.length === 0)
    return (
      <Empty
        title={<Trans>No value stands</Trans>}
        next={<Trans>Every statement was withdrawn. The history tells when and by whom.</Trans>}
      />
    )
  return (
    <>
      <ValueTable rows={rows} chosen={value} choose={choose} />
      {shown ? <StatementInspector row={shown} close={() => choose(undefined)} /> : null}
    </>
  )
}
