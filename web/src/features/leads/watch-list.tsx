import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text } from '@mantine/core'
import { purposes, properties } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { WatchView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { useChangeWatch, watchesQuery } from './queries.ts'

/** What this person and the desk watch, with what each has found. */
export function WatchList() {
  const { t } = useLingui()
  const found = useQuery(watchesQuery)
  const change = useChangeWatch()
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>Nothing is watched</Trans>}
            next={
              <Trans>Press Watch on a profile, Save and watch on a search, or Watch a number above.</Trans>
            }
          />
        ) : (
          <>
            {change.error ? <Fault error={change.error} /> : null}
            <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Watches`}>
              <table className={table['table']}>
                <thead>
                  <tr>
                    <th scope="col">
                      <Trans>What is watched</Trans>
                    </th>
                    <th scope="col">
                      <Trans>Leads</Trans>
                    </th>
                    <th scope="col" className={table['wide']}>
                      <Trans>What for</Trans>
                    </th>
                    <th scope="col" className={table['wide']}>
                      <Trans>Told</Trans>
                    </th>
                    <th scope="col" className={table['wide']}>
                      <Trans>Until</Trans>
                    </th>
                    <th scope="col">
                      <Trans>Acts</Trans>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((watch) => (
                    <WatchLine
                      key={watch.id}
                      watch={watch}
                      isActing={change.isPending}
                      change={(act) => change.mutate({ id: watch.id, act })}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )
      }
    </Loaded>
  )
}

interface WatchLineProps {
  readonly watch: WatchView
  readonly isActing: boolean
  readonly change: (act: 'pause' | 'resume' | 'end') => void
}

function WatchLine({ watch, isActing, change }: WatchLineProps) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  return (
    <tr>
      <td>
        <About watch={watch} />
        <Group gap={4} mt={2}>
          {watch.shared ? <Badge variant="default">{t`the desk: ${say(watch.by)}`}</Badge> : null}
          {watch.state === 'paused' ? <Badge variant="default">{t`rests`}</Badge> : null}
          {watch.state === 'ended' ? <Badge variant="default">{t`ended`}</Badge> : null}
        </Group>
      </td>
      <td>
        <Link
          to="/leads"
          search={{ watch: watch.id, state: 'all' }}
          aria-label={t`${watch.leads} leads of it`}
        >
          {number(watch.leads)}
        </Link>
      </td>
      <td className={table['wide']}>
        {say(purposes[watch.purpose])}
        <Text fz="xs" c="dimmed" className="value">
          {watch.reference}
        </Text>
      </td>
      <td className={table['wide']}>
        {watch.delivery === 'daily' ? <Trans>once a day, at 07:00</Trans> : <Trans>at once</Trans>}
        {watch.quiet ? (
          <Text fz="xs" c="dimmed">
            <Trans>
              quiet {watch.quiet.from}–{watch.quiet.until}
            </Trans>
          </Text>
        ) : null}
      </td>
      <td className={table['wide']}>{instant(watch.endsAt)}</td>
      <td>
        <Group gap={4} wrap="nowrap">
          {watch.can.includes('pause') ? (
            <Button size="compact-sm" variant="default" disabled={isActing} onClick={() => change('pause')}>
              <Trans>Let it rest</Trans>
            </Button>
          ) : null}
          {watch.can.includes('resume') ? (
            <Button size="compact-sm" variant="default" disabled={isActing} onClick={() => change('resume')}>
              <Trans>Go on</Trans>
            </Button>
          ) : null}
          {watch.can.includes('end') ? (
            <Button size="compact-sm" variant="default" disabled={isActing} onClick={() => change('end')}>
              <Trans>End it</Trans>
            </Button>
          ) : null}
        </Group>
      </td>
    </tr>
  )
}

function About({ watch }: { readonly watch: WatchView }) {
  const { say } = useLanguage()
  if (watch.identifier)
    return (
      <>
        <PropertyValue property={watch.identifier.property} value={watch.identifier.value} />
        <Text fz="xs" c="dimmed">
          {say(properties[watch.identifier.property].label)}
        </Text>
      </>
    )
  if (watch.search)
    return (
      <>
        <Link to="/search" search={watch.search}>
          <ValueText text={watch.search.q} />
        </Link>
        <Text fz="xs" c="dimmed">
          <Trans>Search</Trans>
        </Text>
      </>
    )
  if (!watch.entity)
    return (
      <Text c="dimmed" fs="italic">
        <Trans>content not shown any more</Trans>
      </Text>
    )
  return (
    <Group gap={6} wrap="nowrap">
      <KindIcon kind={watch.entity.kind} size={16} />
      <Link to="/entity/$id" params={{ id: watch.entity.id }}>
        <ValueText text={watch.entity.caption} />
      </Link>
    </Group>
  )
}
