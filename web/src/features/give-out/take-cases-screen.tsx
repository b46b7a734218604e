import { Trans, useLingui } from '@lingui/react/macro'
import { FileInput, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { arrivalsQuery } from '../../api/care.ts'
import type { ArrivalPlace } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { base64Of } from '../../ui/base64-of.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import { FileReport, FileTaken } from './file-report.tsx'
import css from './give-out.module.css'
import { useCheckFile, useTakeFile } from './queries.ts'

/** A file of cases of another organisation: looked at, then taken to a board. It is read in memory and kept nowhere. */
export function TakeCasesScreen() {
  const { t } = useLingui()
  const boards = useQuery(arrivalsQuery)
  return (
    <Quiet>
      <PageHead
        title={t`Take cases in`}
        tabTitle={t`Work`}
        before={
          <Link to="/case-releases">
            <Trans>Cases given out</Trans>
          </Link>
        }
      >
        <Text maw="75ch">
          <Trans>
            A file by the standard HTCDS of another organisation. Each case becomes somebody at a board, a
            possible victim like everybody there. Who it is is sealed. A box of consent in the file is no
            agreement here: ask the person.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={boards}>
        {({ items }) => <Taking boards={items.filter(({ endedAt }) => endedAt === undefined)} />}
      </Loaded>
    </Quiet>
  )
}

function Taking({ boards }: { readonly boards: readonly ArrivalPlace[] }) {
  const { t } = useLingui()
  const { when } = useLanguage()
  const [chosen, setChosen] = useState<string>()
  if (boards.length === 0)
    return (
      <Empty
        title={<Trans>No board is open</Trans>}
        next={<Trans>Open one under Arrivals: cases are taken to a board.</Trans>}
      />
    )
  const board = chosen ?? boards[0]?.id ?? ''
  return (
    <Stack>
      <NativeSelect
        label={t`To which board`}
        value={board}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={boards.map(({ id, site, startedAt }) => ({
          value: id,
          label: `${site} · ${when(startedAt.slice(0, 10))}`,
        }))}
      />
      <OneFile key={board} board={board} />
    </Stack>
  )
}

function OneFile({ board }: { readonly board: string }) {
  const { t } = useLingui()
  const [content, setContent] = useState<string>()
  const check = useCheckFile(board)
  const take = useTakeFile(board)
  const choose = async (file: File | null): Promise<void> => {
    take.reset()
    check.reset()
    const next = file ? await base64Of(file) : undefined
    setContent(next)
    if (next !== undefined) check.mutate(next)
  }
  if (take.data) return <FileTaken report={take.data} board={board} />
  return (
    <>
      <FileInput
        label={t`The file`}
        placeholder={t`Choose a file…`}
        accept=".csv,.json,text/csv,application/json"
        onChange={(file) => void choose(file)}
      />
      <div role="status" className={css['checking']}>
        {check.isPending ? <Trans>The file is looked at. Nothing of it is kept…</Trans> : null}
      </div>
      {check.error ? <Fault error={check.error} /> : null}
      {check.data && content !== undefined ? (
        <FileReport
          report={check.data}
          isTaking={take.isPending}
          error={take.error}
          take={() => take.mutate(content)}
        />
      ) : null}
    </>
  )
}
