import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import {
  IconAffiliate,
  IconArrowsExchange,
  IconBellRinging,
  IconBolt,
  IconBriefcase,
  IconChartBar,
  IconChartDots3,
  IconDeviceTablet,
  IconChecks,
  IconEyeCheck,
  IconDoorEnter,
  IconDoorExit,
  IconFileImport,
  IconGavel,
  IconHome,
  IconHourglass,
  IconFlag,
  IconHeartHandshake,
  IconLanguage,
  IconMailForward,
  IconMessageReport,
  IconScale,
  IconSearch,
  IconUrgent,
  IconUsers,
  IconUsersGroup,
  IconZoomQuestion,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { useSession } from '../api/session.ts'
import { workQuery } from '../api/work.ts'
import css from './shell.module.css'

interface Entry {
  readonly to:
    | '/'
    | '/search'
    | '/review'
    | '/leads'
    | '/chart'
    | '/import'
    | '/arrivals'
    | '/panels'
    | '/care'
    | '/returns'
    | '/consular'
    | '/non-punishment'
    | '/quality'
    | '/figures'
    | '/emergency'
    | '/keeping'
    | '/devices'
    | '/complaints'
    | '/releases'
    | '/requests'
    | '/matching'
    | '/partners'
    | '/audit'
    | '/alarms'
    | '/evacuation'
    | '/words'
    | '/people'
  readonly label: MessageDescriptor
  readonly icon: Icon
  /** Policy actions of which one opens the screen, as the session's `can` names them. */
  readonly needs: readonly string[]
}

export const entries: readonly Entry[] = [
  { to: '/', label: msg`My work`, icon: IconBriefcase, needs: ['work.read'] },
  { to: '/search', label: msg`Search`, icon: IconSearch, needs: ['search.run'] },
  { to: '/review', label: msg`Review`, icon: IconScale, needs: ['search.run'] },
  { to: '/leads', label: msg`Leads`, icon: IconBolt, needs: ['lead.work'] },
  { to: '/chart', label: msg`Link chart`, icon: IconChartDots3, needs: ['graph.expand'] },
  { to: '/import', label: msg`Import`, icon: IconFileImport, needs: ['import.run'] },
  { to: '/arrivals', label: msg`Arrivals`, icon: IconDoorEnter, needs: ['protection.work'] },
  { to: '/panels', label: msg`Panels`, icon: IconUsersGroup, needs: ['panel.work'] },
  { to: '/care', label: msg`Care`, icon: IconHeartHandshake, needs: ['protection.work'] },
  { to: '/returns', label: msg`Way home`, icon: IconHome, needs: ['protection.work'] },
  { to: '/consular', label: msg`Own nationals`, icon: IconFlag, needs: ['consular.work'] },
  {
    to: '/non-punishment',
    label: msg`Non-punishment`,
    icon: IconGavel,
    needs: ['punishment.assess', 'punishment.figures'],
  },
  { to: '/quality', label: msg`How panels decide`, icon: IconChecks, needs: ['quality.read'] },
  {
    to: '/figures',
    label: msg`Figures`,
    icon: IconChartBar,
    needs: ['figure.count', 'figure.agree', 'oversight.report'],
  },
  { to: '/emergency', label: msg`Emergency`, icon: IconUrgent, needs: ['glass.list'] },
  {
    to: '/keeping',
    label: msg`Keeping and erasing`,
    icon: IconHourglass,
    needs: ['retention.read', 'retention.oversee', 'words.load'],
  },
  { to: '/devices', label: msg`Devices`, icon: IconDeviceTablet, needs: ['device.answer'] },
  {
    to: '/releases',
    label: msg`Exchange`,
    icon: IconArrowsExchange,
    needs: ['exchange.read', 'agreement.read'],
  },
  { to: '/requests', label: msg`Requests`, icon: IconMailForward, needs: ['exchange.read'] },
  {
    to: '/matching',
    label: msg`Ask without telling`,
    icon: IconZoomQuestion,
    needs: ['match.ask', 'match.answer', 'match.review', 'match.inspect'],
  },
  { to: '/partners', label: msg`Partners`, icon: IconAffiliate, needs: ['partner.read'] },
  { to: '/audit', label: msg`Audit`, icon: IconEyeCheck, needs: ['audit.read'] },
  { to: '/complaints', label: msg`Complaints`, icon: IconMessageReport, needs: ['complaint.work'] },
  { to: '/alarms', label: msg`Alarms`, icon: IconBellRinging, needs: ['alarm.answer'] },
  { to: '/evacuation', label: msg`Evacuation`, icon: IconDoorExit, needs: ['evacuation.order'] },
  { to: '/words', label: msg`Words and sets`, icon: IconLanguage, needs: ['words.read'] },
  { to: '/people', label: msg`People and roles`, icon: IconUsers, needs: ['people.read'] },
]

interface RailProps {
  readonly open: boolean
  readonly close: () => void
}

/** Only what this person's role can open: the node says which, the rail repeats it. */
export function Rail({ open, close }: RailProps) {
  const { t } = useLingui()
  const { can } = useSession()
  return (
    <>
      {open ? (
        <button
          type="button"
          className={css['veil']}
          aria-label={t`Close the list of screens`}
          onClick={close}
        />
      ) : null}
      <nav id="rail" className={css['rail']} data-open={open} aria-label={t`Screens`}>
        <ul>
          {entries
            .filter((entry) => entry.needs.some((action) => can.includes(action)))
            .map(({ to, label, icon: Picture }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={css['entry'] ?? ''}
                  activeOptions={{ exact: to === '/', includeSearch: false }}
                  onClick={close}
                >
                  <Picture size={18} stroke={1.6} aria-hidden />
                  {t(label)}
                  {to === '/' ? <Waiting /> : null}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
    </>
  )
}

/** How much waits; the entry it stands in opens the list. */
function Waiting() {
  const { t } = useLingui()
  const { data } = useQuery(workQuery)
  const count = data?.queues.reduce((sum, queue) => sum + queue.count, 0) ?? 0
  return count === 0 ? null : (
    <span aria-label={t`${count} wait`} role="note">
      {count}
    </span>
  )
}
