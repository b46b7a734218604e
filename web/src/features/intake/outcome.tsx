import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs, Text } from '@mantine/core'
import { useMemo, useState } from 'react'

import type { Preview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { DefectNotes } from './defect-notes.tsx'
import css from './intake.module.css'
import { captionsOf } from './captions.ts'
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
        {records.length === 0 ? (
          <Trans>Nothing is read from it</Trans>
        ) : (
          <Trans>What the first records become</Trans>
        )}
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
          <Records records={records} isEmpty={defects.length === 0} />
        </Tabs.Panel>
        <Tabs.Panel value="defects">
          {defects.length === 0 ? (
            <Text c="dimmed">
              <Trans>Nothing in these records looks wrong.</Trans>
            </Text>
          ) : (
            <DefectNotes defects={defects} />
          )}
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

interface RecordsProps {
  readonly records: Preview['records']
  /** Nothing looks wrong either: there is just nothing. */
  readonly isEmpty: boolean
}

function Records({ records, isEmpty }: RecordsProps) {
  const { number } = useLanguage()
  const [shown, setShown] = useState(page)
  const captionOf = useMemo(() => captionsOf(records), [records])
  if (records.length === 0)
    return (
      <Text c="dimmed">
        {isEmpty ? (
          <Trans>There are no records in it.</Trans>
        ) : (
          <Trans>No record could be read. What looks wrong says why.</Trans>
        )}
      </Text>
    )
  const left = records.length - shown
  return (
    <>
      <ol className={css['records']}>
        {records.slice(0, shown).map((record, at) => (
          <RecordCard key={at} record={record} captionOf={captionOf} />
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
