import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { PairProposal } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { proposalsQuery, useDecideProposal } from './queries.ts'
import type { ProposalAct } from './queries.ts'
import css from './review.module.css'

/** "Same" that waits for a second person, or waited for one. */
export function ProposalList() {
  const found = useInfiniteQuery(proposalsQuery)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>Nothing waits for a second person</Trans>}
              next={
                <Trans>
                  A “same” that touches protected persons, several cases or many records joins nothing before
                  somebody else of the organisation agrees. It appears here.
                </Trans>
              }
            />
          ) : (
            <ul className={css['list']}>
              {items.map((item) => (
                <Proposal key={item.id} proposal={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </>
  )
}

const states: Readonly<Record<PairProposal['state'], MessageDescriptor>> = {
  waiting: msg`waits for a second person`,
  approved: msg`agreed`,
  refused: msg`refused`,
  withdrawn: msg`withdrawn`,
}

const acts: Readonly<
  Record<ProposalAct, { readonly title: MessageDescriptor; readonly act: MessageDescriptor }>
> = {
  proposalApprove: { title: msg`Agree that both are the same?`, act: msg`Agree` },
  proposalRefuse: { title: msg`Refuse this “same”?`, act: msg`Refuse` },
  proposalWithdraw: { title: msg`Withdraw the proposal?`, act: msg`Withdraw` },
}

function Proposal({ proposal }: { readonly proposal: PairProposal }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const decide = useDecideProposal()
  const [act, setAct] = useState<ProposalAct>()
  const { left, right, can } = proposal
  return (
    <li>
      <Group gap={8}>
        <Link to="/review" search={{ left: left.id, right: right.id }}>
          <ValueText text={left.caption} /> · <ValueText text={right.caption} />
        </Link>
        <Badge variant="default">{t(states[proposal.state])}</Badge>
      </Group>
      <Text fz="xs" c="dimmed">
        {left.sourceName} · {right.sourceName}
      </Text>
      <Text className="long">{proposal.reason}</Text>
      <Text fz="sm">{say(proposal.why)}</Text>
      <Text fz="xs" c="dimmed">
        {say(proposal.by)} · {instant(proposal.at)}
        {proposal.decidedBy && proposal.decidedAt !== undefined ? (
          <>
            {' '}
            · {say(proposal.decidedBy)} · {instant(proposal.decidedAt)} · {proposal.decidedReason}
          </>
        ) : null}
      </Text>
      <Group gap="xs" mt={4}>
        {can.includes('content.join') ? (
          <>
            <Button variant="default" size="xs" onClick={() => setAct('proposalApprove')}>
              <Trans>Agree…</Trans>
            </Button>
            <Button variant="default" size="xs" onClick={() => setAct('proposalRefuse')}>
              <Trans>Refuse…</Trans>
            </Button>
          </>
        ) : null}
        {can.includes('withdraw') ? (
          <Button variant="default" size="xs" onClick={() => setAct('proposalWithdraw')}>
            <Trans>Withdraw…</Trans>
          </Button>
        ) : null}
      </Group>
      {act ? (
        <ReasonDialog
          opened
          close={() => setAct(undefined)}
          title={t(acts[act].title)}
          act={t(acts[act].act)}
          isActing={decide.isPending}
          error={decide.error}
          decide={(reason) =>
            decide.mutate({ act, id: proposal.id, reason }, { onSuccess: () => setAct(undefined) })
          }
        >
          <Trans>Your name and reason stay beside the judgement.</Trans>
        </ReasonDialog>
      ) : null}
    </li>
  )
}
