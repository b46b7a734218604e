import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { servedGroupNames, servedGroups, serviceKindNames, serviceKinds } from '@shield/core'
import type { ServedGroup, ServiceKind } from '@shield/core'
import { useState } from 'react'

import type { ServiceEntry, ServiceRow } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { useWriteService } from './queries.ts'

interface ServiceFormProps {
  readonly receivers: readonly {
    readonly code: string
    readonly name: { readonly en: string; readonly th: string }
  }[]
  /** What stands; absent: a new one. */
  readonly from?: ServiceRow
  readonly close: () => void
}

interface Draft {
  readonly key: string
  readonly kind: ServiceKind
  readonly en: string
  readonly th: string
  readonly organisation: string
  readonly area: string
  readonly languages: string
  readonly servesGroups: readonly ServedGroup[]
  readonly capacity: number | string
  readonly contact: string
  readonly isOpen: boolean
}

function draftOf(from: ServiceRow | undefined): Draft {
  return {
    ...{
      key: from?.key ?? '',
      kind: from?.kind ?? 'shelter',
      en: from?.name.en ?? '',
      th: from?.name.th ?? '',
    },
    ...{ organisation: from?.organisation ?? '', area: from?.area ?? '' },
    languages: from?.languages.join(', ') ?? '',
    servesGroups: from?.servesGroups ?? ['everybody'],
    ...{ capacity: from?.capacity ?? '', contact: from?.contact ?? '', isOpen: from?.isOpen ?? true },
  }
}

function entryOf(draft: Draft): ServiceEntry {
  const languages = draft.languages.split(/[\s,;]+/).filter((tag) => tag !== '')
  return {
    ...{ key: draft.key.trim(), kind: draft.kind, name: { en: draft.en.trim(), th: draft.th.trim() } },
    ...(draft.organisation === '' ? {} : { organisation: draft.organisation }),
    ...{ area: draft.area.trim(), languages: [...new Set(languages)], servesGroups: [...draft.servesGroups] },
    ...(typeof draft.capacity === 'number' && draft.capacity > 0
      ? { capacity: Math.round(draft.capacity) }
      : {}),
    ...{ contact: draft.contact.trim(), isOpen: draft.isOpen },
  }
}

function isWhole({ key, name, area, languages, servesGroups, contact }: ServiceEntry): boolean {
  return (
    /^[A-Z0-9][A-Z0-9-]{1,30}$/.test(key) &&
    [name.en, name.th, area].every((text) => text.length >= 2) &&
    languages.every((tag) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) &&
    servesGroups.length > 0 &&
    contact.length >= 3
  )
}

/** A line of the directory; what stood before stays as its earlier version. */
export function ServiceForm({ receivers, from, close }: ServiceFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [draft, setDraft] = useState(() => draftOf(from))
  const write = useWriteService()
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const entry = entryOf(draft)
  const text = (name: 'key' | 'en' | 'th' | 'area' | 'languages' | 'contact', label: string) => (
    <TextInput
      size="md"
      label={label}
      maxLength={300}
      value={draft[name]}
      disabled={name === 'key' && from !== undefined}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Stack mt="sm">
      {text('key', t`Key: capital letters, digits and “-”`)}
      <NativeSelect
        size="md"
        label={t`Kind of help`}
        value={draft.kind}
        onChange={(event) => set({ kind: event.currentTarget.value as ServiceKind })}
        data={serviceKindNames.map((name) => ({ value: name, label: say(serviceKinds[name]) }))}
      />
      <div className={css['field']}>
        {text('th', t`Name in Thai`)}
        {text('en', t`Name in English`)}
      </div>
      {text('area', t`Area`)}
      {text('contact', t`How it is reached`)}
      {text('languages', t`Languages by code, as “my, km, en”`)}
      <NativeSelect
        size="md"
        label={t`Organisation here that packages go to`}
        value={draft.organisation}
        onChange={(event) => set({ organisation: event.currentTarget.value })}
        data={[
          { value: '', label: t`none: it is reached by its contact` },
          ...receivers.map(({ code, name }) => ({ value: code, label: say(name) })),
        ]}
      />
      <Checkbox.Group
        label={t`For whom`}
        value={[...draft.servesGroups]}
        onChange={(next) => set({ servesGroups: next as ServedGroup[] })}
      >
        <Group mt="xs">
          {servedGroupNames.map((name) => (
            <Checkbox key={name} value={name} label={say(servedGroups[name])} size="md" py={8} />
          ))}
        </Group>
      </Checkbox.Group>
      <NumberInput
        size="md"
        label={t`Room for, if it is counted`}
        min={1}
        max={100_000}
        hideControls
        value={draft.capacity}
        onChange={(capacity) => set({ capacity })}
      />
      <Checkbox
        size="md"
        label={t`Takes people now`}
        checked={draft.isOpen}
        onChange={(event) => set({ isOpen: event.currentTarget.checked })}
      />
      {write.error ? <Fault error={write.error} /> : null}
      <Group>
        <Button
          disabled={!isWhole(entry)}
          loading={write.isPending}
          onClick={() =>
            write.mutate(
              { entry, ...(from ? { of: { id: from.id, version: from.version } } : {}) },
              { onSuccess: close },
            )
          }
        >
          {from ? <Trans>Change</Trans> : <Trans>Add the service</Trans>}
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
