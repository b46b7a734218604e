import { Trans, useLingui } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import {
  IconChartBar,
  IconHeartHandshake,
  IconHome,
  IconHourglass,
  IconMessages,
  IconSignature,
  IconUsersGroup,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import type { ProtectedPerson } from '../../api/wire.ts'
import css from './protection.module.css'
import { interviewWords, standingWords } from './words.ts'

/** What can be done for the person, in its order: agree, tell, be heard by a panel, be cared for, go home. */
export function PersonSteps({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const { code, interview, standing } = person
  return (
    <section className={css['panel']} aria-label={t`What is done for the person`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>What is done for the person</Trans>
      </Title>
      <ul className={css['queue']}>
        <li>
          <Link to="/protected/$code/consent" params={{ code }} search={{}}>
            <IconSignature size={20} aria-hidden />
            <Trans>What the person agreed to</Trans>
          </Link>
        </li>
        <li>
          <Link to="/protected/$code/interviews" params={{ code }} search={{}}>
            <IconMessages size={20} aria-hidden />
            <Trans>Conversations</Trans>
            <span>{t(interviewWords[interview])}</span>
          </Link>
        </li>
        <li>
          <Link to="/protected/$code/panels" params={{ code }}>
            <IconUsersGroup size={20} aria-hidden />
            <Trans>Panels</Trans>
            <span>{t(standingWords[standing])}</span>
          </Link>
        </li>
        <li>
          <Link to="/protected/$code/care" params={{ code }}>
            <IconHeartHandshake size={20} aria-hidden />
            <Trans>Care</Trans>
          </Link>
        </li>
        <li>
          <Link to="/returns" search={{ code }}>
            <IconHome size={20} aria-hidden />
            <Trans>Way home</Trans>
          </Link>
        </li>
        <li>
          <Link to="/protected/$code/facts" params={{ code }}>
            <IconChartBar size={20} aria-hidden />
            <Trans>What is counted of this person</Trans>
          </Link>
        </li>
        <li>
          <Link to="/protected/$code/retention" params={{ code }}>
            <IconHourglass size={20} aria-hidden />
            <Trans>Keeping and erasing</Trans>
          </Link>
        </li>
      </ul>
    </section>
  )
}
