import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Alert, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDownload, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Dispatch } from 'react'

import { problemOf } from '../../api/problem.ts'
import type { Preview, Reading } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import type { EditHistory, Step } from './edit-history.ts'
import css from './intake.module.css'
import { mappingOf } from './mapping.ts'
import { useReadMapping } from './queries.ts'

export interface MappingToolsProps {
  readonly id: string
  readonly sheet: string | undefined
  /** How the table is read now. */
  readonly reading: Reading
  /** Goes on from a mapping that was loaded and looked at. */
  readonly take: (loaded: Preview) => void
  readonly history: EditHistory
  readonly step: Dispatch<Step>
}

/** Undo and redo, and the mapping as a file for a colleague or the command line. */
export function MappingTools({ id, sheet, reading, take, history, step }: MappingToolsProps) {
  const { t } = useLingui()
  return (
    <Group gap={4}>
      <Tooltip label={t`Undo the last change`}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t`Undo the last change`}
          {...(history.past.length === 0 ? resting : {})}
          onClick={() => step({ step: 'undo' })}
        >
          <IconArrowBackUp size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t`Do it again`}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t`Do it again`}
          {...(history.future.length === 0 ? resting : {})}
          onClick={() => step({ step: 'redo' })}
        >
          <IconArrowForwardUp size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveAs('mapping.json', JSON.stringify(mappingOf(history.now, reading), undefined, 2))}
      >
        <Trans>Save as a file</Trans>
      </Button>
      <LoadMapping id={id} sheet={sheet} reading={reading} take={take} />
    </Group>
  )
}

/** Not `disabled`: a button that is pressed until nothing is left to undo must keep the focus. */
const resting = { 'aria-disabled': true, 'data-disabled': true } as const

function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

function LoadMapping({ id, sheet, reading, take }: Omit<MappingToolsProps, 'history' | 'step'>) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [isJson, setIsJson] = useState(true)
  const read = useReadMapping(id, sheet)
  const load = async (file: File): Promise<void> => {
    const mapping = parsed(await file.text())
    setIsJson(mapping !== undefined)
    if (mapping === undefined) return
    // What the file leaves open of how the table is written stays as it is on the screen.
    const whole = typeof mapping === 'object' ? { ...reading, ...mapping } : mapping
    read.mutate(whole, { onSuccess: take })
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
        loading={read.isPending}
        onClick={() => input.current?.click()}
      >
        <Trans>Load from a file</Trans>
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t`A mapping that was saved`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) void load(file)
          event.currentTarget.value = ''
        }}
      />
      {isJson ? null : (
        <Alert color="red" variant="default" role="alert" className={css['wholeLine'] ?? ''}>
          <Trans>
            This file is not JSON. Choose one that was saved here. Your columns stand as they were.
          </Trans>
        </Alert>
      )}
      {read.error && isJson ? <MappingFaults error={read.error} /> : null}
    </>
  )
}

/** JSON of whatever shape; undefined for a text that is none. The node checks the shape. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function MappingFaults({ error }: { readonly error: unknown }) {
  const { pointers } = problemOf(error)
  return (
    <div className={css['wholeLine']}>
      <Fault error={error} keptText={<Trans>Your columns stand as they were.</Trans>} />
      {pointers.slice(0, 10).map(({ pointer, hint }) => (
        <Text key={pointer} fz="sm">
          <code>{pointer || '/'}</code> {hint}
        </Text>
      ))}
      {pointers.length > 10 ? (
        <Text fz="sm">
          <Trans>and {pointers.length - 10} more</Trans>
        </Text>
      ) : null}
    </div>
  )
}
