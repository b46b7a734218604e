import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { consentPurposes, serviceKinds } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { CareView, PrepareReferral, ServiceRow } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault, Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { servicesQuery, usePrepare } from './queries.ts'
import { factGroupOf, factGroupWords, factGroups, factWord } from './words.ts'

interface ReferralFormProps {
  readonly care: CareView
  readonly close: () => void
}

/** To whom, and fact by fact what goes; nothing is sent before it was looked at. */
export function ReferralForm({ care, close }: ReferralFormProps) {
  const found = useQuery(servicesQuery)
  return <Loaded of={found}>{({ items }) => <Form care={care} services={items} close={close} />}</Loaded>
}

function Form({ care, services, close }: ReferralFormProps & { readonly services: readonly ServiceRow[] }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate()
  const [service, setService] = useState('')
  const [purpose, setPurpose] = useState<PrepareReferral['purpose']>('referral')
  const [hours, setHours] = useState('72')
  const [items, setItems] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const prepare = usePrepare(care.code)
  const chosen = services.find(({ id }) => id === service)
  const isWhole = chosen?.organisation !== undefined && items.length > 0 && reason.trim().length >= 8
  const submit = (): void =>
    prepare.mutate(
      {
        ...{ id: crypto.randomUUID(), service, purpose, items: [...items], reason: reason.trim() },
        answerWithin: Number(hours) as PrepareReferral['answerWithin'],
      },
      { onSuccess: ({ id }) => void navigate({ to: '/care/referral/$id', params: { id } }) },
    )
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`Service`}
        value={service}
        onChange={(event) => setService(event.currentTarget.value)}
        data={[
          { value: '', label: t`Choose…` },
          ...services
            .filter(({ isOpen }) => isOpen)
            .map((one) => ({
              value: one.id,
              label: `${say(serviceKinds[one.kind])}: ${say(one.name)}, ${one.area}`,
            })),
        ]}
      />
      {services.length === 0 ? (
        <Text>
          <Trans>The directory is empty.</Trans>{' '}
          <Link className={css['way'] ?? ''} to="/care" search={{ list: 'services' }}>
            <Trans>Add services</Trans>
          </Link>
        </Text>
      ) : null}
      {chosen && chosen.organisation === undefined ? (
        <Text>
          <Trans>
            This service has no organisation here. Reach it by {chosen.contact}; nothing can be sent from this
            screen.
          </Trans>
        </Text>
      ) : null}
      <NativeSelect
        size="md"
        label={t`On which agreement of the person`}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value === 'medical' ? 'medical' : 'referral')}
        data={[
          { value: 'referral', label: say(consentPurposes.referral) },
          { value: 'medical', label: say(consentPurposes.medical) },
        ]}
      />
      <NativeSelect
        size="md"
        label={t`Answer asked for within`}
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
        data={[
          { value: '24', label: t`a day` },
          { value: '72', label: t`three days` },
          { value: '168', label: t`a week` },
        ]}
      />
      <Facts keys={care.facts} items={items} setItems={setItems} />
      <Textarea
        label={t`Why this is opened for the package`}
        description={t`It is sealed as well, and kept for whoever reviews openings.`}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {prepare.error ? <Fault error={prepare.error} /> : null}
      <Group>
        <Button size="md" disabled={!isWhole} loading={prepare.isPending} onClick={submit}>
          <Trans>Prepare, and look at it first</Trans>
        </Button>
        <Button size="md" variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

interface FactsProps {
  readonly keys: readonly string[]
  readonly items: readonly string[]
  readonly setItems: (items: readonly string[]) => void
}

function Facts({ keys, items, setItems }: FactsProps) {
  const { t } = useLingui()
  const word = (key: string): string => {
    const found = factWord(key)
    return typeof found === 'string' ? found : t(found)
  }
  return (
    <Checkbox.Group
      label={t`What goes`}
      description={t`Only what is ticked. The receiver sees nothing else of this person.`}
      value={[...items]}
      onChange={setItems}
    >
      {factGroups
        .map((group) => ({ group, own: keys.filter((key) => factGroupOf(key) === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <fieldset key={group} className={css['question']} style={{ marginTop: 8 }}>
            <legend>{t(factGroupWords[group])}</legend>
            <div className={css['answers']}>
              {own.map((key) => (
                <Checkbox key={key} value={key} label={word(key)} size="md" py={8} />
              ))}
            </div>
          </fieldset>
        ))}
    </Checkbox.Group>
  )
}
