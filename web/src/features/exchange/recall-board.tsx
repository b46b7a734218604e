import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { RecallView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { showDone } from '../../ui/undo.tsx'
import { recallsQuery, useRecallAgain } from './queries.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { RecallOrders } from './recall-orders.tsx'

const stands: Record<RecallView['stand'], MessageDescriptor> = {
  unconfirmed: msg`Not confirmed`,
  unreported: msg`Hidden there, no report yet`,
  incomplete: msg`Reported, places are open`,
}

/** Recalls that have not come to their end: the longest waiting first, each with its clock. */
export function RecallBoard({ order }: { readonly order: string | undefined }) {
  const found = useQuery(recallsQuery)
  return (
    <>
      <RecallOrders order={order} />
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={<Trans>Every recall has come to its end</Trans>}
              next={<Trans>What you recall stands here until the partner has reported every place.</Trans>}
            />
          ) : (
            <RecallTable recalls={items} />
          )
        }
      </Loaded>
    </>
  )
}

function RecallTable({ recalls }: { readonly recalls: readonly RecallView[] }) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Recalls on their way`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>What</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Partner</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Recalled</Trans>
            </th>
            <th scope="col">
              <Trans>Act</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {recalls.map((one) => (
            <RecallRow key={one.release} recall={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RecallRow({ recall }: { readonly recall: RecallView }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const again = useRecallAgain()
  const partner = say(recall.peer.name)
  return (
    <tr>
      <td>
        <Link to="/releases" search={{ tab: 'recalls', release: recall.release }}>
          {recall.caption}
        </Link>
      </td>
      <td>
        <StateMark
          words={t(stands[recall.stand])}
          icon={recall.isLate ? IconAlertTriangle : IconClock}
          color={recall.isLate ? 'red' : 'amber'}
        />
        <Text fz="xs" c="dimmed">
          {recall.isLate ? (
            <Trans>Overdue since {instant(recall.dueAt)}</Trans>
          ) : (
            <Trans>Due by {instant(recall.dueAt)}</Trans>
          )}
        </Text>
      </td>
      <td className={table['wide']}>{partner}</td>
      <td className={table['wide']}>
        {instant(recall.recalledAt)}
        <Text fz="xs" c="dimmed">
          <Trans>told {number(recall.times)} times</Trans>
        </Text>
      </td>
      <td>
        {recall.can.includes('recall.again') ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={again.isPending}
            onClick={() =>
              again.mutate(recall.release, {
                onSuccess: () => showDone(t`The recall was told to ${partner} again`),
              })
            }
          >
            <Trans>Tell again</Trans>
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
