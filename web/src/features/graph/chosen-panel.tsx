import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode, Ref } from 'react'

import { Inspector } from '../../shell/inspector.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { bundlesOf } from './bundles.ts'
import css from './chart.module.css'
import { LinkPanel } from './link-panel.tsx'
import { NodePanel } from './node-panel.tsx'
import type { ChartDesk } from './use-chart.ts'

interface ChosenPanelProps {
  readonly desk: ChartDesk
  readonly ref: Ref<HTMLDivElement>
  readonly close: () => void
}

/** Details of what is chosen: beside the chart, or below it where the screen is narrow, so that both can be seen. */
export function ChosenPanel({ desk, ref, close }: ChosenPanelProps) {
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const found = chosenOf(desk)
  if (!found) return null
  const content = (
    <div ref={ref} tabIndex={-1} style={{ outline: 'none' }}>
      {found.content}
    </div>
  )
  if (!isNarrow)
    return (
      <Inspector title={found.title} close={close}>
        {content}
      </Inspector>
    )
  return (
    <Below title={found.title} close={close}>
      {content}
    </Below>
  )
}

function chosenOf(desk: ChartDesk): { readonly title: ReactNode; readonly content: ReactNode } | undefined {
  const { chosen } = desk.url
  if (chosen === undefined) return undefined
  const node = desk.chart.nodes.get(chosen)
  if (node)
    return {
      title: <ValueText text={node.data.caption} />,
      content: <NodePanel key={chosen} desk={desk} node={node} />,
    }
  const bundle = bundlesOf(desk.chart).find((one) => one.id === chosen)
  if (!bundle) return undefined
  const count = bundle.edges.length
  return {
    title: count === 1 ? <Trans>1 link</Trans> : <Trans>{count} links</Trans>,
    content: <LinkPanel desk={desk} bundle={bundle} />,
  }
}

interface BelowProps {
  readonly title: ReactNode
  readonly close: () => void
  readonly children: ReactNode
}

function Below({ title, close, children }: BelowProps) {
  const { t } = useLingui()
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => {
    head.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section className={css['below']} aria-label={t`Details`}>
      <Group ref={head} justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
        <Title order={2} fz="md" className="value">
          {title}
        </Title>
        <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={t`Close the details`}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {children}
    </section>
  )
}
