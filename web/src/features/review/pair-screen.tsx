import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import type { Pair } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useKeys } from '../../ui/keys.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import { BandMark } from './band-mark.tsx'
import { CompareTable } from './comparison.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { JudgePanel } from './judge-panel.tsx'
import { QuestionThread } from './question-thread.tsx'
import { candidatesQuery, pairQuery } from './queries.ts'
import type { ReviewUrl } from './review-url.ts'
import { Waterfall } from './waterfall.tsx'

interface PairScreenProps {
  readonly left: string
  readonly right: string
  readonly url: ReviewUrl
}

/** One pair: what speaks for and against first, then every value side by side, the reckoning behind a click, the judgement beneath. */
export function PairScreen({ left, right, url }: PairScreenProps) {
  const { t } = useLingui()
  const found = useQuery(pairQuery(left, right))
  const { walk, before, after } = useWalk({ left, right, url })
  useKeys({ KeyJ: () => walk(after), KeyK: () => walk(before) })
  const { left: _, right: __, ...list } = url
  return (
    <>
      <PageHead
        title={t`Same or different?`}
        before={
          <Link to="/review" search={list}>
            <IconArrowLeft size={14} aria-hidden /> <Trans>Pairs to review</Trans>
          </Link>
        }
        beside={found.data ? <BandMark band={found.data.band} /> : null}
        actions={<Steps walk={walk} before={before} after={after} />}
      />
      <Loaded of={found}>
        {(pair) => <PairBody pair={pair} ends={{ left, right }} done={() => walk(after, true)} />}
      </Loaded>
    </>
  )
}

type Ends = { readonly left: string; readonly right: string }

/** The pairs before and after this one in the list it came from. After a judgement this one has left the list. */
function useWalk({ left, right, url }: PairScreenProps) {
  const navigate = useNavigate({ from: '/review' })
  const list = useInfiniteQuery(candidatesQuery(url))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const at = rows.findIndex((row) => row.left.id === left && row.right.id === right)
  const endsOf = (place: number): Ends | undefined => {
    const row = at < 0 ? undefined : rows[place]
    return row && { left: row.left.id, right: row.right.id }
  }
  const walk = (ends: Ends | undefined, orList = false): void => {
    const { left: _, right: __, ...rest } = url
    if (ends) void navigate({ search: { ...rest, ...ends } })
    else if (orList) void navigate({ search: rest })
  }
  return { walk, before: endsOf(at - 1), after: endsOf(at + 1) }
}

function Steps({ walk, before, after }: ReturnType<typeof useWalk>) {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        disabled={!before}
        aria-keyshortcuts="K"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        onClick={() => walk(before)}
      >
        <Trans>Previous pair</Trans>
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!after}
        aria-keyshortcuts="J"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        onClick={() => walk(after)}
      >
        <Trans>Next pair</Trans>
      </Button>
    </Group>
  )
}

interface PairBodyProps {
  readonly pair: Pair
  readonly ends: Ends
  readonly done: () => void
}

function PairBody({ pair, ends, done }: PairBodyProps) {
  const { say } = useLanguage()
  const isOne = pair.left.members.some((member) => member.id === ends.right)
  return (
    <Stack gap="lg">
      <EvidenceList pair={pair} />
      {pair.hingesOn ? <Text>{say(pair.hingesOn)}</Text> : null}
      <Waterfall steps={pair.evidence} />
      <CompareTable left={pair.left} right={pair.right} readings={pair.readings} />
      <QuestionThread questions={pair.questions} />
      {isOne ? (
        <Text>
          <Trans>
            These two stand together already. To part them, withdraw the judgement that joins them.
          </Trans>{' '}
          <Link to="/entity/$id" params={{ id: ends.left }} search={{ tab: 'same' }}>
            <Trans>The joined profile</Trans>
          </Link>
        </Text>
      ) : (
        <JudgePanel pair={pair} ends={ends} done={done} />
      )}
    </Stack>
  )
}
