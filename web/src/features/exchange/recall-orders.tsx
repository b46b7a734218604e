import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Progress, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconCheck, IconClock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import type { RecallOrderView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { AgreementName } from '../../ui/agreement-name.tsx'
import table from '../../ui/table.module.css'
import css from './exchange.module.css'
import { Line, Lines } from '../../ui/lines.tsx'
import { recallOrdersQuery } from './recall-order-queries.ts'
import { PlaceLines } from './recall-places.tsx'
import { StateMark } from '../../ui/state-mark.tsx'

/** Acts that took many back, each with how far the partners are. */
export function RecallOrders({ order }: { readonly order: string | undefined }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/releases' })
  const { data } = useQuery(recallOrdersQuery)
  const opened = data?.items.find((one) => one.id === order)
  const open = (id: string | undefined): void =>
    void navigate({ search: { tab: 'recalls', ...(id === undefined ? {} : { order: id }) }, replace: true })
  if (data === undefined || data.items.length === 0) return null
  return (
    <section aria-label={t`Recalls of many`} className={css['block'] ?? ''}>
      <h2 className={css['heading']}>
        <Trans>Recalls of many</Trans>
      </h2>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={t`Recalls of many`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>State</Trans>
              </th>
              <th scope="col" className={table['wide']}>
                <Trans>When</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <OrderRow key={one.id} order={one} isChosen={one.id === order} open={open} />
            ))}
          </tbody>
        </table>
      </div>
      {opened ? <OrderInspector order={opened} close={() => open(undefined)} /> : null}
    </section>
  )
}

interface OrderRowProps {
  readonly order: RecallOrderView
  readonly isChosen: boolean
  readonly open: (id: string) => void
}

function OrderRow({ order, isChosen, open }: OrderRowProps) {
  const { instant } = useLanguage()
  return (
    <tr data-row={order.id} data-chosen={isChosen} data-press onClick={() => open(order.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            open(order.id)
          }}
        >
          <Plural value={order.count} one="# release" other="# releases" />
        </UnstyledButton>
        {order.agreement === undefined ? null : (
          <Text fz="xs" c="dimmed">
            <AgreementName id={order.agreement} />
          </Text>
        )}
      </td>
      <td>
        <OrderState order={order} />
      </td>
      <td className={table['wide']}>{instant(order.at)}</td>
    </tr>
  )
}

function OrderState({ order }: { readonly order: RecallOrderView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  return order.done === order.count ? (
    <StateMark words={t`Gone from there`} icon={IconCheck} color="teal" />
  ) : (
    <StateMark
      words={t`${number(order.done)} of ${number(order.count)} done`}
      icon={IconClock}
      color="amber"
    />
  )
}

function OrderInspector({ order, close }: { readonly order: RecallOrderView; readonly close: () => void }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  return (
    <Inspector title={t`Recall of ${number(order.count)}`} close={close}>
      <Stack gap="md">
        <OrderState order={order} />
        <Progress
          value={(order.done / order.count) * 100}
          aria-label={t`How many are done`}
          color="teal"
          transitionDuration={0}
        />
        <Lines>
          <Line name={t`No receipt yet`}>{number(order.unconfirmed)}</Line>
          <Line name={t`Hidden, no report yet`}>{number(order.unreported)}</Line>
          <Line name={t`Places still open`}>{number(order.incomplete)}</Line>
          <Line name={t`Done`}>{number(order.done)}</Line>
          {order.partners.map((one) => (
            <Line key={one.node} name={say(one.name)}>
              <Link
                to="/releases"
                search={{
                  ...{ tab: 'out', peer: one.node, flow: 'recalled' },
                  ...(order.agreement === undefined ? {} : { agreement: order.agreement }),
                }}
              >
                <Plural value={one.count} one="# release" other="# releases" />
              </Link>
            </Line>
          ))}
          <Line name={t`When`}>{instant(order.at)}</Line>
          {order.by ? <Line name={t`Who`}>{say(order.by)}</Line> : null}
          <Line name={t`Reason`}>{order.reason}</Line>
        </Lines>
        {order.places.length === 0 ? null : (
          <section>
            <h3 className={css['heading']}>
              <Trans>What their nodes report, all together</Trans>
            </h3>
            <PlaceLines places={order.places} />
          </section>
        )}
        <Text fz="xs" c="dimmed">
          <Trans>
            A recall cannot be undone. Each of these stands below until it is done, and can be told again.
          </Trans>
        </Text>
      </Stack>
    </Inspector>
  )
}
