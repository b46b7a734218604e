import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { agreementsQuery } from '../../api/agreements.ts'
import type { AgreementView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { AgreementStanding, AgreementTerms, NotInForce } from './agreement-terms.tsx'
import css from './exchange.module.css'
import type { ExchangeUrl } from './exchange-url.ts'

/** What this node has agreed with whom; nothing is released but under one of these. */
export function AgreementList({ url }: { readonly url: ExchangeUrl }) {
  const navigate = useNavigate({ from: '/releases' })
  const found = useQuery(agreementsQuery)
  const agreements = found.data?.items ?? []
  const choose = (id: string | undefined): void =>
    void navigate({
      search: { tab: 'agreements', ...(id === undefined ? {} : { agreement: id }) },
      replace: true,
    })
  useListKeys({ ids: agreements.map((one) => one.id), chosen: url.agreement, choose })
  const shown = agreements.find((one) => one.id === url.agreement)
  return (
    <Loaded of={found}>
      {() =>
        agreements.length === 0 ? (
          <Empty
            title={<Trans>No agreement yet</Trans>}
            next={
              <Trans>
                Without one nothing can be released. It is signed by both nodes: ask who administers this one.
              </Trans>
            }
          />
        ) : (
          <>
            <AgreementTable agreements={agreements} chosen={url.agreement} choose={choose} />
            {shown ? <AgreementInspector agreement={shown} close={() => choose(undefined)} /> : null}
          </>
        )
      }
    </Loaded>
  )
}

interface AgreementTableProps {
  readonly agreements: readonly AgreementView[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function AgreementTable({ agreements, chosen, choose }: AgreementTableProps) {
  const { t } = useLingui()
  const { say, span } = useLanguage()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Agreements`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Agreement</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Partner</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Valid</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {agreements.map((one) => (
            <tr
              key={one.id}
              data-row={one.id}
              data-chosen={one.id === chosen}
              data-press
              onClick={() => choose(one.id)}
            >
              <td>
                <UnstyledButton
                  className={css['what'] ?? ''}
                  aria-expanded={one.id === chosen}
                  onClick={(event) => {
                    event.stopPropagation()
                    choose(one.id)
                  }}
                >
                  {say(one.title)}
                </UnstyledButton>
              </td>
              <td>
                <AgreementStanding agreement={one} />
              </td>
              <td className={table['wide']}>{say(one.peer.name)}</td>
              <td className={table['wide']}>{span(one.validFrom, one.validUntil)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface AgreementInspectorProps {
  readonly agreement: AgreementView
  readonly close: () => void
}

function AgreementInspector({ agreement, close }: AgreementInspectorProps) {
  const { say } = useLanguage()
  return (
    <Inspector title={say(agreement.title)} close={close}>
      <Stack gap="md" align="flex-start">
        <AgreementStanding agreement={agreement} />
        {agreement.inForce ? null : (
          <Text fz="sm">
            <NotInForce agreement={agreement} />
          </Text>
        )}
        <AgreementTerms agreement={agreement} />
      </Stack>
    </Inspector>
  )
}
