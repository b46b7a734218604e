import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core'
import { claimKinds, minorOf, moneyStages } from '@shield/core'
import type { ClaimKind, MoneyStage } from '@shield/core'
import { useState } from 'react'

import type { CareView } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { DayField, dayIn } from '../../../ui/day-field.tsx'
import { Panel } from './panel.tsx'
import { useCareAct } from './queries.ts'

type Claim = CareView['claims'][number]
const stages = Object.keys(moneyStages) as MoneyStage[]

/** Wages and compensation: claimed, awarded, paid; each currency by itself. */
export function MoneyPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [what, setWhat] = useState<ClaimKind>('wages')
  const act = useCareAct(care.code)
  return (
    <Panel title={t`Wages and compensation`}>
      {care.sums.length === 0 ? null : <Sums sums={care.sums} />}
      {care.claims.map((claim) => (
        <ClaimLine key={claim.id} code={care.code} claim={claim} />
      ))}
      {act.error ? <Fault error={act.error} /> : null}
      <Group align="end">
        <NativeSelect
          size="md"
          label={t`A claim for`}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value as ClaimKind)}
          data={Object.entries(claimKinds).map(([value, words]) => ({ value, label: say(words) }))}
        />
        <Button
          size="md"
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate({ kind: 'claim', claim: crypto.randomUUID(), what })}
        >
          <Trans>Begin a claim</Trans>
        </Button>
      </Group>
    </Panel>
  )
}

function Sums({ sums }: { readonly sums: CareView['sums'] }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const currencies = [...new Set(sums.map(({ currency }) => currency))]
  return (
    <Table aria-label={t`Sums`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Currency</Trans>
          </Table.Th>
          {stages.map((stage) => (
            <Table.Th key={stage} ta="right">
              {say(moneyStages[stage])}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {currencies.map((currency) => (
          <Table.Tr key={currency}>
            <Table.Td>{currency}</Table.Td>
            {stages.map((stage) => (
              <Table.Td key={stage} ta="right">
                {grouped(sums.find((one) => one.stage === stage && one.currency === currency)?.amount ?? '–')}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Thousands set apart by text: a number would round the last digits of a large amount. */
function grouped(amount: string): string {
  const [whole = '', rest] = amount.split('.')
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`)
}

function ClaimLine({ code, claim }: { readonly code: string; readonly claim: Claim }) {
  const { say, when } = useLanguage()
  const [adding, setAdding] = useState(false)
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>{say(claimKinds[claim.what])}</Text>
        <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <Trans>Add an amount…</Trans>
        </Button>
      </Group>
      {claim.entries.length === 0 ? null : (
        <ul className={css['acts']}>
          {claim.entries.map(({ stage, amount, currency, on }, at) => (
            <li key={at}>
              <Text>
                {say(moneyStages[stage])} · {grouped(amount)} {currency} · {when(on)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {adding ? <AmountForm code={code} claim={claim.id} close={() => setAdding(false)} /> : null}
    </Stack>
  )
}

interface AmountFormProps {
  readonly code: string
  readonly claim: string
  readonly close: () => void
}

function AmountForm({ code, claim, close }: AmountFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [stage, setStage] = useState<MoneyStage>('claimed')
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('THB')
  const [day, setDay] = useState<string | undefined>(dayIn(0))
  const act = useCareAct(code)
  const plain = amount.replaceAll(',', '').trim()
  const isAmount = /^[A-Z]{3}$/.test(currency) && minorOf(plain, currency) !== undefined
  const add = (): void => {
    if (day === undefined) return
    act.mutate(
      { kind: 'money', claim, stage, money: { amount: plain, currency }, on: day },
      { onSuccess: close },
    )
  }
  return (
    <Stack>
      <Group align="end">
        <NativeSelect
          size="md"
          label={t`What happened`}
          value={stage}
          onChange={(event) => setStage(event.currentTarget.value as MoneyStage)}
          data={stages.map((value) => ({ value, label: say(moneyStages[value]) }))}
        />
        <TextInput
          size="md"
          label={t`Amount`}
          inputMode="decimal"
          maxLength={24}
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput
          size="md"
          w={100}
          label={t`Currency`}
          maxLength={3}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </Group>
      <DayField label={t`Day`} day={day} setDay={setDay} />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button disabled={!isAmount || day === undefined} loading={act.isPending} onClick={add}>
          <Trans>Write it down</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
