import { Plural, Trans } from '@lingui/react/macro'
import { Alert, List, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { EvacuationView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './evacuation.module.css'

const dayMs = 86_400_000

/** Where it goes, who opens it, what goes from here, whom to call, and when it was last tried. */
export function Plan({ view }: { readonly view: EvacuationView }) {
  const { plan } = view
  return (
    <section aria-labelledby="plan" className={css['plan'] ?? ''}>
      <Title order={2} size="h4" id="plan" mb="sm">
        <Trans>The plan</Trans>
      </Title>
      <LastDrill plan={plan} />
      <dl className={css['facts']}>
        <dt>
          <Trans>The export goes to</Trans>
        </dt>
        <dd>
          {plan.to === undefined ? (
            <Trans>a folder that is named at the machine</Trans>
          ) : (
            <span className="value">{plan.to}</span>
          )}
        </dd>
        <dt>
          <Trans>Who opens it elsewhere</Trans>
        </dt>
        <dd>
          <Openers plan={plan} />
        </dd>
        <dt>
          <Trans>What goes from here</Trans>
        </dt>
        <dd>
          <Trans>
            Sessions and credentials of machines end. Keys of persons and of the node are destroyed. Database
            and data folder are wiped.
          </Trans>{' '}
          <Link to="/devices">
            <Plural
              value={plan.devices}
              one="# device is ordered to be wiped"
              other="# devices are ordered to be wiped"
            />
          </Link>
        </dd>
        <dt>
          <Trans>Whom to call</Trans>
        </dt>
        <dd>
          <Partners plan={plan} />
        </dd>
      </dl>
    </section>
  )
}

type Planned = Pick<EvacuationView, 'plan'>

function LastDrill({ plan }: Planned) {
  const { number, instant } = useLanguage()
  const days =
    plan.lastDrill === undefined ? undefined : Math.floor((Date.now() - Date.parse(plan.lastDrill)) / dayMs)
  const due = number(plan.drillDays)
  if (days === undefined || plan.lastDrill === undefined)
    return (
      <Alert color="yellow" mb="md">
        <Trans>There was no drill yet. One is due every {due} days.</Trans>
      </Alert>
    )
  return (
    <Alert color={plan.isDrillDue ? 'yellow' : 'green'} mb="md">
      <Plural value={days} _0="Last drill today" one="Last drill # day ago" other="Last drill # days ago" /> (
      {instant(plan.lastDrill)}). <Trans>One is due every {due} days.</Trans>
    </Alert>
  )
}

function Openers({ plan }: Planned) {
  if (!plan.hasShares && !plan.hasPassphrase)
    return (
      <Text c="red" component="span" fw={600}>
        <Trans>Nobody yet: recovery shares have to be made, or a passphrase named at the machine.</Trans>
      </Text>
    )
  return (
    <List spacing={2}>
      {plan.hasShares ? (
        <List.Item>
          <Trans>any three of the five holders of recovery shares</Trans>
        </List.Item>
      ) : null}
      {plan.hasPassphrase ? (
        <List.Item>
          <Trans>who knows the passphrase for exports</Trans>
        </List.Item>
      ) : null}
    </List>
  )
}

function Partners({ plan }: Planned) {
  const { say } = useLanguage()
  if (plan.partners.length === 0) return <Trans>no partner</Trans>
  return (
    <Link to="/partners">{plan.partners.map(({ node, name }) => `${say(name)} (${node})`).join(', ')}</Link>
  )
}
