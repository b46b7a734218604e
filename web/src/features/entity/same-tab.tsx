import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowsSplit, IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { Empty } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './entity.module.css'
import type { Judgement, Member, Profile } from '../../api/wire.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** Which sources' entities stand together here, and the judgements that hold them together or apart. */
export function SameTab({ profile }: { readonly profile: Profile }) {
  const { members, judgements } = profile
  return (
    <Stack gap="lg" maw={900}>
      <section>
        <h2 className={css['heading']}>
          <Trans>Entities that stand together here</Trans>
        </h2>
        <ul className={css['list']}>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
      </section>
      <section>
        <h2 className={css['heading']}>
          <Trans>Judgements</Trans>
        </h2>
        {judgements.length === 0 ? (
          <Empty
            title={<Trans>Nobody has judged this yet</Trans>}
            next={
              <Trans>
                A judgement joins or separates two sources' entities. It is proposed from the review of likely
                pairs.
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
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [withdrawing, setWithdrawing] = useState(false)
  const name = (id: string): string =>
    members.find((member) => member.id === id)?.caption ?? t`an entity not shown to you`
  const isStanding = judgement.withdrawnAt === undefined
  return (
    <li className={css['row']} data-ended={!isStanding}>
      <div className={css['grow']}>
        <Group gap="xs">
          <Verdict verdict={judgement.verdict} />
          <Text>
            <ValueText text={name(judgement.left)} /> · <ValueText text={name(judgement.right)} />
          </Text>
        </Group>
        <Text className="long">{judgement.reason}</Text>
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

export function Verdict({ verdict }: { readonly verdict: Judgement['verdict'] }) {
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
