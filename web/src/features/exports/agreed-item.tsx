import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text, Title } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

import type { AgreedExport } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { formatLabels } from '../../ui/export-format.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { ReleaseLink } from '../../ui/release-link.tsx'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './exports.module.css'
import { useDecideExport, useTakeExport } from './queries.ts'
import type { ExportAct } from './queries.ts'

const states: Readonly<Record<AgreedExport['state'], MessageDescriptor>> = {
  waiting: msg`waits for a second person`,
  approved: msg`agreed`,
  refused: msg`refused`,
  withdrawn: msg`withdrawn`,
  taken: msg`the file was taken`,
  expired: msg`not taken in time`,
}

interface AgreedItemProps {
  readonly item: AgreedExport
  /** It is what the address looks for. */
  readonly isChosen: boolean
}

/** One request: what would leave, how it is handled and what for; and what this reader may do about it. */
export function AgreedItem({ item, isChosen }: AgreedItemProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const { decidedBy, decidedAt } = item
  return (
    <li ref={place} data-chosen={isChosen} aria-current={isChosen}>
      <Group gap={8}>
        <Title order={2} fz="md">
          <Things item={item} />
        </Title>
        <Badge variant="default">{t(states[item.state])}</Badge>
        {item.markings.map((marking) => (
          <MarkingBadge key={JSON.stringify(marking)} marking={marking} />
        ))}
      </Group>
      <Text className="long">{item.reason}</Text>
      <Text fz="sm">
        <Trans>Purpose:</Trans> {say(purposes[item.purpose])} {item.reference}
      </Text>
      <First item={item} />
      <Text fz="xs" c="dimmed">
        {say(item.by)} · {instant(item.at)}
        {decidedBy && decidedAt !== undefined ? (
          <>
            {' '}
            · {say(decidedBy)} · {instant(decidedAt)} · {item.decidedReason}
          </>
        ) : null}
      </Text>
      <Acts item={item} />
      <Taking item={item} />
    </li>
  )
}

function Things({ item: { count, format } }: { readonly item: AgreedExport }) {
  const { number } = useLanguage()
  const [things, label] = [number(count), formatLabels[format]]
  if (count === 1) return <Trans>1 thing as {label}</Trans>
  return (
    <Trans>
      {things} things as {label}
    </Trans>
  )
}

function First({ item: { first, count } }: { readonly item: AgreedExport }) {
  const { number } = useLanguage()
  const more = number(count - first.length)
  return (
    <ul className={css['first']}>
      {first.map(({ id, kind, caption }) => (
        <li key={id}>
          <KindIcon kind={kind} size={16} />
          <Link to="/entity/$id" params={{ id }}>
            <ValueText text={caption} />
          </Link>
        </li>
      ))}
      {count > first.length ? (
        <li>
          <Trans>and {more} more</Trans>
        </li>
      ) : null}
    </ul>
  )
}

const acts: Readonly<
  Record<ExportAct, { readonly title: MessageDescriptor; readonly act: MessageDescriptor }>
> = {
  exportApprove: { title: msg`Agree that this leaves?`, act: msg`Agree` },
  exportRefuse: { title: msg`Refuse this export?`, act: msg`Refuse` },
  exportWithdraw: { title: msg`Withdraw the request?`, act: msg`Withdraw` },
}

function Acts({ item: { id, can, releasable = [] } }: { readonly item: AgreedExport }) {
  const { t } = useLingui()
  const decide = useDecideExport()
  const [act, setAct] = useState<ExportAct>()
  return (
    <Group gap="xs" mt={4}>
      {can.includes('content.export') ? (
        <>
          <Button variant="default" size="xs" onClick={() => setAct('exportApprove')}>
            <Trans>Agree…</Trans>
          </Button>
          <Button variant="default" size="xs" onClick={() => setAct('exportRefuse')}>
            <Trans>Refuse…</Trans>
          </Button>
        </>
      ) : null}
      {can.includes('withdraw') ? (
        <Button variant="default" size="xs" onClick={() => setAct('exportWithdraw')}>
          <Trans>Withdraw…</Trans>
        </Button>
      ) : null}
      {releasable.length > 0 ? <ReleaseLink ids={releasable} size="xs" /> : null}
      {act ? (
        <ReasonDialog
          opened
          close={() => setAct(undefined)}
          title={t(acts[act].title)}
          act={t(acts[act].act)}
          isActing={decide.isPending}
          error={decide.error}
          decide={(reason) => decide.mutate({ act, id, reason }, { onSuccess: () => setAct(undefined) })}
        >
          <Trans>
            Your name and reason stay beside the request and in the audit. Once agreed to, who asked may take
            the file once, within 24 hours.
          </Trans>
        </ReasonDialog>
      ) : null}
    </Group>
  )
}

function Taking({ item: { id, can, until } }: { readonly item: AgreedExport }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const take = useTakeExport()
  const end = until === undefined ? '' : instant(until)
  return (
    <>
      {take.error ? <Fault error={take.error} /> : null}
      {can.includes('take') && until !== undefined ? (
        <Group gap="xs" mt={4}>
          <Button
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={take.isPending}
            onClick={() => take.mutate(id, { onSuccess: ({ name }) => showDone(t`Saved as ${name}`) })}
          >
            <Trans>Take the file</Trans>
          </Button>
          <Text fz="sm">
            <Trans>Once, until {end}. What was raised or taken back since is not in it.</Trans>
          </Text>
        </Group>
      ) : null}
    </>
  )
}
