import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Tooltip, UnstyledButton } from '@mantine/core'
import { kinds } from '@shield/core'
import { IconArrowsMaximize, IconEye, IconEyeOff, IconPin, IconPinnedOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './chart.module.css'
import { useExpansionLimit } from './expansion-limit.ts'
import type { ChartNode } from './graph-model.ts'
import type { ChartDesk } from './use-chart.ts'

export interface NodeRowData {
  readonly node: ChartNode
  readonly near: number
  readonly more: number
  /** By importance, and the separate group, each where it has a column; a hidden thing has neither, one alone no group. */
  readonly place: number | 'none' | undefined
  readonly group: number | 'none' | undefined
}

interface NodeRowProps {
  readonly desk: ChartDesk
  readonly row: NodeRowData
}

export function NodeRow({ desk, row: { node, near, more, place, group } }: NodeRowProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const [limit] = useExpansionLimit()
  const { data, isHidden, isPinned } = node
  const { id, caption } = data
  const most = Math.min(limit, desk.room)
  const [pinWord, hideWord] = [
    isPinned ? t`Unpin ${caption}` : t`Pin ${caption}`,
    isHidden ? t`Show ${caption}` : t`Hide ${caption}`,
  ]
  return (
    <tr
      data-row={id}
      data-chosen={desk.url.chosen === id}
      data-hidden={isHidden}
      aria-current={desk.url.chosen === id}
    >
      <td>
        <UnstyledButton className={css['name']} onClick={() => desk.choose(id)}>
          <KindIcon kind={data.kind} />
          <ValueText text={caption} />
        </UnstyledButton>
        {desk.fresh.has(id) ? <span> · {t`new`}</span> : null}
        {isHidden ? <span> · {t`hidden`}</span> : null}
        {isPinned ? <span> · {t`pinned`}</span> : null}
      </td>
      <td className={css['narrow']}>{say(kinds[data.kind].label)}</td>
      <td className={css['figure']}>{number(near)}</td>
      <td className={css['figure']}>{number(more)}</td>
      <Figure of={place} />
      <Figure of={group} />
      <td className={css['narrow']}>
        <MarkingBadge marking={data.marking} dot />
      </td>
      <td>
        <Group gap={4} wrap="nowrap">
          <RowAct
            label={t`Expand ${caption}: at most ${most} of ${more}`}
            isOff={more === 0 || most < 1 || desk.isBusy}
            press={() => desk.expand({ of: id, limit: most })}
          >
            <IconArrowsMaximize size={16} aria-hidden />
          </RowAct>
          <RowAct label={pinWord} press={() => desk.act({ do: isPinned ? 'unpin' : 'pin', ids: [id] })}>
            {isPinned ? <IconPinnedOff size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
          </RowAct>
          <RowAct label={hideWord} press={() => desk.act({ do: isHidden ? 'show' : 'hide', ids: [id] })}>
            {isHidden ? <IconEye size={16} aria-hidden /> : <IconEyeOff size={16} aria-hidden />}
          </RowAct>
        </Group>
      </td>
    </tr>
  )
}

function Figure({ of }: { readonly of: number | 'none' | undefined }) {
  const { number } = useLanguage()
  if (of === undefined) return null
  return <td className={css['figure']}>{of === 'none' ? '–' : number(of)}</td>
}

interface RowActProps {
  readonly label: string
  readonly isOff?: boolean
  readonly press: () => void
  readonly children: ReactNode
}

function RowAct({ label, isOff = false, press, children }: RowActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        aria-disabled={isOff}
        {...(isOff ? { 'data-disabled': true } : {})}
        onClick={() => {
          if (!isOff) press()
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
