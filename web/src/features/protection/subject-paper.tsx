import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'

import type { SubjectFile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AloudHere } from '../../ui/aloud.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import { Paper } from './subject-sheet.tsx'
import { useGiveFile, usePrintFile } from './subject-queries.ts'
import { languageName } from '../../ui/languages.ts'

/** Languages in which the sentences of the paper are there (server/paper/subject-file.json). */
const paperLanguages = ['th', 'en', 'my', 'km', 'lo', 'zh', 'vi', 'hi', 'id', 'am', 'sw'] as const

/** Opens the file for one printing, leaves out what speaks of somebody else, and notes that it was given. */
export function PaperPanel({ file, close }: { readonly file: SubjectFile; readonly close: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const spoken = paperLanguages.find((one) => file.speaks.includes(one))
  const [own, setOwn] = useState<string>(spoken ?? 'en')
  const [asking, setAsking] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const print = usePrintFile(file.code)
  const paper = print.data
  return (
    <Stack>
      <Stack gap="sm" data-no-print className={css['panel'] ?? ''}>
        <Title order={2} fz="lg">
          <Trans>Give the file to the person</Trans>
        </Title>
        <Group align="flex-end">
          <NativeSelect
            size="md"
            label={t`Language of the person`}
            value={own}
            disabled={paper !== undefined}
            onChange={(event) => setOwn(event.currentTarget.value)}
            data={paperLanguages.map((value) => ({ value, label: languageName(value, language) }))}
          />
          {paper ? null : (
            <Button size="md" onClick={() => setAsking(true)}>
              <Trans>Open for printing…</Trans>
            </Button>
          )}
          <Button size="md" variant="default" onClick={close}>
            <Trans>Back to the file</Trans>
          </Button>
        </Group>
        {paper ? (
          <>
            {paper.reasons.map(({ decision, text }) => (
              <Checkbox
                key={decision}
                label={t`Leave these reasons out: they speak of another person`}
                description={text}
                checked={left.has(decision)}
                onChange={() => setLeft(toggled(left, decision))}
              />
            ))}
            <Give file={file} language={paper.language} close={close} />
          </>
        ) : null}
      </Stack>
      {paper ? (
        <AloudHere isBeside>
          <Paper paper={paper} left={left} />
        </AloudHere>
      ) : null}
      <ReasonDialog
        opened={asking && !paper}
        close={() => setAsking(false)}
        title={t`Open the file for printing`}
        act={t`Open it`}
        phrases={[t`The person asked for the file`, t`To read the file to the person`]}
        isActing={print.isPending}
        error={print.error}
        decide={(reason) => print.mutate({ language: own, reason }, { onSuccess: () => setAsking(false) })}
      >
        <Trans>
          Names and reasons that are sealed open for this one printing. It is written down before.
        </Trans>
      </ReasonDialog>
    </Stack>
  )
}

function toggled(left: ReadonlySet<string>, decision: string): ReadonlySet<string> {
  const next = new Set(left)
  if (!next.delete(decision)) next.add(decision)
  return next
}

interface GiveProps {
  readonly file: SubjectFile
  readonly language: string
  readonly close: () => void
}

function Give({ file, language, close }: GiveProps) {
  const give = useGiveFile(file.code)
  const [id] = useState(() => crypto.randomUUID())
  const given = (way: 'paper' | 'read-out'): void => give.mutate({ id, language, way }, { onSuccess: close })
  return (
    <>
      <Group>
        <Button
          size="md"
          variant="default"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() => window.print()}
        >
          <Trans>Print</Trans>
        </Button>
        <Button size="md" loading={give.isPending} onClick={() => given('paper')}>
          <Trans>The person has the paper</Trans>
        </Button>
        <Button size="md" variant="default" loading={give.isPending} onClick={() => given('read-out')}>
          <Trans>I read it out</Trans>
        </Button>
      </Group>
      <Text className={css['soft'] ?? ''}>
        <Trans>
          A paper can be found by others. Ask whether it is safe to carry; reading it out is as good.
        </Trans>
      </Text>
      {give.error ? <Fault error={give.error} /> : null}
    </>
  )
}
