import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { servedGroups, serviceColumns, serviceKindNames, serviceKinds } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { ServiceRow } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Empty, Fault, Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { languageName } from '../../../ui/languages.ts'
import { servicesQuery, useLoadServices, versionsQuery } from './queries.ts'
import { ServiceForm } from './service-form.tsx'

/** The directory: who helps with what. A line is changed on screen, or many by a file. */
export function ServicesList() {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const [kind, setKind] = useState('')
  const [adding, setAdding] = useState(false)
  const found = useQuery(servicesQuery)
  return (
    <Loaded of={found}>
      {({ items, receivers, can }) => {
        const shown = items.filter((one) => kind === '' || one.kind === kind)
        return (
          <Stack>
            <Group align="end">
              <NativeSelect
                size="md"
                label={t`Kind of help`}
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value)}
                data={[
                  { value: '', label: t`All kinds: ${number(items.length)}` },
                  ...serviceKindNames.map((name) => ({ value: name, label: say(serviceKinds[name]) })),
                ]}
              />
              {can.includes('serviceMake') ? (
                <Button size="md" aria-expanded={adding} onClick={() => setAdding(!adding)}>
                  <Trans>Add a service…</Trans>
                </Button>
              ) : null}
            </Group>
            {adding ? <ServiceForm receivers={receivers} close={() => setAdding(false)} /> : null}
            {can.includes('serviceLoad') ? <LoadFile /> : null}
            {shown.length === 0 ? (
              <Empty
                title={<Trans>No service here yet</Trans>}
                next={<Trans>Add one, or take in a file of the directory.</Trans>}
              />
            ) : (
              shown.map((one) => (
                <ServiceLine key={`${one.id} ${one.version}`} service={one} receivers={receivers} />
              ))
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}

type Receivers = Parameters<typeof ServiceForm>[0]['receivers']

function ServiceLine({
  service,
  receivers,
}: {
  readonly service: ServiceRow
  readonly receivers: Receivers
}) {
  const { t } = useLingui()
  const { say, number, language } = useLanguage()
  const [open, setOpen] = useState<'change' | 'versions'>()
  const receiver = receivers.find(({ code }) => code === service.organisation)
  const toggle = (next: 'change' | 'versions'): void => setOpen(open === next ? undefined : next)
  return (
    <section className={css['panel']} aria-label={say(service.name)}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600} className="value">
            {say(service.name)}
          </Text>
          <Text>
            {say(serviceKinds[service.kind])} · {service.area}
            {service.isOpen ? '' : ` · ${t`closed`}`}
          </Text>
          <Text className={css['soft'] ?? ''}>
            {[
              service.servesGroups.map((group) => say(servedGroups[group])).join(', '),
              service.languages.map((tag) => languageName(tag, language)).join(', '),
              service.capacity === undefined ? '' : t`room for ${number(service.capacity)}`,
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          <Text className={css['soft'] ?? ''}>
            {service.contact} ·{' '}
            {receiver ? (
              <Trans>packages go to {say(receiver.name)}</Trans>
            ) : (
              <Trans>reached by its contact alone</Trans>
            )}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            aria-expanded={open === 'versions'}
            aria-label={`${t`Version ${number(service.version)}`}, ${say(service.name)}`}
            onClick={() => toggle('versions')}
          >
            <Trans>Version {number(service.version)}</Trans>
          </Button>
          <Button
            variant="default"
            aria-expanded={open === 'change'}
            aria-label={`${t`Change…`} ${say(service.name)}`}
            onClick={() => toggle('change')}
          >
            <Trans>Change…</Trans>
          </Button>
        </Group>
      </Group>
      {open === 'change' ? (
        <ServiceForm receivers={receivers} from={service} close={() => setOpen(undefined)} />
      ) : null}
      {open === 'versions' ? <Versions id={service.id} /> : null}
    </section>
  )
}

function Versions({ id }: { readonly id: string }) {
  const { say, instant, number } = useLanguage()
  const found = useQuery(versionsQuery(id))
  return (
    <Loaded of={found}>
      {({ items }) => (
        <ol className={css['acts']}>
          {items.map(({ version, at, by, organisation, entry }) => (
            <li key={version}>
              <Text>
                {number(version)} · {say(entry.name)} · {entry.area} · {entry.contact}
              </Text>
              <Text className={css['soft'] ?? ''}>
                {instant(at)} · {by}, {organisation}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}

function LoadFile() {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const load = useLoadServices()
  const take = async (file: File | null): Promise<void> => {
    if (!file) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    let text = ''
    for (const byte of bytes) text += String.fromCodePoint(byte)
    load.mutate({ name: file.name, content: btoa(text) })
  }
  const outcome = load.data
  return (
    <details className={css['panel']}>
      <summary>
        <Trans>Take in a file</Trans>
      </summary>
      <Stack mt="sm">
        <Text>
          <Trans>
            A table as CSV, at most 500 KB. The first line names the columns: {serviceColumns.join(', ')}. One
            fault and nothing is taken. Services that the file does not name stay.
          </Trans>
        </Text>
        <Group>
          <FileButton accept=".csv,text/csv" onChange={(file) => void take(file)}>
            {(props) => (
              <Button {...props} variant="default" loading={load.isPending}>
                <Trans>Choose a file…</Trans>
              </Button>
            )}
          </FileButton>
        </Group>
        {load.error ? <Fault error={load.error} /> : null}
        {outcome === undefined ? null : (
          <div role="status">
            {outcome.faults.length === 0 ? (
              <Text>
                <Trans>
                  {number(outcome.made)} new, {number(outcome.changed)} changed, {number(outcome.same)} as
                  before.
                </Trans>
              </Text>
            ) : (
              <>
                <Text fw={600}>
                  <Trans>Nothing was taken. Mend these and take the file in again:</Trans>
                </Text>
                <ul>
                  {outcome.faults.map(({ line, column, hint }, at) => (
                    <li key={at}>
                      {t`line ${line}`}, {column}: {say(hint)}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </Stack>
    </details>
  )
}
