import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { figureNames, figures } from '@shield/core'
import type { FigureName } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { FigurePreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import { FigureTable } from './figure-table.tsx'
import type { FigureCell } from './figure-table.tsx'
import css from './figures.module.css'
import { officesQuery, previewQuery, useAskRelease } from './queries.ts'
import type { Asking } from './queries.ts'

/** Choose a figure, see what it counts and what would be held back and why, and ask a second person. */
export function NewFigureScreen() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const asked = useAsked()
  const found = useQuery(previewQuery(asked))
  return (
    <>
      <PageHead
        title={t`Make a figure`}
        before={
          <Link to="/figures">
            <Trans>Figures</Trans>
          </Link>
        }
      />
      <Choice asked={asked} />
      <div className={css['note']}>
        <Text fw={600}>{say(figures[asked.figure].name)}</Text>
        <Text>{say(figures[asked.figure].counts)}</Text>
      </div>
      <Loaded of={found}>
        {(preview) => (
          <>
            <Counted preview={preview} />
            {preview.refused ? <Refusal preview={preview} /> : <AskPanel asked={asked} preview={preview} />}
            {preview.tables.map((table, index) => (
              <FigureTable
                key={table.rowDimension}
                of={table}
                number={(cell) => <InsideNumber cell={cell} asked={asked} table={index} />}
              />
            ))}
          </>
        )}
      </Loaded>
    </>
  )
}

/** The choice in the address, or the year so far. */
export function useAsked(): Asking {
  const url = useSearch({ strict: false })
  const now = new Date().toISOString()
  return {
    figure: url.figure ?? 'received',
    since: url.since ?? `${now.slice(0, 4)}-01`,
    until: url.until ?? now.slice(0, 7),
    audience: url.audience ?? 'public',
  }
}

function Choice({ asked }: { readonly asked: Asking }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate()
  const choose = (change: Partial<Asking>): void =>
    void navigate({ to: '/figures/new', search: { ...asked, ...change }, replace: true })
  const month = (which: 'since' | 'until') => (value: string) => {
    if (/^20\d{2}-\d{2}$/.test(value)) choose({ [which]: value })
  }
  return (
    <div className={css['form']}>
      <NativeSelect
        label={t`Figure`}
        value={asked.figure}
        data={figureNames.map((value) => ({ value, label: say(figures[value].name) }))}
        onChange={(event) => choose({ figure: event.currentTarget.value as FigureName })}
      />
      <TextInput
        type="month"
        label={t`First month`}
        value={asked.since}
        onChange={(event) => month('since')(event.currentTarget.value)}
      />
      <TextInput
        type="month"
        label={t`Last month`}
        value={asked.until}
        onChange={(event) => month('until')(event.currentTarget.value)}
      />
      <NativeSelect
        label={t`Who will read it`}
        value={asked.audience}
        data={[
          { value: 'public', label: t`Everybody: numbers from 11 on` },
          { value: 'partner', label: t`Named organisations: from 5 on` },
        ]}
        onChange={(event) => choose({ audience: event.currentTarget.value as Asking['audience'] })}
      />
    </div>
  )
}

function Counted({ preview }: { readonly preview: FigurePreview }) {
  const { number, instant } = useLanguage()
  const [counted, people, left] = [
    number(preview.counted),
    number(preview.people),
    number(preview.people - preview.counted),
  ]
  return (
    <Stack gap={4}>
      <Text>
        <Trans>
          {counted} counted of {people} in these months, as of {instant(preview.asOf)}.
        </Trans>
      </Text>
      {preview.people > preview.counted ? (
        <Text c="dimmed">
          <Trans>{left} are not counted: they have not agreed to be, or are not of this figure.</Trans>
        </Text>
      ) : null}
    </Stack>
  )
}

function Refusal({ preview: { refused, bound } }: { readonly preview: FigurePreview }) {
  const { t } = useLingui()
  if (!refused) return null
  const people = refused.people ?? 0
  return (
    <Alert color="yellow" title={t`This cannot be released now`} mt="md" role="alert">
      {refused.because === 'few' ? (
        <Trans>Fewer than {bound} people are counted. Choose more months.</Trans>
      ) : null}
      {refused.because === 'isolated' ? (
        <Trans>
          Beside a figure released before, the difference would be {people} people, and they could be told
          apart. Wait until there are {bound} more, or choose other months.
        </Trans>
      ) : null}
      {refused.because === 'known' ? (
        <Trans>
          Beside figures released before, a number under {bound} could be computed. Choose another figure or
          other months.
        </Trans>
      ) : null}{' '}
      {refused.release === undefined ? null : (
        <Link to="/figures/$id" params={{ id: refused.release }}>
          <Trans>Open that release</Trans>
        </Link>
      )}
    </Alert>
  )
}

/** A number inside: it opens its people, and says whether it would leave. */
function InsideNumber({
  cell,
  asked,
  table,
}: {
  readonly cell: FigureCell
  readonly asked: Asking
  readonly table: number
}) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { people = 0, held, row, column } = cell
  if (people === 0) return <>{number(0)}</>
  const why = held === 'small' ? t`held back: small` : t`held back: a small one could be computed from it`
  return (
    <Link
      to="/figures/people"
      search={{
        ...asked,
        table,
        ...(row === undefined ? {} : { row }),
        ...(column === undefined ? {} : { column }),
      }}
      title={held === undefined ? undefined : why}
      className={held === undefined ? '' : (css['held'] ?? '')}
    >
      {number(people)}
      {held === undefined ? null : (
        <>
          {held === 'small' ? ' *' : ' **'}
          <span className="hidden-text">{why}</span>
        </>
      )}
    </Link>
  )
}

function AskPanel({ asked, preview }: { readonly asked: Asking; readonly preview: FigurePreview }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const navigate = useNavigate()
  const offices = useQuery(officesQuery)
  const [asking, setAsking] = useState(false)
  const [recipients, setRecipients] = useState<readonly string[]>([])
  const [rounding, setRounding] = useState(false)
  const ask = useAskRelease()
  const cells = preview.tables.flatMap((table) => table.cells)
  const small = number(cells.filter(({ held }) => held === 'small').length)
  const others = number(cells.filter(({ held }) => held === 'computable').length)
  const isPartner = asked.audience === 'partner'
  return (
    <Stack mt="md" gap="xs">
      <Text>
        <Trans>
          Held back: {small} numbers under {preview.bound} (*), and {others} others from which they could be
          computed (**).
        </Trans>
      </Text>
      <Group>
        <Button onClick={() => setAsking(true)} disabled={!preview.can.includes('figureAskRelease')}>
          <Trans>Ask a second person…</Trans>
        </Button>
      </Group>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Ask for the release of this figure?`}
        act={t`Ask`}
        isActing={ask.isPending}
        error={ask.error}
        label={t`What it is for`}
        size="lg"
        decide={(reason) =>
          ask.mutate(
            {
              ...asked,
              reason,
              rounding: rounding ? 'five' : 'none',
              recipients: isPartner ? [...recipients] : [],
            },
            { onSuccess: ({ id }) => void navigate({ to: '/figures/$id', params: { id } }) },
          )
        }
      >
        <Stack>
          <Trans>
            The head of your organisation sees it as it would leave, without the numbers held back.
          </Trans>
          {isPartner ? (
            <Checkbox.Group label={t`Who reads it`} value={[...recipients]} onChange={setRecipients}>
              <Stack gap={4} mt="xs">
                {(offices.data?.items ?? []).map(({ code, name }) => (
                  <Checkbox key={code} value={code} label={say(name)} />
                ))}
              </Stack>
            </Checkbox.Group>
          ) : null}
          <Checkbox
            checked={rounding}
            onChange={(event) => setRounding(event.currentTarget.checked)}
            label={t`Round every number to the nearest 5`}
          />
        </Stack>
      </ReasonDialog>
    </Stack>
  )
}
