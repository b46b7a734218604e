import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs, Text } from '@mantine/core'
import { useState } from 'react'

import type { Preview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { DefectTable } from './defect-table.tsx'
import css from './intake.module.css'
import { RecordCard } from './record-card.tsx'
import { Told } from './told.tsx'

const page = 20

interface OutcomeProps {
  readonly preview: Preview
  /** The columns have changed since; the next look is on its way. */
  readonly isStale: boolean
}

/** What the first records become, and what looks wrong in them. */
export function Outcome({ preview, isStale }: OutcomeProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { records, defects } = preview
  const entities = records.reduce((sum, record) => sum + record.entities.length, 0)
  const links = records.reduce((sum, record) => sum + record.links.length, 0)
  return (
    <section aria-label={t`What the first records become`} aria-busy={isStale} className={css['outcome']}>
      <Text component="h2" fz="md" fw={600}>
        <Plural value={records.length} one="The first record becomes" other="The first # records become" />
      </Text>
      <Text c="dimmed" fz="sm" mb="sm">
        {isStale ? (
          <Trans>Looking again…</Trans>
        ) : (
          <>
            <Plural value={entities} one="# entity" other="# entities" />,{' '}
            <Plural value={links} one="# link" other="# links" />
          </>
        )}
      </Text>
      <Tabs
        defaultValue={records.length === 0 && defects.length > 0 ? 'defects' : 'records'}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="records">{t`Records (${number(records.length)})`}</Tabs.Tab>
          <Tabs.Tab value="defects">{t`Looks wrong (${number(defects.length)})`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="records">
          <Records records={records} />
        </Tabs.Panel>
        <Tabs.Panel value="defects">
          <DefectTable defects={defects} />
        </Tabs.Panel>
      </Tabs>
      <Told>
        {isStale
          ? t`Looking again…`
          : t`${number(entities)} entities, ${number(links)} links, ${number(defects.length)} look wrong`}
      </Told>
    </section>
  )
}

function Records({ records }: { readonly records: Preview['records'] }) {
  const { number } = useLanguage()
  const [shown, setShown] = useState(page)
  if (records.length === 0)
    return (
      <Text c="dimmed">
        <Trans>No record could be read. What looks wrong says why.</Trans>
      </Text>
    )
  const left = records.length - shown
  return (
    <>
      <ol className={css['records']}>
        {records.slice(0, shown).map((record, at) => (
          <RecordCard key={at} record={record} />
        ))}
      </ol>
      {left > 0 ? (
        <Button variant="default" size="compact-sm" mt="sm" onClick={() => setShown(shown + 60)}>
          <Trans>Show {number(Math.min(60, left))} more</Trans>
        </Button>
      ) : null}
    </>
  )
}
