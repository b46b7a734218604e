import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, FileInput, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { ArrivalListFile, ArrivalListOutcome, ArrivalListPreview, ListField } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { base64Of } from '../../ui/base64-of.ts'
import { Fault } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { IdentityView } from './identity-view.tsx'
import css from './protection.module.css'
import { usePreviewList, useTakeList } from './queries.ts'
import { listFieldWords } from './words.ts'

/** A list of an authority or organisation: chosen, looked at, taken. The file is read in memory and kept nowhere. */
export function ListIn({ arrival }: { readonly arrival: string }) {
  const { t } = useLingui()
  const [file, setFile] = useState<ArrivalListFile>()
  const preview = usePreviewList(arrival)
  const take = useTakeList(arrival)
  const ask = (next: ArrivalListFile): void => {
    setFile(next)
    take.reset()
    preview.mutate(next)
  }
  const choose = async (chosen: File | null): Promise<void> => {
    if (chosen) ask({ name: chosen.name, content: await base64Of(chosen) })
  }
  if (take.data) return <Outcome outcome={take.data} />
  return (
    <Stack>
      <Text>
        <Trans>
          A list of an authority or an organisation, as CSV or an Excel workbook with at most 500 lines. Each
          line becomes a person with a new code, and the name is sealed at once. The file itself is not kept:
          only what is taken below.
        </Trans>
      </Text>
      <FileInput
        size="lg"
        label={t`The list`}
        placeholder={t`Choose a file…`}
        accept=".csv,.xlsx,text/csv"
        onChange={(chosen) => void choose(chosen)}
      />
      {preview.error ? <Fault error={preview.error} /> : null}
      {preview.data && file ? (
        <Taken
          preview={preview.data}
          change={(columns) => ask({ ...file, columns })}
          take={() => take.mutate(file)}
          isTaking={take.isPending}
        />
      ) : null}
      {take.error ? <Fault error={take.error} /> : null}
    </Stack>
  )
}

interface TakenProps {
  readonly preview: ArrivalListPreview
  readonly change: (columns: NonNullable<ArrivalListFile['columns']>) => void
  readonly take: () => void
  readonly isTaking: boolean
}

function Taken({ preview, change, take, isTaking }: TakenProps) {
  const { number } = useLanguage()
  const { columns, lines, first } = preview
  const isNameless = lines === 0
  return (
    <Stack>
      <Title order={2} fz="lg">
        <Trans>What is taken, and what is not</Trans>
      </Title>
      <Columns columns={columns} change={change} />
      <Faults faults={preview.faults} />
      {first.length === 0 ? null : (
        <Title order={2} fz="lg">
          <Trans>The first lines, as they would be sealed</Trans>
        </Title>
      )}
      {first.map(({ line, identity }) => (
        <div key={line} className={css['panel']}>
          <Text className={css['soft'] ?? ''}>
            <Trans>Line {number(line)}</Trans>
          </Text>
          <IdentityView identity={identity} />
        </div>
      ))}
      <Group>
        <Button size="lg" disabled={isNameless} loading={isTaking} onClick={take}>
          <Trans>Take {number(lines)} people in</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

interface ColumnsProps {
  readonly columns: ArrivalListPreview['columns']
  readonly change: TakenProps['change']
}

function Columns({ columns, change }: ColumnsProps) {
  const { t } = useLingui()
  const set = (at: number, taken: ListField | undefined): void =>
    change(
      columns.flatMap((one, place) => {
        const next = place === at ? taken : one.taken
        return next === undefined ? [] : [{ column: one.column, taken: next }]
      }),
    )
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Columns`}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Column of the list</Trans>
            </th>
            <th scope="col">
              <Trans>Taken as</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, taken }, at) => (
            <tr key={column}>
              <th scope="row" className="value" style={{ fontSize: 16, color: 'inherit' }}>
                {column}
              </th>
              <td>
                <NativeSelect
                  size="md"
                  aria-label={t`${column} is taken as`}
                  value={taken ?? ''}
                  onChange={(event) =>
                    set(at, (event.currentTarget.value || undefined) as ListField | undefined)
                  }
                  data={[
                    { value: '', label: t`left out` },
                    ...Object.entries(listFieldWords).map(([value, word]) => ({ value, label: t(word) })),
                  ]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Faults({ faults }: { readonly faults: ArrivalListPreview['faults'] }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  if (faults.length === 0) return null
  return (
    <Alert variant="default" title={t`Lines with something wrong: ${number(faults.length)}`}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {faults.slice(0, 50).map(({ line, column, what }, at) => (
          <li key={at}>
            <Trans>Line {number(line)}</Trans>
            {column === undefined ? '' : `, ${column}`}: {say(what)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Outcome({ outcome }: { readonly outcome: ArrivalListOutcome }) {
  const { number } = useLanguage()
  const { people, faults } = outcome
  const made = people.filter((one) => one.outcome === 'made')
  const before = people.filter((one) => one.before !== undefined)
  return (
    <Stack role="status">
      <Title order={2} fz="lg">
        <Trans>
          {number(made.length)} people taken in, {number(people.length - made.length)} were here already
        </Trans>
      </Title>
      <Text>
        <Trans>The file is not kept. Write each code on the wristband of the person with that line.</Trans>
      </Text>
      {before.length === 0 ? null : (
        <Text>
          <Trans>
            {number(before.length)} have the same document as somebody who came out at another time.
          </Trans>
        </Text>
      )}
      <Faults faults={faults} />
      <ul className={css['queue']}>
        {people.map(({ line, code, outcome: how, before: earlier }) => (
          <li key={line}>
            {code === undefined ? (
              <Trans>Line {number(line)}: here already</Trans>
            ) : (
              <Link to="/protected/$code" params={{ code }}>
                <Trans>Line {number(line)}</Trans> <span className={css['code']}>{code}</span>
                {how === 'known' ? (
                  <span className={css['soft']}>
                    <Trans>here already</Trans>
                  </span>
                ) : null}
                {earlier === undefined ? null : (
                  <span className={css['soft']}>
                    <Trans>came out before as {earlier}</Trans>
                  </span>
                )}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  )
}
