import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'

import type { Preview, Reading } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { formatWords } from './import-words.ts'
import css from './intake.module.css'
import { ReadingFields } from './reading-fields.tsx'

interface RecognisedProps {
  readonly preview: Preview
  readonly setSheet: (sheet: string) => void
  readonly reading: Reading
  readonly setReading: (reading: Reading) => void
}

/** What the node found out about the file by itself, and of a table the ways to say it better. */
export function Recognised({ preview, setSheet, reading, setReading }: RecognisedProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { format, sheets, sheet, header } = preview
  return (
    <section aria-label={t`What was recognised`}>
      <dl className={css['facts']}>
        <Fact name={t`Read as`} value={t(formatWords[format])} />
        {header.length > 0 ? <Fact name={t`Columns`} value={number(header.length)} /> : null}
      </dl>
      {sheets.length > 1 ? (
        <NativeSelect
          label={<Trans>Sheet</Trans>}
          maw={320}
          value={sheet}
          onChange={(event) => setSheet(event.currentTarget.value)}
          data={[...sheets]}
        />
      ) : null}
      {preview.mapping === undefined ? null : (
        <ReadingFields preview={preview} reading={reading} setReading={setReading} />
      )}
    </section>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
