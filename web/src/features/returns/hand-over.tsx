import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { stateWords } from '@shield/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'

import type { ReturnReceipt, ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { useReceive, useRelease } from './queries.ts'

/** The hand-over: what goes with the person is counted, and both sides sign the same count. */
export function HandOver({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const state = home.tracks.find(({ track }) => track === 'handover')?.state ?? 'none'
  const mayRelease = home.can.includes('returnRelease')
  if (!home.receipt && !mayRelease) return null
  return (
    <section className={care['panel']} aria-label={t`Hand-over`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Hand-over</Trans>: {say(stateWords('handover', state))}
        </Title>
        {home.receipt ? <Receipt receipt={home.receipt} /> : <Release home={home} />}
        {home.receipt && home.can.includes('returnReceive') ? (
          <Receive home={home} receipt={home.receipt} />
        ) : null}
      </Stack>
    </section>
  )
}

type Counted = 'documents' | 'belongings' | 'medicines' | 'telephones'
const counted: readonly Counted[] = ['documents', 'belongings', 'medicines', 'telephones']

function useCountWords(): Readonly<Record<Counted, string>> {
  const { t } = useLingui()
  return {
    documents: t`Documents`,
    belongings: t`Pieces of luggage`,
    medicines: t`Medicines`,
    telephones: t`Telephones`,
  }
}

function Release({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const words = useCountWords()
  const release = useRelease(home.id)
  const [counts, setCounts] = useState<Readonly<Record<Counted, number>>>({
    ...{ documents: 0, belongings: 0, medicines: 0, telephones: 0 },
  })
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('THB')
  const sign = (): void =>
    release.mutate({
      ...counts,
      companions: [],
      money: /^\d{1,9}(\.\d{2})?$/.test(amount) ? [{ amount, currency }] : [],
    })
  return (
    <>
      <Group gap="sm" align="flex-end">
        {counted.map((one) => (
          <NumberInput
            key={one}
            size="md"
            w={150}
            label={words[one]}
            min={0}
            max={99}
            value={counts[one]}
            hideControls
            onChange={(value) => setCounts((now) => ({ ...now, [one]: Number(value) || 0 }))}
          />
        ))}
        <TextInput
          size="md"
          w={130}
          label={t`Money`}
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          w={90}
          label={t`Currency`}
          maxLength={3}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </Group>
      {release.error ? <Fault error={release.error} /> : null}
      <Group>
        <Button size="lg" loading={release.isPending} onClick={sign}>
          <Trans>Sign the hand-over</Trans>
        </Button>
      </Group>
    </>
  )
}

function Receipt({ receipt }: { readonly receipt: ReturnReceipt }) {
  const words = useCountWords()
  const { instant, number } = useLanguage()
  const { items } = receipt
  return (
    <>
      <dl className={care['pair']}>
        {counted.map((one) => (
          <div key={one} style={{ display: 'contents' }}>
            <dt>{words[one]}</dt>
            <dd>{number(items[one])}</dd>
          </div>
        ))}
        {items.money.map((money) => (
          <div key={money.currency} style={{ display: 'contents' }}>
            <dt>
              <Trans>Money</Trans>
            </dt>
            <dd>
              {number(Number(money.amount))} {money.currency}
            </dd>
          </div>
        ))}
        <dt>
          <Trans>Handed over</Trans>
        </dt>
        <dd>
          {receipt.releasedBy}, {instant(receipt.releasedAt)} · {receipt.releasedMark}
        </dd>
        <dt>
          <Trans>Received</Trans>
        </dt>
        <dd>
          {receipt.receivedAt === undefined ? (
            <Trans>not yet signed</Trans>
          ) : (
            `${instant(receipt.receivedAt)} · ${receipt.receivedMark ?? ''}`
          )}
        </dd>
      </dl>
      <Text>
        {receipt.isRight ? (
          <>
            <IconCircleCheck size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
            <Trans>What stands here is what was signed.</Trans>
          </>
        ) : (
          <>
            <IconAlertTriangle size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
            <Trans>This is not what was signed: ask whoever runs this node.</Trans>
          </>
        )}
        {receipt.differs ? (
          <>
            {' '}
            <Trans>The other side noted a difference.</Trans>
          </>
        ) : null}
      </Text>
    </>
  )
}

interface ReceiveProps {
  readonly home: ReturnView
  readonly receipt: ReturnReceipt
}

function Receive({ home, receipt }: ReceiveProps) {
  const { t } = useLingui()
  const receive = useReceive(home.id)
  const [receiver, setReceiver] = useState('')
  const [differs, setDiffers] = useState('')
  return (
    <Stack gap="sm">
      <TextInput
        size="md"
        required
        label={t`Who takes over`}
        description={t`Name and office, as on the paper. It is sealed.`}
        maxLength={200}
        value={receiver}
        onChange={(event) => setReceiver(event.currentTarget.value)}
      />
      <Textarea
        label={t`What differs from the count, if anything`}
        description={t`It is sealed.`}
        autosize
        minRows={2}
        maxLength={2000}
        value={differs}
        onChange={(event) => setDiffers(event.currentTarget.value)}
      />
      {receive.error ? <Fault error={receive.error} /> : null}
      <Group>
        <Button
          size="lg"
          loading={receive.isPending}
          disabled={receiver.trim().length < 2}
          onClick={() =>
            receive.mutate({
              ...{ receiver: receiver.trim(), digest: receipt.digest },
              ...(differs.trim() === '' ? {} : { differs: differs.trim() }),
            })
          }
        >
          <Trans>Sign for the other side</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
