import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Radio, Stack, Text } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { api } from '../api/api.ts'
import type { ExportRequest } from '../api/wire.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { saveFile } from './save-file.ts'
import { showDone } from './undo.tsx'

type Format = ExportRequest['format']

const formats: readonly {
  readonly name: Format
  readonly label: string
  readonly words: MessageDescriptor
}[] = [
  { name: 'csv', label: 'CSV', words: msg`A table for Excel and other spreadsheets.` },
  {
    name: 'stix',
    label: 'STIX 2.1',
    words: msg`For threat-intelligence tools: MISP, OpenCTI and the like. Keeps links and TLP.`,
  },
  {
    name: 'ftm',
    label: 'FollowTheMoney',
    words: msg`For investigation tools such as Aleph and OpenSanctions. Keeps links.`,
  },
]

interface ExportButtonProps {
  /** What goes into the file: a search as it is narrowed, or entities. */
  readonly of: Omit<ExportRequest, 'format' | 'reason'>
  /** What the file holds, as the dialog's title says it. */
  readonly title: string
}

/** Takes what is on the screen along as a file: in which format, and why. */
export function ExportButton({ of, title }: ExportButtonProps) {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  const [format, setFormat] = useState<Format>('csv')
  const run = useMutation({
    mutationFn: (body: ExportRequest) => api.exportRun({ body }),
    onSuccess: (file) => {
      saveFile(file)
      setOpened(false)
      showDone(t`Saved as ${file.name}`)
    },
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileExport size={16} aria-hidden />}
        onClick={() => {
          run.reset()
          setOpened(true)
        }}
      >
        <Trans>Export…</Trans>
      </Button>
      <ReasonDialog
        opened={opened}
        close={() => setOpened(false)}
        title={title}
        act={t`Export`}
        isActing={run.isPending}
        error={run.error}
        decide={(reason) => run.mutate({ ...of, format, reason })}
      >
        <Stack gap="md">
          <Radio.Group
            label={t`Format`}
            value={format}
            onChange={(value) => setFormat(formats.find(({ name }) => name === value)?.name ?? format)}
          >
            <Stack gap="sm" mt={4}>
              {formats.map(({ name, label, words }) => (
                <Radio key={name} value={name} label={label} description={t(words)} />
              ))}
            </Stack>
          </Radio.Group>
          <Text fz="sm">
            <Trans>
              What may not be taken along by its handling is left out. The file is not recalled when a source
              takes something back: keep it only as long as you need it.
            </Trans>
          </Text>
        </Stack>
      </ReasonDialog>
    </>
  )
}
