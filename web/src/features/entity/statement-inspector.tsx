import { Trans, useLingui } from '@lingui/react/macro'
import { Accordion, Group, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'

import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import type { Statement } from '../../api/wire.ts'
import { RecordVerbatim } from './record-verbatim.tsx'
import type { ValueRow } from './value-rows.ts'

interface StatementInspectorProps {
  readonly row: ValueRow<Statement>
  readonly close: () => void
}

/** Everything said of one value: each source with its grade and handling, and the record exactly as it came. */
export function StatementInspector({ row, close }: StatementInspectorProps) {
  const { say } = useLanguage()
  const first = row.statements[0]
  if (!first) return null
  return (
    <Inspector title={<PropertyValue property={first.property} value={row.value} />} close={close}>
      <Stack gap="md">
        <Text c="dimmed">{say(properties[first.property].label)}</Text>
        {row.statements.map((statement) => (
          <StatementCard key={statement.id} statement={statement} />
        ))}
      </Stack>
    </Inspector>
  )
}

function StatementCard({ statement }: { readonly statement: Statement }) {
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
      </Text>
      <MarkingBadge marking={statement.marking} />
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

function PropertyValueVerbatim({ value }: { readonly value: string }) {
  return <bdi className="value">{value}</bdi>
}
