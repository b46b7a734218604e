import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { createContext, use, useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { createPortal } from 'react-dom'

import css from './inspector.module.css'
import { useInspectorWidth } from './preference.ts'

interface Slot {
  readonly element: HTMLElement | null
  readonly setOpen: (open: boolean) => void
}

export const InspectorSlot = createContext<Slot>({ element: null, setOpen: () => undefined })

interface InspectorProps {
  readonly title: ReactNode
  readonly close: () => void
  readonly children: ReactNode
}

/**
 * The panel on the right that shows the chosen thing. A screen renders it while something is chosen;
 * what is chosen belongs to the screen's URL, so that back and a sent link bring it again.
 */
export function Inspector({ title, close, children }: InspectorProps) {
  const { t } = useLingui()
  const { element, setOpen } = use(InspectorSlot)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    setOpen(true)
    return () => setOpen(false)
  }, [setOpen])
  if (!element) return null
  return createPortal(
    <div
      onKeyDown={(event) => {
        // A dialog or popover opened from here lies elsewhere in the page, and its Escape is its own.
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Element)) close()
      }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" className={css['head'] ?? ''}>
        <Title order={2} fz="md" ref={heading} className="value">
          {title}
        </Title>
        <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={t`Close the details`}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <div className={css['body']}>{children}</div>
    </div>,
    element,
  )
}

/** The place in the shell; its left edge is moved by mouse or by the arrow keys. */
export function InspectorPlace({
  open,
  take,
}: {
  readonly open: boolean
  readonly take: (element: HTMLElement | null) => void
}) {
  const { t } = useLingui()
  const [width, setWidth] = useInspectorWidth()
  return (
    <aside
      className={css['place']}
      data-open={open}
      aria-label={t`Details`}
      style={open ? { width } : undefined}
      data-no-print={open ? undefined : ''}
    >
      <Edge width={width} setWidth={setWidth} />
      <div ref={take} className={css['content']} />
      {open ? null : (
        <span hidden>
          <Trans>Nothing chosen</Trans>
        </span>
      )}
    </aside>
  )
}

function Edge({ width, setWidth }: { readonly width: number; readonly setWidth: (width: number) => void }) {
  const { t } = useLingui()
  const step = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') setWidth(width + 24)
    if (event.key === 'ArrowRight') setWidth(width - 24)
  }
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setWidth(window.innerWidth - event.clientX)
  }
  return (
    <div
      className={css['edge']}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t`Width of the details`}
      aria-valuemin={280}
      aria-valuemax={720}
      aria-valuenow={width}
      onKeyDown={step}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  )
}
