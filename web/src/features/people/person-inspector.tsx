import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import { problemOf } from '../../api/problem.ts'
import type { PersonRow, RoleGrant } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { roleWords } from '../../ui/role-words.ts'
import { useApproveGrant, useProposeRole, useRevokeGrant } from './queries.ts'
import { RoleBadge } from './role-badge.tsx'

interface PersonInspectorProps {
  readonly person: PersonRow
  readonly close: () => void
}

/** One person's roles: in force, waiting, gone; with the acts this reader is allowed. */
export function PersonInspector({ person, close }: PersonInspectorProps) {
  const { say } = useLanguage()
  return (
    <Inspector title={say(person.name)} close={close}>
      <Stack gap="md">
        <Text c="dimmed">{say(person.organisation.name)}</Text>
        {person.grants.length === 0 ? (
          <Text>
            <Trans>No role yet: this person can sign in and see nothing.</Trans>
          </Text>
        ) : null}
        {person.grants.map((grant) => (
          <Grant key={grant.id} grant={grant} />
        ))}
        {person.can.includes('role.grant') ? <Propose person={person} /> : null}
      </Stack>
    </Inspector>
  )
}

function Grant({ grant }: { readonly grant: RoleGrant }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const role = roleWords[grant.role]
  return (
    <Stack
      gap={6}
      pb="sm"
      component="section"
      aria-label={role ? t(role) : grant.role}
      style={{ borderBottom: '1px solid var(--shield-line)' }}
    >
      <Group>
        <RoleBadge role={grant.role} isWaiting={grant.state === 'proposed'} />
        {grant.state === 'revoked' ? (
          <Text fz="sm" c="dimmed">
            <Trans>revoked</Trans>
          </Text>
        ) : null}
      </Group>
      <Text className="long">{grant.reason}</Text>
      <Text fz="xs" c="dimmed">
        <Trans>proposed {instant(grant.proposedAt)}</Trans>
        {grant.proposedBy ? ` · ${say(grant.proposedBy)}` : ''}
      </Text>
      <GrantActs grant={grant} />
    </Stack>
  )
}

function GrantActs({ grant }: { readonly grant: RoleGrant }) {
  const { t } = useLingui()
  const [revoking, setRevoking] = useState(false)
  const approve = useApproveGrant()
  const revoke = useRevokeGrant()
  return (
    <Group gap="xs">
      {grant.can.includes('role.approve') ? (
        <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate(grant.id)}>
          <Trans>Approve</Trans>
        </Button>
      ) : null}
      {grant.can.includes('role.revoke') ? (
        <Button size="xs" variant="default" onClick={() => setRevoking(true)}>
          <Trans>Revoke…</Trans>
        </Button>
      ) : null}
      {approve.error ? (
        <Text fz="sm" role="alert">
          {problemOf(approve.error).detail ?? t`This did not work`}
        </Text>
      ) : null}
      <ReasonDialog
        opened={revoking}
        close={() => setRevoking(false)}
        title={t`Revoke this role?`}
        act={t`Revoke`}
        isActing={revoke.isPending}
        error={revoke.error}
        decide={(reason) => revoke.mutate({ id: grant.id, reason }, { onSuccess: () => setRevoking(false) })}
      >
        <Trans>It ends at once, on every screen this person has open. A new role needs a new proposal.</Trans>
      </ReasonDialog>
    </Group>
  )
}

function Propose({ person }: { readonly person: PersonRow }) {
  const { t } = useLingui()
  const [role, setRole] = useState('analyst')
  const [opened, setOpened] = useState(false)
  const propose = useProposeRole()
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t`Another role`}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        data={Object.entries(roleWords).map(([value, words]) => ({ value, label: t(words) }))}
      />
      <Button variant="default" onClick={() => setOpened(true)}>
        <Trans>Propose…</Trans>
      </Button>
      <ReasonDialog
        opened={opened}
        close={() => setOpened(false)}
        title={t`Propose this role?`}
        act={t`Propose`}
        isActing={propose.isPending}
        error={propose.error}
        decide={(reason) =>
          propose.mutate({ person: person.id, role, reason }, { onSuccess: () => setOpened(false) })
        }
      >
        <Trans>Somebody else has to approve it: neither you nor the person it is for.</Trans>
      </ReasonDialog>
    </Group>
  )
}
