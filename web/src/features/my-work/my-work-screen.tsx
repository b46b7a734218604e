import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import {
  IconAffiliate,
  IconAlertTriangle,
  IconBolt,
  IconChecklist,
  IconHome,
  IconHeartHandshake,
  IconInbox,
  IconMailForward,
  IconMessageReply,
  IconPencil,
  IconProgress,
  IconScale,
  IconTargetArrow,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
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
  'care-asked': { title: msg`Asked of us`, icon: IconHeartHandshake },
  'care-silent': { title: msg`Nobody answers us`, icon: IconHeartHandshake },
  'care-contacts': { title: msg`Contacts against wishes`, icon: IconHeartHandshake },
  'care-reviews': { title: msg`Plans to look at`, icon: IconHeartHandshake },
  'care-certificates': { title: msg`Certificates that end`, icon: IconHeartHandshake },
  requests: { title: msg`Requests that wait for you`, icon: IconMailForward },
  hits: { title: msg`Hits to confirm`, icon: IconTargetArrow },
  answers: { title: msg`Answers that came`, icon: IconMessageReply },
  alarms: { title: msg`Partners: needs a look`, icon: IconAffiliate },
  review: { title: msg`Pairs to review`, icon: IconScale },
  leads: { title: msg`Leads`, icon: IconBolt },
  running: { title: msg`Under way`, icon: IconProgress },
  received: { title: msg`Received`, icon: IconInbox },
  returns: { title: msg`The way home`, icon: IconHome },
  changed: { title: msg`Changed since you looked`, icon: IconPencil },
  failed: { title: msg`Failed: needs a look`, icon: IconAlertTriangle },
}

/** Where the whole of a queue is listed; what mixes several kinds of work is listed here alone. */
const queueLists: Partial<Record<QueueName, LinkProps>> = {
  'care-asked': { to: '/care', search: { list: 'asked' } },
  'care-silent': { to: '/care', search: { list: 'silent' } },
  'care-contacts': { to: '/care', search: { list: 'contacts' } },
  'care-reviews': { to: '/care', search: { list: 'reviews' } },
  'care-certificates': { to: '/care', search: { list: 'certificates' } },
  requests: { to: '/requests', search: { tab: 'in' } },
  hits: { to: '/matching', search: { tab: 'hits' } },
  review: { to: '/review' },
  leads: { to: '/leads' },
  received: { to: '/releases', search: { tab: 'in' } },
  returns: { to: '/returns', search: { turn: 'mine' } },
  failed: { to: '/import' },
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
  const { can } = useSession()
  // What is a step of those who care is a question to an embassy: each has a list of its own.
  const isEmbassy = queue.name === 'returns' && can.includes('consular.work')
  const list: LinkProps | undefined = isEmbassy ? { to: '/consular' } : queueLists[queue.name]
  return (
    <section aria-label={t(title)}>
      <h2 className={css['title']}>
        <Picture size={18} stroke={1.6} aria-hidden />
        {t(title)}{' '}
        {list === undefined ? (
          <span className={css['count']}>{number(queue.count)}</span>
        ) : (
          <Link {...list} className={css['count'] ?? ''} aria-label={t`${queue.count}: open the list`}>
            {number(queue.count)}
          </Link>
        )}
      </h2>
      <ul className={css['list']}>
        {gathered(queue.items).map((alike) => (
          <Alike key={alike[0]?.id} items={alike} />
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

/** More lines than this that read the same are one line, which opens. */
const mostAlike = 3

/** Items by what their line says, in the order of the first of each. What names something stands by itself. */
function gathered(items: readonly WorkItem[]): readonly (readonly WorkItem[])[] {
  const alike = Map.groupBy(items, (item) => (item.about || item.detail ? item.id : item.title.en))
  return [...alike.values()].flatMap((some) => (some.length > mostAlike ? [some] : some.map((one) => [one])))
}

function Alike({ items }: { readonly items: readonly WorkItem[] }) {
  const { say, number } = useLanguage()
  const [first] = items
  if (!first || items.length === 1) return first ? <Item item={first} /> : null
  return (
    <li>
      <details className={css['alike']}>
        <summary>
          {say(first.title)} <span className={css['count']}>{number(items.length)}</span>
        </summary>
        <ul className={css['list']}>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function Item({ item }: { readonly item: WorkItem }) {
  const { say, instant, when } = useLanguage()
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
        {item.due === undefined ? (
          instant(item.at)
        ) : (
          <Trans>due {item.due.length === 10 ? when(item.due) : instant(item.due)}</Trans>
        )}
      </Text>
    </li>
  )
}

/** Only a path of this app opens from a queue. */
function WorkLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return /^\/(?![/\\])/.test(to) ? <Link to={to}>{children}</Link> : children
}
