import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { kinds, properties } from '@shield/core'
import { Link } from '@tanstack/react-router'

import type { LeadEnd, LeadPath, LeadRule } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './leads.module.css'

interface LeadPathProps {
  readonly path: LeadPath
  readonly rule: LeadRule
}

/** Left source → value → right source: a small picture, and every statement of it in words with source, date, grade and handling. */
export function LeadPathView({ path, rule }: LeadPathProps) {
  const { t } = useLingui()
  return (
    <figure className={css['path']} aria-label={t`Path of the lead`}>
      <PathPicture path={path} rule={rule} />
      <figcaption>
        {path.left.length > 0 ? <Ends title={t`On one side`} ends={path.left} /> : null}
        <Ends title={path.left.length > 0 ? t`On the other side` : t`Stated by`} ends={path.right} />
      </figcaption>
    </figure>
  )
}

function PathPicture({ path, rule }: LeadPathProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [left, right] = [path.left[0], path.right[0]]
  const label = say(properties[path.property].label)
  const from = left?.sourceName ?? t`what is watched`
  const to = right?.sourceName ?? ''
  const isWatch = rule !== 'shared-identifier'
  return (
    <div
      className={css['picture']}
      role="img"
      aria-label={t`From ${from} by ${label} ${path.value} to ${to}`}
    >
      <span className={css['node']} data-dashed={isWatch}>
        {left ? <KindIcon kind={left.entity.kind} size={16} /> : null}
        <ValueText text={from} />
      </span>
      <span className={css['edge']} aria-hidden />
      <span className={css['value']}>
        <span className={css['label']}>{label}</span>
        <PropertyValue property={path.property} value={path.value} />
      </span>
      <span className={css['edge']} aria-hidden />
      <span className={css['node']}>
        {right ? <KindIcon kind={right.entity.kind} size={16} /> : null}
        <ValueText text={to} />
      </span>
    </div>
  )
}

function Ends({ title, ends }: { readonly title: string; readonly ends: readonly LeadEnd[] }) {
  return (
    <>
      <Text fz="xs" fw={600} c="dimmed" mt="xs">
        {title}
      </Text>
      <ul className={css['ends']}>
        {ends.map((end) => (
          <End key={end.statement} end={end} />
        ))}
      </ul>
    </>
  )
}

function End({ end }: { readonly end: LeadEnd }) {
  const { say, span, instant } = useLanguage()
  const dates = span(end.from, end.until)
  return (
    <li>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <KindIcon kind={end.entity.kind} size={16} />
        <div>
          <Link to="/entity/$id" params={{ id: end.entity.id }}>
            <ValueText text={end.entity.caption} />
          </Link>{' '}
          <Text span fz="xs" c="dimmed">
            {say(kinds[end.entity.kind].label)}
          </Text>
          <div>
            <PropertyValue property={end.property} value={end.value} />
            {dates === '' ? null : ` · ${dates}`}
          </div>
          <Text fz="xs" c="dimmed">
            <ValueText text={end.sourceName} /> · {end.organisation} ·{' '}
            <Trans>stated {instant(end.recordedAt)}</Trans>
          </Text>
          <Group gap={6} mt={2}>
            <GradeChip grade={end.grade} />
            <MarkingBadge marking={end.marking} />
          </Group>
        </div>
      </Group>
    </li>
  )
}
