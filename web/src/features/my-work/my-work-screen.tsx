import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBolt,
  IconChecklist,
  IconInbox,
  IconPencil,
  IconProgress,
  IconScale,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import type { QueueName, WorkItem, WorkReply } from '../../api/wire.ts'
import { namedWorkQuery } from '../../api/work.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './my-work.module.css'

const queueWords: Record<QueueName, { readonly title: MessageDescriptor; readonly icon: Icon }> = {
  decide: { title: msg`Waits for your decision`, icon: IconChecklist },
  review: { title: msg`Pairs to review`, icon: IconScale },
  leads: { title: msg`Leads`, icon: IconBolt },
  running: { title: msg`Under way`, icon: IconProgress },
  received: { title: msg`Received`, icon: IconInbox },
  changed: { title: msg`Changed since you looked`, icon: IconPencil },
  failed: { title: msg`Failed: needs a look`, icon: IconAlertTriangle },
}

/** What waits for this person, by queue, the nearest clock first. */
export function MyWorkScreen() {
  const { t } = useLingui()
  const work = useQuery(namedWorkQuery)
  return (
    <>
      <PageHead title={t`My work`} />
      <Loaded of={work}>
        {({ queues }) =>
          queues.every((queue) => queue.count === 0) ? (
            <NothingWaits />
          ) : (
            <div className={css['queues']}>
              {queues
                .filter((queue) => queue.count > 0)
                .map((queue) => (
                  <Queue key={queue.name} queue={queue} />
                ))}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

function NothingWaits() {
  const { can } = useSession()
  return (
    <Empty
      title={<Trans>Nothing waits for you</Trans>}
      next={<Trans>Search for a name or a number, or bring in a file.</Trans>}
      action={
        can.includes('search.run') ? (
          <Button renderRoot={(props) => <Link to="/search" {...props} />}>
            <Trans>Search</Trans>
          </Button>
        ) : null
      }
    />
  )
}

function Queue({ queue }: { readonly queue: WorkReply['queues'][number] }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { title, icon: Picture } = queueWords[queue.name]
  const left = queue.count - queue.items.length
  return (
    <section aria-label={t(title)}>
      <h2 className={css['title']}>
        <Picture size={18} stroke={1.6} aria-hidden />
        {t(title)} <span className={css['count']}>{number(queue.count)}</span>
      </h2>
      <ul className={css['list']}>
        {queue.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {left > 0 ? (
        <Text fz="sm" c="dimmed" px="sm" py={4}>
          <Trans>and {number(left)} more</Trans>
        </Text>
      ) : null}
    </section>
  )
}

function Item({ item }: { readonly item: WorkItem }) {
  const { say, instant } = useLanguage()
  const title = say(item.title)
  return (
    <li className={css['item']}>
      <div className={css['what']}>
        {item.about ? <KindIcon kind={item.about.kind} size={16} /> : null}{' '}
        <WorkLink to={item.to}>{item.about ? <ValueText text={item.about.caption} /> : title}</WorkLink>
        <Text fz="xs" c="dimmed">
          {[item.about ? title : '', item.detail ? say(item.detail) : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      </div>
      <Text fz="xs" c="dimmed" className={css['at']}>
        {item.due === undefined ? instant(item.at) : <Trans>due {instant(item.due)}</Trans>}
      </Text>
    </li>
  )
}

/** Only a path of this app opens from a queue. */
function WorkLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return /^\/(?![/\\])/.test(to) ? <Link to={to}>{children}</Link> : children
}
