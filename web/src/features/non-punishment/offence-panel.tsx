import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { offenceResults } from '@shield/core'
import type { OffenceResult } from '@shield/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { Finding } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './non-punishment.module.css'
import { useFindingAct } from './queries.ts'
import type { Opened } from './sealed-panel.tsx'
import { resultWords } from './words.ts'

type Offence = Finding['offenceList'][number]

interface OffencePanelProps {
  readonly finding: Finding
  readonly offence: Offence
  readonly opened: Opened | undefined
}

/** One offence: what one person said of it, what the second says, and the form for whose turn it is. */
export function OffencePanel({ finding, offence, opened }: OffencePanelProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [assessing, setAssessing] = useState(false)
  const maySecond = offence.can.includes('punishmentSecond')
  const mayAssess = offence.can.includes('punishmentAssess')
  return (
    <section className={css['panel']} aria-label={say(offence.name)}>
      <Stack>
        <Title order={3} fz="md">
          {say(offence.name)}
        </Title>
        <Text className={css['soft'] ?? ''}>
          {offence.law ?? <Trans>What the law says of it for victims is not known here.</Trans>}
        </Text>
        <Opinions finding={finding} offence={offence} />
        {maySecond ? (
          <Second finding={finding.id} offence={offence.id} isOpened={opened !== undefined} />
        ) : null}
        {mayAssess && !assessing ? (
          <Group>
            <Button variant={maySecond ? 'default' : 'filled'} onClick={() => setAssessing(true)}>
              {offence.opinion ? <Trans>Assess anew…</Trans> : <Trans>Assess…</Trans>}
            </Button>
          </Group>
        ) : null}
        {assessing ? (
          <Assess
            finding={finding}
            offence={offence.id}
            label={t`Assessment`}
            close={() => setAssessing(false)}
          />
        ) : null}
      </Stack>
    </section>
  )
}

function Opinions({ finding, offence }: { readonly finding: Finding; readonly offence: Offence }) {
  const { t } = useLingui()
  const { say, instant, language } = useLanguage()
  const { opinion, second } = offence
  if (!opinion)
    return (
      <Text>
        <Trans>Nobody has assessed it yet</Trans>
      </Text>
    )
  const names = opinion.evidence.map(({ indicator }) => {
    const told = finding.told.find((one) => one.indicator === indicator)
    return told ? (told.name[language] ?? told.name['en'] ?? indicator) : indicator
  })
  return (
    <dl className={css['pair']}>
      <dt>
        <Trans>First person</Trans>
      </dt>
      <dd>
        <Text fw={600}>{t(resultWords[opinion.result])}</Text>
        <Text className={css['soft'] ?? ''}>
          {say(opinion.by)} · {instant(opinion.at)}
        </Text>
        {names.length === 0 ? null : (
          <Text className={css['soft'] ?? ''}>
            <Trans>Rests on: {names.join(' · ')}</Trans>
          </Text>
        )}
      </dd>
      <dt>
        <Trans>Second person</Trans>
      </dt>
      <dd>
        {second === undefined ? (
          <Trans>nobody yet</Trans>
        ) : (
          <>
            <Text fw={600}>{second.agrees ? t`agrees` : t`does not agree`}</Text>
            <Text className={css['soft'] ?? ''}>
              {say(second.by)} · {instant(second.at)}
            </Text>
          </>
        )}
      </dd>
    </dl>
  )
}

const fewest = 8

interface AssessProps {
  readonly finding: Finding
  readonly offence: string
  readonly label: string
  readonly close: () => void
}

function Assess({ finding, offence, label, close }: AssessProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [result, setResult] = useState<OffenceResult>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const assess = useFindingAct('punishmentAssess', { id: finding.id, offence })
  const isShort = reason.trim().length < fewest
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (result === undefined || isShort) return
    const evidence = finding.told
      .filter(({ indicator }) => chosen.includes(indicator))
      .map(({ interview, indicator }) => ({ interview, indicator }))
    assess.mutate({ result, evidence, reason: reason.trim() }, { onSuccess: close })
  }
  return (
    <form onSubmit={submit} noValidate aria-label={label}>
      <Stack>
        <Radio.Group
          label={t`Was the person made to do it?`}
          value={result ?? null}
          onChange={(value) => setResult(value as OffenceResult)}
          error={asked && result === undefined ? t`Choose one` : null}
        >
          <Stack gap={0} mt={4}>
            {offenceResults.map((one) => (
              <Radio key={one} value={one} label={t(resultWords[one])} py={8} />
            ))}
          </Stack>
        </Radio.Group>
        {finding.told.length === 0 ? null : (
          <Checkbox.Group
            label={t`What it rests on`}
            description={t`Answers that were a yes. No word that was said is shown or kept here.`}
            value={[...chosen]}
            onChange={setChosen}
          >
            <Stack gap={0} mt={4}>
              {finding.told.map(({ indicator, name }) => (
                <Checkbox
                  key={indicator}
                  value={indicator}
                  label={`${name[language] ?? name['en'] ?? ''} (${indicator})`}
                  py={8}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Textarea
          label={t`Reason`}
          description={t`Sealed; the second person opens it.`}
          autosize
          minRows={3}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {assess.error ? <Fault error={assess.error} /> : null}
        <Group>
          <Button type="submit" loading={assess.isPending}>
            <Trans>Assess</Trans>
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface SecondProps {
  readonly finding: string
  readonly offence: string
  readonly isOpened: boolean
}

/** Agreeing and disagreeing cost the same: a reason and a press. */
function Second({ finding, offence, isOpened }: SecondProps) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const second = useFindingAct('punishmentSecond', { id: finding, offence })
  const isShort = reason.trim().length < fewest
  const decide = (agrees: boolean): void => {
    setAsked(true)
    if (!isShort) second.mutate({ agrees, reason: reason.trim() })
  }
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate aria-label={t`As the second person`}>
      <Stack>
        {isOpened ? null : (
          <Text className={css['soft'] ?? ''}>
            <Trans>Open what lies sealed above to read the first person’s reason.</Trans>
          </Text>
        )}
        <Textarea
          label={t`Your reason as the second person`}
          autosize
          minRows={2}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {second.error ? <Fault error={second.error} /> : null}
        <Group>
          <Button loading={second.isPending} onClick={() => decide(true)}>
            <Trans>I agree</Trans>
          </Button>
          <Button variant="default" loading={second.isPending} onClick={() => decide(false)}>
            <Trans>I do not agree</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
