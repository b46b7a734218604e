import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'

import type { Correction, SubjectFile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import {
  useCorrectionWords,
  useDecideCorrection,
  useMakeCorrection,
  useTellCorrection,
} from './subject-queries.ts'
import { aboutWords, outcomeWords } from './subject-words.ts'
import { languageName } from '../../ui/languages.ts'

type Doing = { readonly what: 'make' } | { readonly what: 'decide' | 'open'; readonly id: string }

/** What the person says is wrong: written down by one, decided by another, told to the person. */
export function CorrectionPanel({ file }: { readonly file: SubjectFile }) {
  const { t } = useLingui()
  const [doing, setDoing] = useState<Doing>()
  const close = (): void => setDoing(undefined)
  return (
    <section className={css['panel']} aria-label={t`What the person says is wrong`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          <Trans>What the person says is wrong</Trans>
        </Title>
        <Button size="md" variant="default" onClick={() => setDoing({ what: 'make' })}>
          <Trans>Write it down…</Trans>
        </Button>
      </Group>
      {file.corrections.length === 0 ? (
        <Text c="dimmed">
          <Trans>Nothing so far. Ask the person when you give the file.</Trans>
        </Text>
      ) : (
        <ul className={css['acts']}>
          {file.corrections.map((one) => (
            <CorrectionRow key={one.id} file={file} correction={one} act={setDoing} />
          ))}
        </ul>
      )}
      {doing?.what === 'make' ? <MakeDialog file={file} close={close} /> : null}
      {doing?.what === 'decide' ? <DecideDialog file={file} id={doing.id} close={close} /> : null}
      {doing?.what === 'open' ? <WordsDialog id={doing.id} close={close} /> : null}
    </section>
  )
}

interface CorrectionRowProps {
  readonly file: SubjectFile
  readonly correction: Correction
  readonly act: (doing: Doing) => void
}

function CorrectionRow({ file, correction, act }: CorrectionRowProps) {
  const { t } = useLingui()
  const { say, instant, language } = useLanguage()
  const tell = useTellCorrection(file.code)
  const { id, outcome, can } = correction
  const spoken = file.speaks[0] ?? language
  const spokenName = languageName(spoken, language)
  return (
    <li>
      <Text fw={600}>{t(aboutWords[correction.about])}</Text>
      <Text>{outcome === undefined ? t`waits for another person to decide` : t(outcomeWords[outcome])}</Text>
      <Text className={css['soft'] ?? ''}>
        {t`said ${instant(correction.askedAt)}, written by ${say(correction.askedBy)}`}
        {correction.decidedAt && correction.decidedBy
          ? ` · ${t`decided ${instant(correction.decidedAt)} by ${say(correction.decidedBy)}`}`
          : ''}
        {correction.toldAt ? ` · ${t`told ${instant(correction.toldAt)}`}` : ''}
      </Text>
      <Group gap="xs" mt={4}>
        <Button variant="default" onClick={() => act({ what: 'open', id })}>
          <Trans>Read the words…</Trans>
        </Button>
        {can.includes('correctionDecide') ? (
          <Button onClick={() => act({ what: 'decide', id })}>
            <Trans>Decide…</Trans>
          </Button>
        ) : null}
        {can.includes('correctionTell') ? (
          <Button loading={tell.isPending} onClick={() => tell.mutate({ id, language: spoken })}>
            <Trans>It was told in {spokenName}</Trans>
          </Button>
        ) : null}
      </Group>
      {tell.error ? <Fault error={tell.error} /> : null}
    </li>
  )
}

const subjects = Object.keys(aboutWords) as Correction['about'][]

function MakeDialog({ file, close }: { readonly file: SubjectFile; readonly close: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [about, setAbout] = useState<Correction['about']>('identity')
  const [id] = useState(() => crypto.randomUUID())
  const make = useMakeCorrection(file.code)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`What the person says is wrong`}
      act={t`Write it down`}
      label={t`In the person’s own words`}
      note={t`Sealed. Somebody else reads it and decides; what is held and what was said both stay.`}
      isActing={make.isPending}
      error={make.error}
      decide={(words) =>
        make.mutate({ id, about, words, language: file.speaks[0] ?? language }, { onSuccess: close })
      }
    >
      <NativeSelect
        label={t`What it is about`}
        value={about}
        onChange={(event) => setAbout(subjects.find((one) => one === event.currentTarget.value) ?? 'other')}
        data={subjects.map((value) => ({ value, label: t(aboutWords[value]) }))}
      />
    </ReasonDialog>
  )
}

const outcomes = Object.keys(outcomeWords) as NonNullable<Correction['outcome']>[]

function DecideDialog({
  file,
  id,
  close,
}: {
  readonly file: SubjectFile
  readonly id: string
  readonly close: () => void
}) {
  const { t } = useLingui()
  const [outcome, setOutcome] = useState<NonNullable<Correction['outcome']>>('accepted')
  const decide = useDecideCorrection(file.code)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Decide what the person says is wrong`}
      act={t`Decide`}
      label={t`Why, in words the person is told`}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) => decide.mutate({ id, outcome, reason }, { onSuccess: close })}
    >
      <Radio.Group
        label={t`What came out`}
        value={outcome}
        onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'accepted')}
      >
        <Stack gap="xs" mt="xs">
          {outcomes.map((one) => (
            <Radio key={one} value={one} label={t(outcomeWords[one])} />
          ))}
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  )
}

function WordsDialog({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { t } = useLingui()
  const open = useCorrectionWords()
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`What the person said`}
      act={t`Open it`}
      label={t`Why you open it`}
      phrases={[t`To decide it`, t`To tell the person`]}
      isActing={open.isPending}
      error={open.error}
      decide={(reason) => open.mutate({ id, reason })}
    >
      {open.data ? (
        <Stack gap="xs">
          <Text className="value">{open.data.words}</Text>
          {open.data.because === undefined ? null : (
            <Text className="value">{t`Decided because: ${open.data.because}`}</Text>
          )}
        </Stack>
      ) : (
        <Trans>The words are sealed. Your name and the reason are written down before they open.</Trans>
      )}
    </ReasonDialog>
  )
}
