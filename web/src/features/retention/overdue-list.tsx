import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { holdGrounds } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { OverdueRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { ruleName } from '../../ui/kept-words.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { EndHoldDialog, HoldDialog } from './hold-dialog.tsx'
import css from './retention.module.css'
import { overdueQuery, useOverseeHold, useOverseeRelease } from './queries.ts'

/** For oversight: codes of who should be erased by now, or whose erasing it has stopped; whom to ask, and nothing of the person. */
export function OverdueList({ state }: { readonly state: 'overdue' | 'held' }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const found = useInfiniteQuery(overdueQuery(state))
  const [doing, setDoing] = useState<OverdueRow>()
  const close = (): void => setDoing(undefined)
  return (
    <Loaded of={found}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items)
        const count = pages.at(-1)?.count ?? rows.length
        return rows.length === 0 ? (
          <Nobody state={state} />
        ) : (
          <>
            <Text mb="sm">{t`${number(rows.length)} of ${number(count)}, the longest waiting first`}</Text>
            <ul className={css['rows']}>
              {rows.map((row) => (
                <Row key={row.hold?.id ?? row.code} row={row} act={() => setDoing(row)} />
              ))}
            </ul>
            <More
              hasMore={found.hasNextPage}
              isLoading={found.isFetchingNextPage}
              load={() => void found.fetchNextPage()}
            />
            {doing?.hold ? <EndDialog id={doing.hold.id} close={close} /> : null}
            {doing && !doing.hold ? <StopDialog code={doing.code} close={close} /> : null}
          </>
        )
      }}
    </Loaded>
  )
}

function Nobody({ state }: { readonly state: 'overdue' | 'held' }) {
  return state === 'overdue' ? (
    <Empty
      title={<Trans>Nobody is kept longer than the rules say</Trans>}
      next={<Trans>The clocks are computed each night.</Trans>}
    />
  ) : (
    <Empty
      title={<Trans>Your office has stopped nothing</Trans>}
      next={<Trans>Stop an erasing from the list of those not erased in time.</Trans>}
    />
  )
}

function Row({ row, act }: { readonly row: OverdueRow; readonly act: () => void }) {
  const { t } = useLingui()
  const { say, when, instant } = useLanguage()
  const { code, carers, dueOn, rule, proposedAt, hold } = row
  return (
    <li>
      <Text fw={600} className={care['code'] ?? ''}>
        {code}
      </Text>
      <Text>{t`Cared for by ${carers.map(say).join(', ')}`}</Text>
      {dueOn === undefined ? null : (
        <Text>
          {t`Should be erased since ${when(dueOn)}`}
          {rule === undefined ? '' : ` · ${ruleName(t, rule)}`}
        </Text>
      )}
      {proposedAt === undefined ? null : (
        <Text>{t`Proposed ${instant(proposedAt)}, nobody has decided`}</Text>
      )}
      {hold === undefined ? null : (
        <>
          <Text>
            {say(holdGrounds[hold.ground])} · {t`until ${when(hold.until)}`}
          </Text>
          <Text className={care['soft'] ?? ''}>
            {say(hold.placedBy)}, {instant(hold.placedAt)}
          </Text>
        </>
      )}
      <Button
        variant="default"
        mt={4}
        onClick={act}
        aria-label={hold ? t`End the hold on ${code}` : t`Stop the erasing of ${code}`}
      >
        {hold ? <Trans>End it…</Trans> : <Trans>Stop the erasing…</Trans>}
      </Button>
    </li>
  )
}

function StopDialog({ code, close }: { readonly code: string; readonly close: () => void }) {
  const place = useOverseeHold(code)
  return (
    <HoldDialog
      close={close}
      usual="inquiry"
      isActing={place.isPending}
      error={place.error}
      place={(body) => place.mutate(body, { onSuccess: close })}
    />
  )
}

function EndDialog({ id, close }: { readonly id: string; readonly close: () => void }) {
  const release = useOverseeRelease(id)
  return (
    <EndHoldDialog
      close={close}
      isActing={release.isPending}
      error={release.error}
      end={(reason) => release.mutate(reason, { onSuccess: close })}
    />
  )
}
