import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { hrefOf } from '../../api/api.ts'
import type { DefectRow, ImportCounts, ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { Loaded } from '../../ui/states.tsx'
import { DefectTable } from './defect-table.tsx'
import { defectsQuery } from './queries.ts'

interface DefectListProps {
  readonly view: ImportView
  readonly counts: ImportCounts
  readonly weight: DefectRow['weight'] | undefined
}

/** What was wrong in the file, by place and rule, and the same as a table to mend it by. */
export function DefectList({ view, counts, weight }: DefectListProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/import' })
  const found = useInfiniteQuery(defectsQuery(view.id, weight))
  const all = counts.rejected + counts.warnings
  const read = Object.values(counts).some((count) => count > 0)
  if (all === 0)
    return (
      <Text c="dimmed">
        {read ? <Trans>Nothing in the file looks wrong.</Trans> : <Trans>There are no records in it.</Trans>}
      </Text>
    )
  return (
    <Stack gap="sm" component="section" aria-label={t`What was wrong in the file`}>
      <Group justify="space-between">
        <Text component="h2" fz="md" fw={600}>
          <Trans>What was wrong in the file</Trans>
        </Text>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          renderRoot={(props) => (
            <a href={hrefOf('importReport', { params: { id: view.id } })} download {...props} />
          )}
        >
          <Trans>Download as CSV</Trans>
        </Button>
      </Group>
      <SegmentedControl
        aria-label={t`Which of them`}
        value={weight ?? 'all'}
        onChange={(next) => {
          const chosen = next === 'rejected' || next === 'warning' ? { weight: next } : {}
          void navigate({ search: { import: view.id, ...chosen }, replace: true, resetScroll: false })
        }}
        data={[
          { value: 'all', label: t`All (${number(all)})` },
          { value: 'rejected', label: t`Rejected (${number(counts.rejected)})` },
          { value: 'warning', label: t`Warnings (${number(counts.warnings)})` },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <Loaded of={found}>
        {({ pages }) => <DefectTable defects={pages.flatMap((page) => page.items)} />}
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </Stack>
  )
}
