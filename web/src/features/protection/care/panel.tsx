import { Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import css from '../protection.module.css'

interface PanelProps {
  readonly title: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** One part of care with its name and the one thing that can be done first. */
export function Panel({ title, action, children }: PanelProps) {
  return (
    <section className={css['panel']} aria-label={title}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} fz="lg">
            {title}
          </Title>
          {action}
        </Group>
        {children}
      </Stack>
    </section>
  )
}
