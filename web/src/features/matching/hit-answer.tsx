import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { HitView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PackageView } from '../../ui/package-view.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { oneOf } from '../../ui/url.ts'
import { hitRefusalWords } from './matching-words.ts'
import { hitPreviewQuery, useAnswerHit } from './queries.ts'

type Answer = NonNullable<HitView['answer']>
type Code = NonNullable<HitView['code']>
const codes = Object.keys(hitRefusalWords) as Code[]

interface HitAnswerProps {
  readonly hit: HitView
  readonly close: () => void
}

/** Core data with exactly what they will see of it, a contact, no, or neither yes nor no; the reason stays here. */
export function HitAnswer({ hit, close }: HitAnswerProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const answers = (['core', 'contact', 'refuse', 'neither'] as const).filter((one) => hit.can.includes(one))
  const [answer, setAnswer] = useState<Answer>(answers[0] ?? 'neither')
  const [entity, setEntity] = useState(hit.entities[0]?.id)
  const [code, setCode] = useState<Code>('law')
  const [text, setText] = useState('')
  const tell = useAnswerHit()
  const partner = say(hit.peer.name)
  const words: Record<Answer, string> = {
    core: t`Core data: name, birth, and the number`,
    contact: t`A contact: they talk to a person of ours`,
    refuse: t`No, with the reason`,
    neither: t`Neither yes nor no`,
  }
  const decide = (reason: string): void =>
    tell.mutate(
      {
        ...{ id: hit.id, answer, reason },
        ...(answer === 'core' && entity !== undefined ? { entity } : {}),
        ...(answer === 'refuse' ? { code } : {}),
        ...(answer === 'neither' || text.trim() === '' ? {} : { text: text.trim() }),
      },
      {
        onSuccess: () => {
          close()
          showDone(t`Answered to ${partner}`)
        },
      },
    )
  return (
    <ReasonDialog
      opened
      close={close}
      size="lg"
      title={t`Answer ${partner}`}
      act={answer === 'core' ? t`Hand over core data` : t`Answer`}
      note={t`Stays here, for whoever reviews it. The partner does not see it.`}
      isActing={tell.isPending}
      error={tell.error}
      decide={decide}
    >
      <Stack gap="sm">
        <Radio.Group
          label={t`What they are told`}
          value={answer}
          onChange={(value) => setAnswer(oneOf(value, answers) ?? answer)}
        >
          <Stack gap={6} mt={4}>
            {answers.map((one) => (
              <Radio key={one} value={one} label={words[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {answer === 'core' ? <CoreData hit={hit} entity={entity} setEntity={setEntity} /> : null}
        {answer === 'refuse' ? <WhyNot code={code} setCode={setCode} /> : null}
        {answer === 'neither' ? (
          <Text fz="sm">
            <Trans>They learn neither that it is known here nor that it is not.</Trans>
          </Text>
        ) : (
          <Textarea
            label={answer === 'contact' ? t`Whom they reach, and how` : t`Words to them`}
            description={t`${partner} reads this.`}
            autosize
            minRows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ReasonDialog>
  )
}

interface WhyNotProps {
  readonly code: Code
  readonly setCode: (code: Code) => void
}

function WhyNot({ code, setCode }: WhyNotProps) {
  const { t } = useLingui()
  return (
    <NativeSelect
      label={t`Why not`}
      value={code}
      onChange={(event) => setCode(oneOf(event.currentTarget.value, codes) ?? 'other')}
      data={codes.map((one) => ({ value: one, label: t(hitRefusalWords[one]) }))}
    />
  )
}

interface CoreDataProps {
  readonly hit: HitView
  readonly entity: string | undefined
  readonly setEntity: (id: string) => void
}

/** Whose core data goes, and exactly what the partner will see of it. */
function CoreData({ hit, entity, setEntity }: CoreDataProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const found = useQuery(hitPreviewQuery(hit.id, entity))
  return (
    <Stack gap="sm">
      {hit.entities.length > 1 ? (
        <NativeSelect
          label={t`Whose`}
          value={entity ?? ''}
          onChange={(event) => setEntity(event.currentTarget.value)}
          data={hit.entities.map((one) => ({ value: one.id, label: one.caption }))}
        />
      ) : null}
      <Text fz="sm" fw={600}>
        <Trans>This is what they will see</Trans>
      </Text>
      {found.error ? (
        <Refusal error={found.error} />
      ) : (
        <Loaded of={found}>
          {({ package: contents, secondPerson, because, held }) => (
            <>
              <PackageView contents={contents} held={held} />
              {secondPerson ? (
                <Alert variant="light" color="amber" icon={<IconUserCheck aria-hidden />}>
                  <Trans>A second person has to approve this.</Trans>
                  {because.map((words) => (
                    <Text key={words.en} fz="sm">
                      {say(words)}
                    </Text>
                  ))}
                </Alert>
              ) : null}
            </>
          )}
        </Loaded>
      )}
    </Stack>
  )
}
