import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Switch } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Profile } from '../../api/wire.ts'
import { useListKeys } from '../../ui/keys.ts'
import { Empty } from '../../ui/states.tsx'
import { without } from '../../ui/url.ts'
import { StatementInspector } from './statement-inspector.tsx'
import { valueRows } from '../../ui/value-rows.ts'
import { ValueTable } from './value-table.tsx'

export function ValuesTab({ profile }: { readonly profile: Profile }) {
  const url = useSearch({ from: '/shell/entity/$id' })
  const navigate = useNavigate({ from: '/entity/$id' })
  const rows = useMemo(() => valueRows(profile.statements), [profile])
  const all = rows.flatMap((property) => property.rows)
  const choose = (key: string | undefined): void => {
    const rest = without(without(url, 'value'), 'handling')
    void navigate({
      search: key === undefined ? rest : { ...rest, value: key },
      replace: url.value !== undefined,
    })
  }
  useListKeys({ ids: all.map((row) => row.key), chosen: url.value, choose })
  const shown = url.handling === undefined ? all.find((row) => row.key === url.value) : undefined
  return (
    <>
      <PastSwitch />
      {rows.length === 0 ? (
        <Empty
          title={<Trans>No value stands</Trans>}
          next={<Trans>Every statement was withdrawn. The history tells when and by whom.</Trans>}
        />
      ) : (
        <ValueTable rows={rows} chosen={url.value} choose={choose} />
      )}
      {shown ? (
        <StatementInspector key={shown.key} profile={profile} row={shown} close={() => choose(undefined)} />
      ) : null}
    </>
  )
}

function PastSwitch() {
  const { t } = useLingui()
  const url = useSearch({ from: '/shell/entity/$id' })
  const navigate = useNavigate({ from: '/entity/$id' })
  return (
    <Group justify="flex-end" mb="xs" data-no-print>
      <Switch
        size="sm"
        label={t`Show what was taken back`}
        checked={url.past === true}
        onChange={(event) =>
          void navigate({
            search: event.currentTarget.checked ? { ...url, past: true } : without(url, 'past'),
            replace: true,
          })
        }
      />
    </Group>
  )
}
