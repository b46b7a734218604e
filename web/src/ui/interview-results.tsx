import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import type { IndicatorSet } from '@shield/core'
import { useQuery } from '@tanstack/react-query'

import { resultQuery } from '../api/care.ts'
import type { InterviewResult, InterviewView } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import css from './care.module.css'
import { indicatorName, textIn } from './indicator-names.ts'
import own from './interview-results.module.css'
import { Loaded } from './states.tsx'

interface InterviewResultsProps {
  readonly interview: InterviewView
  readonly sets: readonly IndicatorSet[]
}

/** By each set, side by side: which dimensions its rule finds spoken of, and the answers behind each. No total, no verdict. */
export function InterviewResults({ interview, sets }: InterviewResultsProps) {
  const { t } = useLingui()
  const found = useQuery(resultQuery(interview.id))
  return (
    <section className={css['panel']} aria-label={t`What the sets make of the answers`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>What the sets make of the answers</Trans>
        </Title>
        <Text>
          <Trans>
            This is no verdict and no score. A set says which of its dimensions were spoken of; people decide,
            in a panel.
          </Trans>
        </Text>
        <Loaded of={found}>
          {({ results }) => (
            <>
              <div className={own['sides']}>
                {results.map((result) => (
                  <Side key={result.set} result={result} sets={sets} />
                ))}
              </div>
              <Recorded interview={interview} sets={sets} />
            </>
          )}
        </Loaded>
      </Stack>
    </section>
  )
}

interface SideProps {
  readonly result: InterviewResult
  readonly sets: readonly IndicatorSet[]
}

function Side({ result, sets }: SideProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const set = sets.find(({ id }) => id === result.set)
  const conclusions = (set?.conclusions ?? []).filter(({ id }) => result.conclusions.includes(id))
  return (
    <section className={own['side']} aria-label={set ? textIn(set.name, language) : result.set}>
      <div>
        <Title order={3} fz="md">
          {set ? textIn(set.name, language) : result.set}
        </Title>
        <Text className={css['soft'] ?? ''}>
          {result.standing === 'published' ? t`Published set` : t`A proposal, not yet agreed on`} ·{' '}
          {t`version ${result.version}`} ·{' '}
          {result.profile === 'child' ? t`counted as for a child` : t`counted as for an adult`}
        </Text>
      </div>
      {conclusions.length > 0 ? (
        <ul>
          {conclusions.map(({ id, name }) => (
            <li key={id}>{textIn(name, language)}</li>
          ))}
        </ul>
      ) : (
        <Text>
          <Trans>By this set nothing more follows from what was said so far.</Trans>
        </Text>
      )}
      <Text>
        {result.isPresumed ? (
          <Trans>The person is to be protected as a possible victim from now on.</Trans>
        ) : (
          <Trans>The person stays presumed a possible victim until a panel has decided.</Trans>
        )}
      </Text>
      {result.dimensions.map((dimension) => (
        <Dimension key={dimension.dimension} dimension={dimension} set={set} sets={sets} />
      ))}
    </section>
  )
}

const strengths = [
  ['strong', msg`Strong signs`],
  ['medium', msg`Medium signs`],
  ['weak', msg`Weak signs`],
] as const

interface DimensionProps {
  readonly dimension: InterviewResult['dimensions'][number]
  readonly set: IndicatorSet | undefined
  readonly sets: readonly IndicatorSet[]
}

function Dimension({ dimension, set, sets }: DimensionProps) {
  const { t } = useLingui()
  const { language, number } = useLanguage()
  const name = set?.dimensions.find(({ id }) => id === dimension.dimension)?.name
  const [open, unsaid] = [dimension.open.length, dimension.unsaid.length]
  return (
    <div className={own['dimension']}>
      <Text fw={600}>{name ? textIn(name, language) : dimension.dimension}</Text>
      <Text>
        {dimension.isPositive ? (
          <Trans>Spoken of, by the rule of this set</Trans>
        ) : (
          <Trans>Not spoken of enough for the rule; that says nothing about what happened</Trans>
        )}
      </Text>
      {strengths.map(([strength, words]) =>
        dimension[strength].length === 0 ? null : (
          <div key={strength}>
            <Text className={css['soft'] ?? ''}>{t(words)}</Text>
            <Codes ids={dimension[strength]} sets={sets} />
          </div>
        ),
      )}
      {unsaid === 0 ? null : (
        <details>
          <summary>{t`${number(unsaid)} not known or not said: no “no”`}</summary>
          <Codes ids={dimension.unsaid} sets={sets} />
        </details>
      )}
      {open === 0 ? null : (
        <details>
          <summary>{t`${number(open)} not asked or put off`}</summary>
          <Codes ids={dimension.open} sets={sets} />
        </details>
      )}
    </div>
  )
}

function Codes({ ids, sets }: { readonly ids: readonly string[]; readonly sets: readonly IndicatorSet[] }) {
  const { language } = useLanguage()
  return (
    <ul>
      {ids.map((id) => (
        <li key={id}>
          {indicatorName(sets, id, language)} <span className={css['soft']}>{id}</span>
        </li>
      ))}
    </ul>
  )
}

/** What was written down and is never counted, said so. */
function Recorded({ interview, sets }: InterviewResultsProps) {
  const { language } = useLanguage()
  const notes = sets.flatMap((set) => set.contraInformation)
  const recorded = notes.filter(({ id }) =>
    interview.answers.some(({ indicator, value }) => indicator === id && value === 'yes'),
  )
  if (recorded.length === 0) return null
  return (
    <div>
      <Title order={3} fz="md">
        <Trans>Recorded, and not counted by any set</Trans>
      </Title>
      <ul>
        {recorded.map(({ id, name, note }) => (
          <li key={id}>
            {textIn(name, language)} <Text className={css['soft'] ?? ''}>{textIn(note, language)}</Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
