import { useLingui } from '@lingui/react/macro'
import { Checkbox, Group, NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

import { WhenField } from '../../ui/when-field.tsx'
import { ruleWords, stateLooks } from './lead-words.ts'
import { leadsOf } from './leads-url.ts'
import type { LeadsUrl } from './leads-url.ts'

/** Rule, state, dates, and whether it is the own work; the address keeps them. */
export function LeadFilters({ url }: { readonly url: LeadsUrl }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/leads' })
  const narrow = (part: Record<string, unknown>): void => {
    const { lead: _, ...rest } = url
    void navigate({ search: leadsOf({ ...rest, ...part }) })
  }
  return (
    <Group mb="sm" align="flex-start" gap="sm" data-no-print>
      <NativeSelect
        label={t`Rule`}
        value={url.rule ?? ''}
        onChange={(event) => narrow({ rule: event.currentTarget.value })}
        data={[
          { value: '', label: t`every rule` },
          ...Object.entries(ruleWords).map(([value, words]) => ({ value, label: t(words) })),
        ]}
      />
      <NativeSelect
        label={t`State`}
        value={url.state ?? ''}
        onChange={(event) => narrow({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t`open` },
          { value: 'all', label: t`every state` },
          ...Object.entries(stateLooks).map(([value, { words }]) => ({ value, label: t(words) })),
        ]}
      />
      <WhenField label={t`From`} when={url.from} setWhen={(from) => narrow({ from })} />
      <WhenField label={t`Until`} when={url.until} setWhen={(until) => narrow({ until })} />
      <Checkbox
        label={t`given to me`}
        checked={url.mine === 'yes'}
        mt={30}
        onChange={(event) => narrow({ mine: event.currentTarget.checked ? 'yes' : undefined })}
      />
    </Group>
  )
}
