import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { agreementsQuery } from '../../api/agreements.ts'
import { useSession } from '../../api/session.ts'
import type { AgreementView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { chosen } from '../../ui/url.ts'
import { AgreementActs } from './agreement-acts.tsx'
import { AgreementExceeding } from './agreement-exceeding.tsx'
import { AgreementMore, ProposeButton } from './agreement-more.tsx'
import { AgreementStanding, AgreementTerms, NotInForce } from './agreement-terms.tsx'
import { OpenVersions, VersionHistory, VersionInspector } from './agreement-versions.tsx'
import css from './exchange.module.css'
import type { ExchangeUrl } from './exchange-url.ts'

/** What this node has agreed with whom, and what is proposed; nothing is released but under an agreement. */
export function AgreementList({ url }: { readonly url: ExchangeUrl }) {
  const { can } = useSession()
  const navigate = useNavigate({ from: '/releases' })
  // What the partner signs or stops comes by itself.
  const found = useQuery({ ...agreementsQuery, refetchInterval: 10_000 })
  const agreements = found.data?.items ?? []
  const choose = (id: string | undefined): void =>
    void navigate({
      search: { tab: 'agreements', ...(id === undefined ? {} : { agreement: id }) },
      replace: true,
    })
  const open = (version: string | undefined): void =>
    void navigate({
      search: chosen({ tab: 'agreements' as const, agreement: url.agreement, version }),
      replace: true,
    })
  useListKeys({ ids: agreements.map((one) => one.id), chosen: url.agreement, choose })
  const shown = agreements.find((one) => one.id === url.agreement)
  return (
    <>
      {can.includes('agreement.propose') ? <ProposeButton /> : null}
      <OpenVersions
        chosen={url.version}
        choose={(version, agreement) =>
          void navigate({ search: { tab: 'agreements', agreement, version }, replace: true })
        }
      />
      <Loaded of={found}>
        {() =>
          agreements.length === 0 ? (
            <Empty
              title={<Trans>No agreement yet</Trans>}
              next={
                <Trans>
                  Without one nothing can be released. One side proposes it, and two people of each side sign
                  it.
                </Trans>
              }
            />
          ) : (
            <>
              <AgreementTable agreements={agreements} chosen={url.agreement} choose={choose} />
              {shown && url.version === undefined ? (
                <AgreementInspector agreement={shown} close={() => choose(undefined)} open={open} />
              ) : null}
            </>
          )
        }
      </Loaded>
      {url.version === undefined ? null : (
        <VersionInspector id={url.version} agreement={url.agreement} close={() => open(undefined)} />
      )}
    </>
  )
}

interface AgreementTableProps {
  readonly agreements: readonly AgreementView[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function AgreementTable({ agreements, chosen: opened, choose }: AgreementTableProps) {
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
              data-chosen={one.id === opened}
              data-press
              onClick={() => choose(one.id)}
            >
              <td>
                <UnstyledButton
                  className={css['what'] ?? ''}
                  aria-expanded={one.id === opened}
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
  /** Opens one of its versions. */
  readonly open: (version: string) => void
}

function AgreementInspector({ agreement, close, open }: AgreementInspectorProps) {
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
        {agreement.suspendedReason ? (
          <Text fz="sm" className="long">
            <Trans>Reason: {agreement.suspendedReason}</Trans>
          </Text>
        ) : null}
        <AgreementExceeding agreement={agreement} />
        <AgreementActs agreement={agreement} />
        <AgreementMore agreement={agreement} />
        <AgreementTerms agreement={agreement} />
        <VersionHistory agreement={agreement.id} chosen={undefined} choose={open} />
      </Stack>
    </Inspector>
  )
}
