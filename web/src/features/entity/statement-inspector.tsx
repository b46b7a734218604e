import { Trans, useLingui } from '@lingui/react/macro'
import { Accordion, Button, Group, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { IconShieldHalf } from '@tabler/icons-react'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import type { Profile, Statement } from '../../api/wire.ts'
import { HandlingDialog } from './handling-dialog.tsx'
import { RecordVerbatim } from './record-verbatim.tsx'
import type { ValueRow } from '../../ui/value-rows.ts'

interface StatementInspectorProps {
  readonly profile: Profile
  readonly row: ValueRow<Statement>
  readonly close: () => void
}

/** Everything said of one value: each source with its grade and handling, and the record exactly as it came. */
export function StatementInspector({ profile, row, close }: StatementInspectorProps) {
  const { say } = useLanguage()
  const first = row.statements[0]
  if (!first) return null
  return (
    <Inspector title={<PropertyValue property={first.property} value={row.value} />} close={close}>
      <Stack gap="md">
        <Text c="dimmed">{say(properties[first.property].label)}</Text>
        {row.statements.map((statement) => (
          <StatementCard key={statement.id} profile={profile} statement={statement} />
        ))}
      </Stack>
    </Inspector>
  )
}

interface StatementCardProps {
  readonly profile: Profile
  readonly statement: Statement
}

function StatementCard({ profile, statement }: StatementCardProps) {
  const { t } = useLingui()
  const { instant, span } = useLanguage()
  const dates = span(statement.from, statement.until)
  return (
    <Stack
      gap={6}
      component="section"
      aria-label={statement.sourceName}
      pb="md"
      style={{ borderBottom: '1px solid var(--shield-line)' }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} className="value">
          {statement.sourceName}
        </Text>
        <GradeChip grade={statement.grade} />
      </Group>
      <Text fz="sm">
        <Trans>
          As written: <PropertyValueVerbatim value={statement.value} />
        </Trans>
      </Text>
      {dates ? <Text fz="sm">{dates}</Text> : null}
      <Text fz="xs" c="dimmed">
        {statement.organisation} · <Trans>recorded {instant(statement.recordedAt)}</Trans>
        {statement.retractedAt === undefined ? null : (
          <Trans> · taken back {instant(statement.retractedAt)}</Trans>
        )}
      </Text>
      <Group justify="space-between">
        <MarkingBadge marking={statement.marking} />
        <ChangeHandling profile={profile} statement={statement} />
      </Group>
      <Accordion variant="default" chevronPosition="left">
        <Accordion.Item value="record">
          <Accordion.Control>{t`The record as it came`}</Accordion.Control>
          <Accordion.Panel>
            <RecordVerbatim id={statement.record} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}

function ChangeHandling({ profile, statement }: StatementCardProps) {
  const [opened, setOpened] = useState(false)
  const member = profile.members.find((one) => one.source === statement.source)
  if (!member || member.can.length === 0) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconShieldHalf size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        <Trans>Change handling…</Trans>
      </Button>
      <HandlingDialog
        entity={profile.id}
        statement={statement}
        isFree={member.can.includes('content.write')}
        opened={opened}
        close={() => setOpened(false)}
      />
    </>
  )
}

function PropertyValueVerbatim({ value }: { readonly value: string }) {
  return <bdi className="value">{value}</bdi>
}
