import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { actionWords } from '../../ui/action-words.ts'
import { chosen, without } from '../../ui/url.ts'
import { WhenField } from '../../ui/when-field.tsx'
import type { AuditUrl } from './audit-url.ts'

/** Filters take effect by the button, and live in the address. */
export function AuditFilters({ url }: { readonly url: AuditUrl }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/audit' })
  const [draft, setDraft] = useState<AuditUrl>(url)
  const set = (part: { readonly [K in keyof AuditUrl]: AuditUrl[K] | undefined }): void =>
    setDraft(chosen({ ...draft, ...part }))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void navigate({ search: without(draft, 'event') })
  }
  return (
    <form onSubmit={submit} data-no-print>
      <Group align="flex-start" gap="sm" mb="md">
        <NativeSelect
          label={t`Act`}
          value={draft.action ?? ''}
          onChange={(event) => set({ action: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t`every act` },
            ...Object.entries(actionWords).map(([value, words]) => ({ value, label: t(words) })),
          ]}
        />
        <TextInput
          label={t`Person (id)`}
          value={draft.person ?? ''}
          onChange={(event) => set({ person: event.currentTarget.value || undefined })}
        />
        <TextInput
          label={t`Thing looked at (id)`}
          value={draft.object ?? ''}
          onChange={(event) => set({ object: event.currentTarget.value || undefined })}
        />
        <WhenField label={t`From`} when={draft.from} setWhen={(from) => set({ from })} />
        <WhenField label={t`Until`} when={draft.until} setWhen={(until) => set({ until })} />
        <Button type="submit" variant="default" mt={22}>
          <Trans>Filter</Trans>
        </Button>
      </Group>
    </form>
  )
}
