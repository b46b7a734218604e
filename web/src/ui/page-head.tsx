import { Group, Stack, Title } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'

interface PageHeadProps {
  readonly title: string
  /** Words for the tab where the title would tell too much to somebody looking on; the title otherwise. */
  readonly tabTitle?: string
  readonly before?: ReactNode
  readonly beside?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** Title, what belongs beside it, and the one primary action of a screen. */
export function PageHead({ title, tabTitle, before, beside, actions, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${tabTitle ?? title} · SHIELD`
  }, [title, tabTitle])
  return (
    <Stack gap="sm" mb="md" component="header">
      {before}
      <Group justify="space-between" align="flex-start" gap="md">
        <Group gap="sm" align="center" style={{ minWidth: 0, flex: '1 1 300px' }}>
          <Title order={1} fz={22} lh={1.5} className="value">
            {title}
          </Title>
          {beside}
        </Group>
        {actions ? (
          <Group gap="sm" data-no-print>
            {actions}
          </Group>
        ) : null}
      </Group>
      {children}
    </Stack>
  )
}
