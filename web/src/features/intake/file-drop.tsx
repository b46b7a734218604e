import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import type { DragEvent } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { sizeText } from './amounts.ts'
import css from './intake.module.css'

interface FileDropProps {
  readonly file: File | undefined
  readonly setFile: (file: File | undefined) => void
  readonly error: string | undefined
}

/** A file by a drop or by a press; the button alone is enough. */
export function FileDrop({ file, setFile, error }: FileDropProps) {
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const hint = useId()
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped) setFile(dropped)
  }
  return (
    <div>
      <div
        className={css['drop']}
        data-over={over}
        data-wrong={error !== undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <div role="status" className={css['dropped']}>
          {file ? (
            <>
              <Text fw={600}>
                <ValueText text={file.name} />
              </Text>
              <Text fz="sm" c="dimmed">
                {sizeText(file.size, language)}
              </Text>
            </>
          ) : (
            <Text id={hint}>
              <Trans>
                Drop a file here, or choose one: CSV, XLSX, STIX, FollowTheMoney, MISP, sanctions lists.
              </Trans>
            </Text>
          )}
        </div>
        <Button
          variant="default"
          aria-describedby={file ? undefined : hint}
          onClick={() => input.current?.click()}
        >
          {file ? <Trans>Choose another file</Trans> : <Trans>Choose a file</Trans>}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0]
            if (chosen) setFile(chosen)
            // Choosing the same file again, mended meanwhile, is a change too.
            event.currentTarget.value = ''
          }}
        />
      </div>
      {error ? (
        <Text fz="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      ) : null}
    </div>
  )
}
