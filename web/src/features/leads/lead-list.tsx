import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { LeadRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { useKeys, useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { LeadFilters } from './lead-filters.tsx'
import { LeadState } from './lead-state.tsx'
import { connectWords, ruleWords } from './lead-words.ts'
import css from './leads.module.css'
import type { LeadsUrl } from './leads-url.ts'
import { leadsQuery, useActOnLead } from './queries.ts'

/** Leads, newest first. J and K walk them, A takes one up, D dismisses it. */
export function LeadList({ url }: { readonly url: LeadsUrl }) {
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/leads' })
  const found = useInfiniteQuery(leadsQuery(url))
  const act = useActOnLead()
  const [dismissing, setDismissing] = useState<LeadRow>()
  const leads = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void => void navigate({ search: { ...url, lead: id }, replace: true })
  const shown = leads.find((lead) => lead.id === url.lead)
  useListKeys({ ids: leads.map((lead) => lead.id), chosen: url.lead, choose })
  useKeys({
    KeyA: () => {
      if (shown?.state === 'new') act.mutate({ id: shown.id, act: 'acknowledge', was: shown.state })
    },
    KeyD: () => {
      if (shown && (shown.state === 'new' || shown.state === 'acknowledged')) setDismissing(shown)
    },
  })
  return (
    <>
      <LeadFilters url={url} />
      <Loaded of={found}>
        {() =>
          leads.length === 0 ? (
            <NoLead isNarrowed={Object.keys(url).some((name) => name !== 'tab' && name !== 'lead')} />
          ) : (
            <LeadTable leads={leads} chosen={url.lead} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(leads.length)} shown</Trans>
      </Status>
      {dismissing ? (
        <DismissDialog id={dismissing.id} was={dismissing.state} close={() => setDismissing(undefined)} />
      ) : null}
    </>
  )
}

function NoLead({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty
      title={<Trans>No lead like that</Trans>}
      next={<Trans>Choose another rule, state or date, or look at all that are open.</Trans>}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/leads" search={{}} {...props} />}>
          <Trans>All open leads</Trans>
        </Button>
      }
    />
  ) : (
    <Empty
      title={<Trans>No open lead</Trans>}
      next={
        <Trans>
          Watch a profile, a number or a search: what is stated anew about it comes here. So does a number
          that two sources you may read have in common.
        </Trans>
      }
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/leads" search={{ state: 'all' }} {...props} />}
        >
          <Trans>Every lead</Trans>
        </Button>
      }
    />
  )
}

interface LeadTableProps {
  readonly leads: readonly LeadRow[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function LeadTable({ leads, chosen, choose }: LeadTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Leads`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>What</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Where</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Since</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {leads.map((lead) => (
            <LeadLine key={lead.id} lead={lead} isChosen={lead.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LeadLineProps {
  readonly lead: LeadRow
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function LeadLine({ lead, isChosen, choose }: LeadLineProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <tr data-row={lead.id} data-chosen={isChosen} data-press onClick={() => choose(lead.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          data-unseen={!lead.isSeen}
          onClick={(event) => {
            event.stopPropagation()
            choose(lead.id)
          }}
        >
          <KindIcon kind={lead.right.kind} size={16} />
          <LeadCaption lead={lead} />
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {t(ruleWords[lead.rule])}
          {lead.isSeen ? null : ` · ${t`not opened yet`}`}
          {lead.assignedTo ? ` · ${t`given to ${say(lead.assignedTo)}`}` : null}
        </Text>
      </td>
      <td className={table['wide']}>
        <Where lead={lead} />
      </td>
      <td>
        <LeadState state={lead.state} />
      </td>
      <td className={table['wide']}>{instant(lead.at)}</td>
    </tr>
  )
}

function LeadCaption({ lead }: { readonly lead: LeadRow }) {
  const { number } = useLanguage()
  if (lead.rule === 'shared-identifier' && lead.count > 1)
    return <Trans>{lead.count > 100 ? `${number(100)}+` : number(lead.count)} numbers in common</Trans>
  return lead.rule === 'shared-identifier' || lead.rule === 'watch-identifier' ? (
    <PropertyValue property={lead.property} value={lead.value} />
  ) : (
    <ValueText text={lead.right.caption} />
  )
}

/** From one source to the other; of a watch the one that stated it. */
function Where({ lead }: { readonly lead: LeadRow }) {
  const { t } = useLingui()
  return (
    <>
      {lead.left ? (
        <>
          <ValueText text={lead.left.sourceName} /> <span aria-hidden>↔</span>
          <span className="hidden-text">
            <Trans>and</Trans>
          </span>{' '}
        </>
      ) : null}
      <ValueText text={lead.right.sourceName} />
      {lead.connects.length > 0 ? (
        <Text fz="xs" c="dimmed">
          {lead.connects.map((what) => t(connectWords[what])).join(', ')}
        </Text>
      ) : null}
    </>
  )
}
