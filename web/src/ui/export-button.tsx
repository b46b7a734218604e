import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { api } from '../api/api.ts'
import type { ExportRequest } from '../api/wire.ts'
import { formatLabels } from './export-format.ts'
import type { ExportFormat } from './export-format.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { saveFile } from './save-file.ts'
import { showDone } from './undo.tsx'

const formats: readonly { readonly name: ExportFormat; readonly words: MessageDescriptor }[] = [
  { name: 'csv', words: msg`A table for Excel and other spreadsheets.` },
  {
    name: 'stix',
    words: msg`For threat-intelligence tools such as OpenCTI. Keeps links and TLP.`,
  },
  { name: 'ftm', words: msg`For investigation tools such as Aleph and OpenSanctions. Keeps links.` },
  {
    name: 'misp',
    words: msg`One event for a MISP. Leaves out victims, witnesses and who may be a minor.`,
  },
]

interface ExportButtonProps {
  /** What goes into the file: a search as it is narrowed, or entities; absent: a search that the dialog asks for. */
  readonly of?: Omit<ExportRequest, 'format' | 'reason'>
  /** What the button says. */
  readonly label?: string
  /** What the file holds, as the dialog's title says it. */
  readonly title: string
}

/** Takes what is on the screen along as a file: in which format, why, and whether a second person is asked for what is confidential. */
export function ExportButton({ of, label, title }: ExportButtonProps) {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const close = (): void => setOpened(false)
  const run = useExport(close)
  const ask = useAsk(close)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileExport size={16} aria-hidden />}
        onClick={() => {
          run.reset()
          ask.reset()
          setOpened(true)
        }}
      >
        {label ?? <Trans>Export…</Trans>}
      </Button>
      <ReasonDialog
        opened={opened}
        close={close}
        title={title}
        act={isAsking ? t`Ask a second person` : t`Export`}
        isActing={run.isPending || ask.isPending}
        error={isAsking ? ask.error : run.error}
        decide={(reason) => {
          const chosen = of ?? { q: typed.trim() }
          if (chosen.q !== '') (isAsking ? ask : run).mutate({ ...chosen, format, reason })
        }}
      >
        <Stack gap="md">
          {of ? null : (
            <TextInput
              label={t`Everything that this search finds`}
              description={t`A name, a number or an address, as in the search box.`}
              value={typed}
              maxLength={200}
              required
              data-autofocus
              error={typed.trim() === '' ? t`Write what to look for` : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <FormatChoice format={format} choose={setFormat} />
          <ConfidentialChoice isAsking={isAsking} choose={setAsking} />
          <Text fz="sm">
            <Trans>
              The file is not recalled when a source takes something back: keep it only as long as you need
              it.
            </Trans>
          </Text>
        </Stack>
      </ReasonDialog>
    </>
  )
}

function useExport(close: () => void) {
  const { t } = useLingui()
  return useMutation({
    mutationFn: (body: ExportRequest) => api.exportRun({ body }),
    onSuccess: (file) => {
      saveFile(file)
      close()
      showDone(t`Saved as ${file.name}`)
    },
  })
}

/** Goes to the request that was made: there the file will be. */
function useAsk(close: () => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: ExportRequest) => api.exportAsk({ body }),
    onSuccess: ({ id }) => {
      close()
      for (const name of ['exports', 'work']) void queries.invalidateQueries({ queryKey: [name] })
      void navigate({ to: '/exports', search: { export: id } })
    },
  })
}

interface FormatChoiceProps {
  readonly format: ExportFormat
  readonly choose: (format: ExportFormat) => void
}

function FormatChoice({ format, choose }: FormatChoiceProps) {
  const { t } = useLingui()
  return (
    <Radio.Group
      label={t`Format`}
      value={format}
      onChange={(value) => choose(formats.find(({ name }) => name === value)?.name ?? format)}
    >
      <Stack gap="sm" mt={4}>
        {formats.map(({ name, words }) => (
          <Radio key={name} value={name} label={formatLabels[name]} description={t(words)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

interface ConfidentialChoiceProps {
  readonly isAsking: boolean
  readonly choose: (isAsking: boolean) => void
}

function ConfidentialChoice({ isAsking, choose }: ConfidentialChoiceProps) {
  const { t } = useLingui()
  return (
    <>
      <Radio.Group
        label={t`What is confidential`}
        value={isAsking ? 'ask' : 'out'}
        onChange={(value) => choose(value === 'ask')}
      >
        <Stack gap="sm" mt={4}>
          <Radio
            value="out"
            label={t`Leave it out`}
            description={t`You have the file at once, without what may not be taken along by its handling.`}
          />
          <Radio
            value="ask"
            label={t`Ask a second person of my organisation`}
            description={t`Once somebody who may read all of it has agreed, you take the file once, within 24 hours. What may never leave stays out.`}
          />
        </Stack>
      </Radio.Group>
      <Text fz="sm">
        <Link to="/exports" search={{}}>
          <Trans>What was asked for before</Trans>
        </Link>
      </Text>
    </>
  )
}
