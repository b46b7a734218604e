import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { kinds, properties } from '@shield/core'
import { IconCheck, IconMinus, IconX, IconArrowsDiff } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { createContext, use, useMemo } from 'react'

import type { Pair, Profile, Statement } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { compareProfiles } from './compare-profiles.ts'
import type { Bearing, ComparedProperty, ComparedValue } from './compare-profiles.ts'
import css from './comparison.module.css'
import { PlainForm } from '../../ui/plain-form-text.tsx'

interface SidesProps {
  readonly left: Profile
  readonly right: Profile
}

/** Two side by side, property by property; what contradicts first, then what agrees. */
export function CompareTable({
  left,
  right,
  readings,
}: SidesProps & { readonly readings: Pair['readings'] }) {
  const compared = useMemo(() => compareProfiles(standing(left), standing(right)), [left, right])
  const latin = useMemo(() => new Map(readings.map((one) => [one.value, one.latin])), [readings])
  return (
    <Stack gap="xs">
      <Tally compared={compared} />
      <Readings value={latin}>
        <SideTable left={left} right={right} compared={compared} />
      </Readings>
    </Stack>
  )
}

/** Names in other scripts as they may be read in Latin letters. */
const Readings = createContext<ReadonlyMap<string, string>>(new Map())

/** What was taken back speaks neither for nor against. */
function standing(profile: Profile): readonly Statement[] {
  return profile.statements.filter((statement) => statement.retractedAt === undefined)
}

function Tally({ compared }: { readonly compared: readonly ComparedProperty<Statement>[] }) {
  const count = (bearing: Bearing): number => compared.filter((one) => one.bearing === bearing).length
  const [agree, against] = [count('agrees'), count('contradicts')]
  return (
    <Text aria-live="polite">
      <Plural value={agree} _0="Nothing agrees" one="# property agrees" other="# properties agree" />
      {' · '}
      <Plural
        value={against}
        _0="nothing contradicts"
        one="# property contradicts"
        other="# properties contradict"
      />
    </Text>
  )
}

function SideTable({
  left,
  right,
  compared,
}: SidesProps & { readonly compared: readonly ComparedProperty<Statement>[] }) {
  const { t } = useLingui()
  return (
    <table className={css['table']} aria-label={t`Two side by side`}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Property</Trans>
          </th>
          <SideHead profile={left} />
          <SideHead profile={right} />
        </tr>
      </thead>
      <tbody>
        {compared.map((one) => (
          <tr key={one.property} data-bearing={one.bearing}>
            <PropertyHead compared={one} />
            <ValueCell values={one.left} property={one.property} />
            <ValueCell values={one.right} property={one.property} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideHead({ profile }: { readonly profile: Profile }) {
  const { say } = useLanguage()
  return (
    <th scope="col">
      <Group gap={8} wrap="nowrap" align="flex-start">
        <KindIcon kind={profile.kind} size={18} />
        <div>
          <Link to="/entity/$id" params={{ id: profile.id }}>
            <ValueText text={profile.caption} strong />
          </Link>
          <Text fz="xs" c="dimmed" fw={400}>
            {say(kinds[profile.kind].label)} ·{' '}
            {[...new Set(profile.members.map((member) => member.sourceName))].join(', ')}
          </Text>
        </div>
      </Group>
    </th>
  )
}

function PropertyHead({ compared }: { readonly compared: ComparedProperty<Statement> }) {
  const { say } = useLanguage()
  return (
    <th scope="row">
      {say(properties[compared.property].label)}
      <BearingMark bearing={compared.bearing} />
    </th>
  )
}

const pictures: Record<Bearing, Icon> = {
  agrees: IconCheck,
  contradicts: IconX,
  differs: IconArrowsDiff,
  'one-sided': IconMinus,
}

function BearingMark({ bearing }: { readonly bearing: Bearing }) {
  const Picture = pictures[bearing]
  const words = {
    agrees: <Trans>agrees</Trans>,
    contradicts: <Trans>contradicts</Trans>,
    differs: <Trans>differs</Trans>,
    'one-sided': <Trans>one side only</Trans>,
  }[bearing]
  return (
    <span className={css['bearing']} data-bearing={bearing}>
      <Picture size={14} stroke={2.2} aria-hidden />
      {words}
    </span>
  )
}

function LatinReading({ value }: { readonly value: string }) {
  const latin = use(Readings).get(value)
  return latin === undefined ? null : (
    <Text component="span" fz="sm" c="dimmed" ms={8} lang="en">
      {latin} <Trans>(read by machine)</Trans>
    </Text>
  )
}

interface ValueCellProps {
  readonly values: readonly ComparedValue<Statement>[]
  readonly property: Statement['property']
}

const shownValues = 12

function ValueCell({ values, property }: ValueCellProps) {
  const left = values.length - shownValues
  return (
    <td>
      {values.length === 0 ? (
        <Text fz="sm" c="dimmed">
          <Trans>nothing known</Trans>
        </Text>
      ) : null}
      {values.slice(0, shownValues).map(({ row, isShared }) => (
        <div key={row.key} className={css['value']} data-shared={isShared}>
          <div>
            {isShared ? (
              <>
                <IconCheck size={14} stroke={2.2} aria-hidden />{' '}
                <span className="hidden-text">
                  <Trans>shared:</Trans>
                </span>
              </>
            ) : null}
            <PropertyValue property={property} value={row.value} />
            <PlainForm property={property} value={row.value} norm={row.norm} />
            <LatinReading value={row.value} />
          </div>
          <Group gap={4}>
            {row.grades.map((grade) => (
              <GradeChip key={grade} grade={grade} />
            ))}
            <Text fz="xs" c="dimmed">
              {[...new Set(row.statements.map((statement) => statement.sourceName))].join(', ')}
            </Text>
            {row.statements[0] ? <MarkingBadge marking={row.statements[0].marking} dot /> : null}
          </Group>
        </div>
      ))}
      {left > 0 ? (
        <Text fz="xs" c="dimmed">
          <Plural value={left} one="and # more" other="and # more" />
        </Text>
      ) : null}
    </td>
  )
}
