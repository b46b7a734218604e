import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { calledBy } from '@shield/core'
import { IconAlertTriangle, IconBan, IconCheck, IconClock, IconGavel } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { PermissionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { PermissionDialog } from './permission-dialog.tsx'
import { permissionsQuery } from './queries.ts'
import { StateMark } from '../../ui/state-mark.tsx'

const states: Record<PermissionView['state'], MessageDescriptor> = {
  asked: msg`Waits for its originator`,
  granted: msg`Allowed`,
  narrowed: msg`Allowed in part`,
  refused: msg`Refused`,
  withdrawn: msg`Not asked any more`,
}

/** What originators are asked, of us and by us: what is open first, with the clock on it. */
export function PermissionBoard() {
  const found = useQuery(permissionsQuery)
  const [answering, setAnswering] = useState<PermissionView | undefined>()
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>No originator was asked anything</Trans>}
            next={
              <Trans>
                Where handling asks for the originator's word before something is handed over, the question
                and its answer stand here.
              </Trans>
            }
          />
        ) : (
          <>
            <PermissionTable permissions={items} answer={setAnswering} />
            {answering ? (
              <PermissionDialog
                key={answering.id}
                permission={answering}
                close={() => setAnswering(undefined)}
              />
            ) : null}
          </>
        )
      }
    </Loaded>
  )
}

interface PermissionTableProps {
  readonly permissions: readonly PermissionView[]
  readonly answer: (permission: PermissionView) => void
}

function PermissionTable({ permissions, answer }: PermissionTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Permissions of originators`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>What</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Whose word</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Who asks, and why</Trans>
            </th>
            <th scope="col">
              <Trans>Act</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {permissions.map((one) => (
            <PermissionRow key={one.id} permission={one} answer={answer} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PermissionRowProps {
  readonly permission: PermissionView
  readonly answer: (permission: PermissionView) => void
}

function PermissionRow({ permission, answer }: PermissionRowProps) {
  const { say } = useLanguage()
  const { package: contents, recipient } = permission
  const caption = contents?.entities[0] ? calledBy(contents.entities[0].statements) : ''
  return (
    <tr>
      <td>
        <Link to="/releases" search={{ tab: 'permissions', release: permission.release }}>
          {caption}
        </Link>
        <Text fz="xs" c="dimmed">
          <Trans>to go to {recipient}</Trans>
        </Text>
      </td>
      <td>
        <Standing permission={permission} />
      </td>
      <td className={table['wide']}>{permission.organisation}</td>
      <td className={table['wide']}>
        {permission.askedBy ? say(permission.askedBy) : permission.peer ? say(permission.peer.name) : null}
        <Text fz="xs" c="dimmed" className="long">
          {permission.reason}
        </Text>
      </td>
      <td>
        {permission.can.includes('permission.answer') ? (
          <Button
            size="compact-sm"
            leftSection={<IconGavel size={14} aria-hidden />}
            onClick={() => answer(permission)}
          >
            <Trans>Answer…</Trans>
          </Button>
        ) : null}
      </td>
    </tr>
  )
}

/** Where the question stands, and the clock or the answer. */
function Standing({ permission }: { readonly permission: PermissionView }) {
  const { t } = useLingui()
  const { instant, number } = useLanguage()
  const { state, isLate, chased } = permission
  const look =
    state === 'asked'
      ? { icon: isLate ? IconAlertTriangle : IconClock, color: isLate ? 'red' : 'amber' }
      : state === 'granted' || state === 'narrowed'
        ? { icon: IconCheck, color: 'teal' }
        : { icon: IconBan, color: 'slate' }
  return (
    <>
      <StateMark words={t(states[state])} {...look} />
      <Text fz="xs" c="dimmed" className="long">
        {state === 'asked' ? (
          chased > 0 ? (
            <Trans>
              asked again {number(chased)} times, next {instant(permission.dueAt)}
            </Trans>
          ) : (
            <Trans>Due by {instant(permission.dueAt)}</Trans>
          )
        ) : (
          (permission.answer ?? '')
        )}
      </Text>
    </>
  )
}
