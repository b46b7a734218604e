import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { EvacuationView } from '../../api/wire.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { EnvelopeDialog } from './envelope-dialog.tsx'
import css from './evacuation.module.css'
import { OrderDialog } from './order-dialog.tsx'
import { OrderRow } from './order-row.tsx'
import { Plan } from './plan.tsx'
import { evacuationsQuery } from './queries.ts'

type Opened = 'drill' | 'real' | 'envelope' | undefined

/** How ready the node is to be left within the hour; drills, and the order that two people give. */
export function EvacuationScreen() {
  const { t } = useLingui()
  const found = useQuery(evacuationsQuery)
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  return (
    <>
      <PageHead title={t`Evacuation`}>
        <Text maw="70ch">
          <Trans>
            Leave this place with everything and leave nothing readable behind. Two people order it together:
            an administrator, and somebody of oversight, a supervisor or the head of a shelter.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {(view) => (
          <>
            <Acts view={view} open={setOpened} />
            <Plan view={view} />
            <Orders view={view} />
          </>
        )}
      </Loaded>
      {opened === 'drill' || opened === 'real' ? <OrderDialog kind={opened} close={close} /> : null}
      {opened === 'envelope' ? <EnvelopeDialog close={close} /> : null}
    </>
  )
}

interface ActsProps {
  readonly view: EvacuationView
  readonly open: (what: Opened) => void
}

function Acts({ view, open }: ActsProps) {
  const mayAsk = view.can.includes('ask')
  return (
    <Group mb="lg">
      <Button onClick={() => open('drill')} disabled={!mayAsk}>
        <Trans>Drill…</Trans>
      </Button>
      <Button color="red" variant="outline" onClick={() => open('real')} disabled={!mayAsk}>
        <Trans>Leave this place…</Trans>
      </Button>
      <Button variant="default" onClick={() => open('envelope')}>
        <Trans>My code for the envelope…</Trans>
      </Button>
      {mayAsk ? null : (
        <Text c="dimmed">
          <Trans>An order stands: it is agreed to or taken back below.</Trans>
        </Text>
      )}
    </Group>
  )
}

function Orders({ view }: { readonly view: EvacuationView }) {
  return (
    <section aria-labelledby="orders">
      <Title order={2} size="h4" id="orders" mb="sm">
        <Trans>Orders and drills</Trans>
      </Title>
      {view.items.length === 0 ? (
        <Empty
          title={<Trans>Nobody has tried it yet</Trans>}
          next={<Trans>Begin with a drill: it shows how long it takes, and whether it works.</Trans>}
        />
      ) : (
        <ul className={css['orders']}>
          {view.items.map((row) => (
            <li key={row.id} data-row={row.id}>
              <OrderRow row={row} plan={view.plan} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
