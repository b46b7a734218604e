import { Plural, Trans } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { IconArrowsDiff, IconEqual, IconShieldDown, IconShieldUp } from '@tabler/icons-react'

import type { MarkingPreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { HandlingDiff } from './handling-diff.tsx'
import css from './handling.module.css'

type Weighed = Omit<MarkingPreview, 'secondPerson' | 'because'>

interface HandlingOutcomeProps {
  readonly weighed: Weighed
  readonly waits: boolean
}

/** What a change of handling does, in words: how it weighs, what moves, who can read it before and after. */
export function HandlingOutcome({ weighed, waits }: HandlingOutcomeProps) {
  return (
    <Stack gap="sm" className={css['outcome'] ?? ''}>
      <WeightLine weight={weighed.weight} waits={waits} />
      {weighed.weight === 'equal' ? null : <HandlingDiff blocks={weighed.blocks} />}
      <Text fz="sm">
        <Plural value={weighed.counts.records} one="# record" other="# records" />
        {' · '}
        <Plural value={weighed.counts.statements} one="# value" other="# values" />
        {' · '}
        <Plural value={weighed.counts.links} one="# link" other="# links" />
        {' · '}
        <Plural value={weighed.counts.entities} one="of # thing" other="of # things" />
      </Text>
      <Readers weighed={weighed} />
    </Stack>
  )
}

function WeightLine({ weight, waits }: { readonly weight: Weighed['weight']; readonly waits: boolean }) {
  const Picture = {
    equal: IconEqual,
    stricter: IconShieldUp,
    looser: IconShieldDown,
    mixed: IconArrowsDiff,
  }[weight]
  const words = {
    equal: <Trans>Nothing changes yet</Trans>,
    stricter: <Trans>Stricter: done at once. Going back asks a second person.</Trans>,
    looser: waits ? (
      <Trans>Looser: it waits until a second person of the owner agrees.</Trans>
    ) : (
      <Trans>Looser than before</Trans>
    ),
    mixed: waits ? (
      <Trans>
        Stricter in one part, looser in another: it waits until a second person of the owner agrees.
      </Trans>
    ) : (
      <Trans>Stricter in one part, looser in another</Trans>
    ),
  }[weight]
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Picture size={20} aria-hidden className={css['weight']} data-waits={waits} />
      <Text fw={600}>{words}</Text>
    </Group>
  )
}

function Readers({ weighed }: { readonly weighed: Weighed }) {
  const { say, number } = useLanguage()
  const names = (of: Weighed['readers']): string => of.map((one) => say(one.name)).join(' · ')
  const keep = weighed.readers.filter((one) => one.before && one.after)
  const lose = weighed.readers.filter((one) => one.before && !one.after)
  const gain = weighed.readers.filter((one) => !one.before && one.after)
  const { before, after } = weighed.colleagues
  return (
    <dl className={css['readers']}>
      <dt>
        <Trans>Can read it, if cleared</Trans>
      </dt>
      <dd>{keep.length === 0 ? <Trans>nobody</Trans> : names(keep)}</dd>
      {lose.length === 0 ? null : (
        <>
          <dt>
            <Trans>No longer</Trans>
          </dt>
          <dd data-change="lose">{names(lose)}</dd>
        </>
      )}
      {gain.length === 0 ? null : (
        <>
          <dt>
            <Trans>Newly</Trans>
          </dt>
          <dd data-change="gain">{names(gain)}</dd>
        </>
      )}
      <dt>
        <Trans>People of your agency</Trans>
      </dt>
      <dd>
        {before === after ? (
          <Plural value={after} one="# person, as now" other="# people, as now" />
        ) : (
          <Trans>
            {number(before)} now, {number(after)} after
          </Trans>
        )}
      </dd>
    </dl>
  )
}
