import { Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import css from './partners.module.css'
import { ReachMark } from './reach-mark.tsx'

interface PartnerTableProps {
  readonly partners: readonly PartnerView[]
  readonly chosen: string | undefined
  readonly choose: (node: string) => void
}

export function PartnerTable({ partners, chosen, choose }: PartnerTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Partners`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Partner</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Last heard of</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Waits</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Agreements in force</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Our audit witnessed</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {partners.map((one) => (
            <PartnerRow key={one.node} partner={one} isChosen={one.node === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PartnerRowProps {
  readonly partner: PartnerView
  readonly isChosen: boolean
  readonly choose: (node: string) => void
}

function PartnerRow({ partner, isChosen, choose }: PartnerRowProps) {
  const { say, instant, number } = useLanguage()
  const { urgent, ordinary } = partner.queue
  return (
    <tr data-row={partner.node} data-chosen={isChosen} data-press onClick={() => choose(partner.node)}>
      <td>
        <UnstyledButton
          className={css['name'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            choose(partner.node)
          }}
        >
          {say(partner.name)}
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {partner.node.toUpperCase()}
        </Text>
      </td>
      <td>
        <ReachMark partner={partner} />
      </td>
      <td className={table['wide']}>
        {partner.seenAt === undefined ? <Trans>never</Trans> : instant(partner.seenAt)}
      </td>
      <td className={table['wide']}>{number(urgent.waiting + ordinary.waiting)}</td>
      <td className={table['wide']}>{number(partner.agreements.inForce)}</td>
      <td className={table['wide']}>
        {partner.cosigned ? instant(partner.cosigned.at) : <Trans>not yet</Trans>}
      </td>
    </tr>
  )
}
