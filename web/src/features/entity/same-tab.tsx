import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowsSplit, IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { Empty } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './entity.module.css'
import type { Judgement, Member, Profile } from '../../api/wire.ts'
import { CompareSearch } from './compare-search.tsx'
import { SharedNumbers } from './shared-numbers.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** Which sources' entities stand together here, and the judgements that hold them together or apart. */
export function SameTab({ profile }: { readonly profile: Profile }) {
  const { members, judgements } = profile
  const navigate = useNavigate()
  const compare = (other: string): void =>
    void navigate({ to: '/review', search: { left: profile.id, right: other } })
  return (
    <Stack gap="lg" maw={900}>
      <CompareSearch without={members.map((member) => member.id)} choose={compare} />
      <section>
        <h2 className={css['heading']}>
          <Trans>Entities that stand together here</Trans>
        </h2>
        <ul className={css['list']}>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
        {members.length < 2 ? null : (
          <Link to="/review" search={{ cluster: profile.id }}>
            <Trans>What holds them together</Trans>
          </Link>
        )}
      </section>
      <SharedNumbers id={profile.id} />
      <section>
        <h2 className={css['heading']}>
          <Trans>Judgements</Trans>
        </h2>
        {judgements.length === 0 ? (
          <Empty
            title={<Trans>Nobody has judged this yet</Trans>}
            next={
              <Trans>
                A judgement joins or separates two sources' entities. Compare this with another above to make
                one.
              </Trans>
            }
          />
        ) : (
          <ul className={css['list']}>
            {judgements.map((judgement) => (
              <JudgementRow key={judgement.id} judgement={judgement} members={members} />
            ))}
          </ul>
        )}
      </section>
    </Stack>
  )
}

function MemberRow({ member }: { readonly member: Member }) {
  return (
    <li className={css['row']}>
      <KindIcon kind={member.kind} />
      <div className={css['grow']}>
        <ValueText text={member.caption} strong />
        <Text fz="xs" c="dimmed">
          {member.sourceName} · {member.organisation}
        </Text>
      </div>
    </li>
  )
}

interface JudgementRowProps {
  readonly judgement: Judgement
  readonly members: readonly Member[]
}

function JudgementRow({ judgement, members }: JudgementRowProps) {
  const { say, instant } = useLanguage()
  const [withdrawing, setWithdrawing] = useState(false)
  const isStanding = judgement.withdrawnAt === undefined
  return (
    <li className={css['row']} data-ended={!isStanding}>
      <div className={css['grow']}>
        <Group gap="xs">
          <Verdict verdict={judgement.verdict} />
          <Text>
            <Side id={judgement.left} caption={judgement.leftCaption} members={members} />
            {' · '}
            <Side id={judgement.right} caption={judgement.rightCaption} members={members} />
          </Text>
        </Group>
        {judgement.reason === '' ? null : <Text className="long">{judgement.reason}</Text>}
        <Text fz="xs" c="dimmed">
          {say(judgement.by)} · {judgement.organisation} · {instant(judgement.at)}
          {judgement.withdrawnAt === undefined ? null : (
            <Trans> · withdrawn {instant(judgement.withdrawnAt)}</Trans>
          )}
        </Text>
      </div>
      {isStanding && judgement.can.includes('content.judge') ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowsSplit size={16} aria-hidden />}
          onClick={() => setWithdrawing(true)}
        >
          <Trans>Withdraw…</Trans>
        </Button>
      ) : null}
      <WithdrawDialog judgement={judgement} opened={withdrawing} close={() => setWithdrawing(false)} />
    </li>
  )
}

interface SideProps {
  readonly id: string
  readonly caption: string
  readonly members: readonly Member[]
}

/** One of the two judged: a member of this profile by name and source, another one as the way to its profile. */
function Side({ id, caption, members }: SideProps) {
  const member = members.find((one) => one.id === id)
  if (!member)
    return (
      <Link to="/entity/$id" params={{ id }}>
        <ValueText text={caption} />
      </Link>
    )
  return (
    <>
      <ValueText text={caption} />{' '}
      <Text span fz="xs" c="dimmed">
        ({member.sourceName})
      </Text>
    </>
  )
}

function Verdict({ verdict }: { readonly verdict: Judgement['verdict'] }) {
  const { t } = useLingui()
  const [words, Picture] =
    verdict === 'same'
      ? ([t`Same`, IconEqual] as const)
      : verdict === 'different'
        ? ([t`Different`, IconEqualNot] as const)
        : ([t`Unsure`, IconQuestionMark] as const)
  return (
    <Badge variant="default" leftSection={<Picture size={12} aria-hidden />}>
      {words}
    </Badge>
  )
}
