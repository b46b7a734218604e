import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'

import type { PersonIdentity } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { without } from '../../ui/url.ts'
import { WhenField } from '../../ui/when-field.tsx'
import { countryCodes } from '../../ui/country-codes.ts'
import css from './protection.module.css'
import { documentWords, holdsWords, nameKindWords } from './words.ts'

interface IdentityFormProps {
  /** What was opened before; empty where nothing is known. */
  readonly from: PersonIdentity | undefined
  readonly seal: (identity: PersonIdentity) => void
  readonly isSealing: boolean
  readonly error: unknown
  readonly close: () => void
}

const nobody: PersonIdentity = {
  names: [{ text: '', kind: 'given' }],
  citizenships: [],
  documents: [],
  phones: [],
}

/** Names in any script, birth, nationality, documents and telephones: sealed as soon as they leave this page. */
export function IdentityForm({ from, seal, isSealing, error, close }: IdentityFormProps) {
  const { t } = useLingui()
  const [identity, setIdentity] = useState<PersonIdentity>(from ?? nobody)
  const [asked, setAsked] = useState(false)
  const set = (change: Partial<PersonIdentity>): void => setIdentity((now) => ({ ...now, ...change }))
  const written = filled(identity)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (written.names.length > 0) seal(written)
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t`Who this is`}>
      <Stack>
        <Names
          names={identity.names}
          set={(names) => set({ names })}
          error={asked && written.names.length === 0 ? t`Write at least one name` : undefined}
        />
        <WhenField
          label={t`Born`}
          when={identity.born}
          setWhen={(born) =>
            setIdentity((now) => (born === undefined ? without(now, 'born') : { ...now, born }))
          }
        />
        <Citizenships chosen={identity.citizenships} set={(citizenships) => set({ citizenships })} />
        <Documents documents={identity.documents} set={(documents) => set({ documents })} />
        <Phones phones={identity.phones} set={(phones) => set({ phones })} />
        {error ? (
          <Fault
            error={error}
            keptText={<Trans>What you wrote stands here still. Press “Seal” again.</Trans>}
          />
        ) : null}
        <div className={css['foot']}>
          <Button type="submit" size="lg" loading={isSealing}>
            <Trans>Seal</Trans>
          </Button>
          <Button size="lg" variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** Without the lines nobody wrote in. */
function filled({ names, documents, phones, ...rest }: PersonIdentity): PersonIdentity {
  return {
    ...rest,
    names: names.map((one) => ({ ...one, text: one.text.trim() })).filter(({ text }) => text !== ''),
    documents: documents
      .map((one) => ({ ...one, number: one.number.trim() }))
      .filter(({ number }) => number.length >= 3),
    phones: phones.map((one) => one.trim()).filter((one) => one.length >= 5),
  }
}

/** The list with one of its lines changed, or without it. */
function changed<T>(list: readonly T[], at: number, next: T | undefined): T[] {
  return list.flatMap((one, place) => (place === at ? (next === undefined ? [] : [next]) : [one]))
}

interface LinesProps {
  readonly title: string
  readonly add: string
  readonly canAdd: boolean
  readonly onAdd: () => void
  readonly children: ReactNode
}

function Lines({ title, add, canAdd, onAdd, children }: LinesProps) {
  return (
    <fieldset className={css['question']}>
      <legend>{title}</legend>
      <Stack gap="sm">
        {children}
        {canAdd ? (
          <Group>
            <Button
              variant="default"
              size="md"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={onAdd}
            >
              {add}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </fieldset>
  )
}

function Remove({ what, act }: { readonly what: string; readonly act: () => void }) {
  return (
    <Button variant="default" size="lg" aria-label={what} title={what} onClick={act}>
      <IconX size={18} aria-hidden />
    </Button>
  )
}

interface NamesProps {
  readonly names: PersonIdentity['names']
  readonly set: (names: PersonIdentity['names']) => void
  readonly error: string | undefined
}

function Names({ names, set, error }: NamesProps) {
  const { t } = useLingui()
  return (
    <Lines
      title={t`Names, each in the script it was written in`}
      add={t`Another name`}
      canAdd={names.length < 10}
      onAdd={() => set([...names, { text: '', kind: names.length === 0 ? 'given' : 'document' }])}
    >
      {names.map((name, at) => (
        <div key={at} className={css['field']}>
          <TextInput
            size="lg"
            label={t`Name ${at + 1}`}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={name.text}
            error={at === 0 ? error : undefined}
            onChange={(event) => set(changed(names, at, { ...name, text: event.currentTarget.value }))}
          />
          <Group wrap="nowrap" gap="sm" align="flex-end">
            <NativeSelect
              size="lg"
              style={{ flex: 1 }}
              label={t`What name ${at + 1} is`}
              value={name.kind}
              onChange={(event) =>
                set(changed(names, at, { ...name, kind: event.currentTarget.value as typeof name.kind }))
              }
              data={Object.entries(nameKindWords).map(([value, word]) => ({ value, label: t(word) }))}
            />
            {names.length > 1 ? (
              <Remove what={t`Remove name ${at + 1}`} act={() => set(changed(names, at, undefined))} />
            ) : null}
          </Group>
        </div>
      ))}
    </Lines>
  )
}

/** Countries by name, and the two answers that are none. */
function useCountries(): { readonly value: string; readonly label: string }[] {
  const { country, language } = useLanguage()
  return countryCodes
    .map((value) => ({ value, label: country(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}

interface CitizenshipsProps {
  readonly chosen: PersonIdentity['citizenships']
  readonly set: (chosen: PersonIdentity['citizenships']) => void
}

function Citizenships({ chosen, set }: CitizenshipsProps) {
  const { t } = useLingui()
  const countries = useCountries()
  const choices = [
    { value: 'STATELESS', label: t`stateless` },
    { value: 'UNDETERMINED', label: t`not determined` },
    ...countries,
  ]
  return (
    <Lines
      title={t`Nationality, as the person says`}
      add={t`Another nationality`}
      canAdd={chosen.length < 5 && !chosen.includes('')}
      onAdd={() => set([...chosen, 'UNDETERMINED'])}
    >
      {chosen.length === 0 ? (
        <Text className={css['soft'] ?? ''}>
          <Trans>Not asked, or not told.</Trans>
        </Text>
      ) : null}
      {chosen.map((code, at) => (
        <Group key={at} gap="sm" align="flex-end" wrap="nowrap">
          <NativeSelect
            size="lg"
            style={{ flex: 1 }}
            label={t`Nationality ${at + 1}`}
            value={code}
            onChange={(event) => set(changed(chosen, at, event.currentTarget.value))}
            data={choices}
          />
          <Remove what={t`Remove nationality ${at + 1}`} act={() => set(changed(chosen, at, undefined))} />
        </Group>
      ))}
    </Lines>
  )
}

type PersonDocument = PersonIdentity['documents'][number]

interface DocumentsProps {
  readonly documents: readonly PersonDocument[]
  readonly set: (documents: PersonDocument[]) => void
}

function Documents({ documents, set }: DocumentsProps) {
  const { t } = useLingui()
  return (
    <Lines
      title={t`Documents`}
      add={t`A document`}
      canAdd={documents.length < 10}
      onAdd={() => set([...documents, { kind: 'passport', issuer: 'ZZ', number: '', holds: 'unknown' }])}
    >
      {documents.map((one, at) => (
        <DocumentLine key={at} one={one} at={at} set={(next) => set(changed(documents, at, next))} />
      ))}
    </Lines>
  )
}

interface DocumentLineProps {
  readonly one: PersonDocument
  readonly at: number
  readonly set: (next: PersonDocument | undefined) => void
}

function DocumentLine({ one, at, set }: DocumentLineProps) {
  const { t } = useLingui()
  const countries = useCountries()
  return (
    <div role="group" aria-label={t`Document ${at + 1}`}>
      <Title order={3} fz="md">
        <Trans>Document {at + 1}</Trans>
      </Title>
      <div className={css['field']}>
        <NativeSelect
          size="lg"
          label={t`Kind`}
          value={one.kind}
          onChange={(event) => set({ ...one, kind: event.currentTarget.value as PersonDocument['kind'] })}
          data={Object.entries(documentWords).map(([value, word]) => ({ value, label: t(word) }))}
        />
        <TextInput
          size="lg"
          label={t`Number`}
          maxLength={40}
          autoComplete="off"
          value={one.number}
          onChange={(event) => set({ ...one, number: event.currentTarget.value })}
        />
        <NativeSelect
          size="lg"
          label={t`Issued by`}
          value={one.issuer}
          onChange={(event) => set({ ...one, issuer: event.currentTarget.value })}
          data={[{ value: 'ZZ', label: t`not known` }, ...countries]}
        />
        <NativeSelect
          size="lg"
          label={t`Who has it`}
          value={one.holds}
          onChange={(event) => set({ ...one, holds: event.currentTarget.value as PersonDocument['holds'] })}
          data={Object.entries(holdsWords).map(([value, word]) => ({ value, label: t(word) }))}
        />
        <Remove what={t`Remove document ${at + 1}`} act={() => set(undefined)} />
      </div>
    </div>
  )
}

interface PhonesProps {
  readonly phones: PersonIdentity['phones']
  readonly set: (phones: PersonIdentity['phones']) => void
}

function Phones({ phones, set }: PhonesProps) {
  const { t } = useLingui()
  return (
    <Lines
      title={t`Telephones`}
      add={t`A telephone`}
      canAdd={phones.length < 10}
      onAdd={() => set([...phones, ''])}
    >
      {phones.map((phone, at) => (
        <Group key={at} gap="sm" align="flex-end" wrap="nowrap">
          <TextInput
            size="lg"
            style={{ flex: 1 }}
            type="tel"
            label={t`Telephone ${at + 1}`}
            maxLength={30}
            autoComplete="off"
            value={phone}
            onChange={(event) => set(changed(phones, at, event.currentTarget.value))}
          />
          <Remove what={t`Remove telephone ${at + 1}`} act={() => set(changed(phones, at, undefined))} />
        </Group>
      ))}
    </Lines>
  )
}
