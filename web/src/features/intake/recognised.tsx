import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'

import type { Preview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { delimiterWords, encodingWords, formatWords } from './import-words.ts'
import css from './intake.module.css'

interface RecognisedProps {
  readonly preview: Preview
  readonly setSheet: (sheet: string) => void
}

/** What the node found out about the file by itself. */
export function Recognised({ preview, setSheet }: RecognisedProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { format, encoding, delimiter, sheets, sheet, header } = preview
  const encodingName = encoding === undefined ? undefined : encodingWords[encoding]
  const delimiterName = delimiter === undefined ? undefined : delimiterWords[delimiter]
  return (
    <section aria-label={t`What was recognised`}>
      <dl className={css['facts']}>
        <Fact name={t`Read as`} value={t(formatWords[format])} />
        {encoding === undefined ? null : (
          <Fact name={t`Letters`} value={encodingName ? t(encodingName) : encoding} />
        )}
        {delimiter === undefined ? null : (
          <Fact name={t`Between cells`} value={delimiterName ? t(delimiterName) : delimiter} />
        )}
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
