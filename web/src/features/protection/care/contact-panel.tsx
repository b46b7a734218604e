import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { contactChannelNames, contactChannels, contactFaults, faultsOfContact, timeThere } from '@shield/core'
import type { ContactChannel } from '@shield/core'
import { useState } from 'react'

import type { CareContact, CareView, SafeContactRules } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { ContactRulesForm } from './contact-rules-form.tsx'
import { ContactRulesView } from './contact-rules-view.tsx'
import { Panel } from './panel.tsx'
import { useCareAct } from './queries.ts'
import { SealedWords } from './sealed-words.tsx'
import { outcomeWords } from './words.ts'

/** How the person may be reached, and every time somebody tried. */
export function ContactPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const [writing, setWriting] = useState<'rules' | 'try'>()
  const { rules, hasCodeWord, tries } = care.contact
  const close = (): void => setWriting(undefined)
  return (
    <Panel
      title={t`How the person may be reached`}
      action={
        <Group gap="xs">
          <Button
            variant="default"
            aria-expanded={writing === 'rules'}
            onClick={() => setWriting(writing === 'rules' ? undefined : 'rules')}
          >
            {rules ? <Trans>Change…</Trans> : <Trans>Ask the person…</Trans>}
          </Button>
          <Button
            aria-expanded={writing === 'try'}
            onClick={() => setWriting(writing === 'try' ? undefined : 'try')}
          >
            <Trans>I tried to reach them…</Trans>
          </Button>
        </Group>
      }
    >
      {rules ? (
        <ContactRulesView rules={rules} />
      ) : (
        <Text>
          <Trans>Nobody has asked yet how this person may be reached. Ask before anybody calls.</Trans>
        </Text>
      )}
      {hasCodeWord ? (
        <Group>
          <SealedWords code={care.code} of="code-word" label={t`Code word`} />
        </Group>
      ) : null}
      {writing === 'rules' ? <ContactRulesForm code={care.code} from={rules} close={close} /> : null}
      {writing === 'try' ? <TryForm code={care.code} rules={rules} close={close} /> : null}
      <Tries code={care.code} tries={tries} />
    </Panel>
  )
}

function Tries({ code, tries }: { readonly code: string; readonly tries: readonly CareContact[] }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  if (tries.length === 0) return null
  return (
    <ol className={css['acts']}>
      {tries.map((one) => (
        <li key={one.id}>
          <Group justify="space-between">
            <div>
              <Text>
                {say(contactChannels[one.channel])} ·{' '}
                {outcomeWords[one.outcome] ? t(outcomeWords[one.outcome] ?? { id: '' }) : one.outcome}
              </Text>
              {one.faults.length === 0 ? null : (
                <Text fw={600}>
                  <Trans>Against what the person wished:</Trans>{' '}
                  {one.faults.map((fault) => say(contactFaults[fault])).join(' · ')}
                </Text>
              )}
              <Text className={css['soft'] ?? ''}>
                {instant(one.at)} · {one.by}, {one.organisation}
                {one.lookedAt === undefined ? null : (
                  <>
                    {' · '}
                    <Trans>the head of the shelter has looked at it</Trans>
                  </>
                )}
              </Text>
            </div>
            {one.hasReason ? <SealedWords code={code} of="contact" row={one.id} label={t`Why`} /> : null}
          </Group>
        </li>
      ))}
    </ol>
  )
}

interface TryFormProps {
  readonly code: string
  readonly rules: SafeContactRules | undefined
  readonly close: () => void
}

const outcomes = ['reached', 'no-answer', 'somebody-else', 'left-message'] as const
type Outcome = (typeof outcomes)[number]

/** An attempt, weighed while it is written: what goes against the person's wishes is said before, and asks for a reason. */
function TryForm({ code, rules, close }: TryFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [channel, setChannel] = useState<ContactChannel>(rules?.channels[0] ?? 'call')
  const [outcome, setOutcome] = useState<Outcome>('reached')
  const [why, setWhy] = useState('')
  const act = useCareAct(code)
  const at = new Date().toISOString()
  const faults = faultsOfContact(rules, { at, channel, leftMessage: outcome === 'left-message' })
  const there = rules ? timeThere(at, rules.timeZone) : undefined
  const isShort = faults.length > 0 && why.trim().length < 8
  return (
    <Stack>
      {there ? (
        <Text>
          <Trans>It is {there.time} where the person is.</Trans>
        </Text>
      ) : null}
      <Group align="end">
        <NativeSelect
          size="md"
          label={t`How`}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value as ContactChannel)}
          data={contactChannelNames.map((value) => ({ value, label: say(contactChannels[value]) }))}
        />
        <NativeSelect
          size="md"
          label={t`What came of it`}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}
          data={outcomes.map((value) => ({ value, label: t(outcomeWords[value] ?? { id: value }) }))}
        />
      </Group>
      {faults.length === 0 ? null : (
        <>
          <Alert variant="default" title={t`This goes against what the person wished`} role="alert">
            {faults.map((fault) => say(contactFaults[fault])).join(' · ')}
          </Alert>
          <Textarea
            label={t`Why it was done all the same`}
            description={t`Sealed. The head of the shelter sees that it happened.`}
            autosize
            minRows={2}
            maxLength={2000}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </>
      )}
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button
          disabled={isShort}
          loading={act.isPending}
          onClick={() =>
            act.mutate(
              {
                ...{ kind: 'contact', contact: crypto.randomUUID(), channel, outcome },
                ...(faults.length === 0 ? {} : { against: why.trim() }),
              },
              { onSuccess: close },
            )
          }
        >
          <Trans>Write it down</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
