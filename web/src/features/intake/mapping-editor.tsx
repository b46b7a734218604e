import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconHistory, IconPlus } from '@tabler/icons-react'
import type { Dispatch } from 'react'

import type { Preview } from '../../api/wire.ts'
import { ColumnsField } from './columns-field.tsx'
import { ColumnTable } from './column-table.tsx'
import type { EditHistory, Step } from './edit-history.ts'
import { EntityCard } from './entity-card.tsx'
import css from './intake.module.css'
import { LinkRow } from './link-row.tsx'
import { mostEntities, mostLinks } from './mapping.ts'
import type { Change, Draft } from './mapping.ts'
import { MappingTools } from './mapping-tools.tsx'
import type { MappingToolsProps } from './mapping-tools.tsx'

interface MappingEditorProps {
  readonly preview: Preview
  readonly history: EditHistory
  readonly step: Dispatch<Step>
  readonly tools: Pick<MappingToolsProps, 'id' | 'reading' | 'take'>
}

/** What each column means: the entities of a row, the columns that say something of them, the links between them. */
export function MappingEditor({ preview, history, step, tools }: MappingEditorProps) {
  const { t } = useLingui()
  const draft = history.now
  const change = (next: Change): void => step({ step: 'change', change: next })
  return (
    <section aria-label={t`What the columns mean`}>
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <Text component="h2" fz="md" fw={600}>
            <Trans>What the columns mean</Trans>
          </Text>
          {preview.remembered ? (
            <Badge variant="light" color="teal" fw={500} leftSection={<IconHistory size={14} aria-hidden />}>
              <Trans>remembered from the last file with these columns</Trans>
            </Badge>
          ) : null}
        </Group>
        <MappingTools {...tools} sheet={preview.sheet} history={history} step={step} />
      </Group>
      <Stack gap="lg">
        <Entities draft={draft} header={preview.header} change={change} />
        <ColumnTable draft={draft} preview={preview} change={change} />
        <Links draft={draft} header={preview.header} change={change} />
        <ColumnsField
          label={t`What makes a row the same row in a later file`}
          description={t`Choose the columns that number the rows. With none, a row is known by everything it says: changed in one cell, it is a new one.`}
          header={preview.header}
          columns={draft.key}
          setColumns={(columns) => change({ act: 'set-key', columns })}
        />
      </Stack>
    </section>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly header: readonly string[]
  readonly change: (change: Change) => void
}

function Entities({ draft, header, change }: PartProps) {
  const { t } = useLingui()
  return (
    <section aria-label={t`Who and what a row speaks of`}>
      <Text component="h3" fz="sm" fw={600} mb={4}>
        <Trans>A row speaks of</Trans>
      </Text>
      <div className={css['entities']}>
        {draft.entities.map((entity) => (
          <EntityCard
            key={entity.id}
            entity={entity}
            draft={draft}
            header={header}
            change={change}
            isOnly={draft.entities.length === 1}
          />
        ))}
      </div>
      <Button
        variant="default"
        size="compact-sm"
        mt="sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={draft.entities.length >= mostEntities}
        onClick={() => change({ act: 'add-entity', kind: 'Person' })}
      >
        <Trans>Another one in the same row</Trans>
      </Button>
    </section>
  )
}

function Links({ draft, header, change }: PartProps) {
  const { t } = useLingui()
  const isAlone = draft.entities.length < 2
  return (
    <section aria-label={t`How they are linked`}>
      <Text component="h3" fz="sm" fw={600} mb={4}>
        <Trans>How they are linked</Trans>
      </Text>
      {isAlone ? (
        <Text fz="sm" c="dimmed">
          <Trans>A link needs two: add who or what else the row speaks of.</Trans>
        </Text>
      ) : (
        <Stack gap="sm">
          {draft.links.map((link) => (
            <LinkRow key={link.id} link={link} draft={draft} header={header} change={change} />
          ))}
          <Button
            variant="default"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={draft.links.length >= mostLinks}
            onClick={() => change({ act: 'add-link' })}
          >
            <Trans>Add a link</Trans>
          </Button>
        </Stack>
      )}
    </section>
  )
}
