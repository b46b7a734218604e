import { useLingui } from '@lingui/react/macro'
import {
  claimKinds,
  contactChannels,
  gateWords,
  goalStates,
  interviewFitness,
  moneyStages,
  outcomeWords,
  punishmentWords,
  serviceKinds,
  stageWords,
  stateWords,
  stayEnds,
  testimonyStates,
  trackWords,
  travelFitness,
} from '@shield/core'

import type { SubjectFile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { findingOutcomeWords, findingStateWords, followWords, referralWords } from './subject-words.ts'

/** What is done for a person, line by line, by the sections of the paper: the screen and the sheet say the same. */
export interface Done {
  readonly care: readonly string[]
  readonly home: readonly string[]
  readonly punished: readonly string[]
}

export function useDone(file: SubjectFile): Done {
  const care = useCareLines(file)
  const home = useHomeLines(file)
  const punished = usePunishedLines(file)
  return { care, home, punished }
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ')

function useCareLines({ care }: SubjectFile): readonly string[] {
  const { t } = useLingui()
  const { say, instant, when } = useLanguage()
  const until = (day: string): string => t`until ${when(day)}`
  return [
    ...care.goals.map(({ need, state, at }) =>
      joined(say(serviceKinds[need]), say(goalStates[state]), instant(at)),
    ),
    ...care.referrals.map(({ kind, to, state, at }) =>
      joined(say(serviceKinds[kind]), say(to), t(referralWords[state]), instant(at)),
    ),
    ...care.stays.map(({ organisation, inAt, outAt, outTo }) =>
      joined(
        t`Stayed in a house of ${say(organisation)}`,
        t`since ${instant(inAt)}`,
        outAt && t`until ${instant(outAt)}`,
        outTo && say(stayEnds[outTo]),
      ),
    ),
    ...care.certificates.map((one) =>
      joined(say(travelFitness[one.travel]), say(interviewFitness[one.interview]), until(one.validUntil)),
    ),
    ...care.claims.flatMap(({ what, entries }) =>
      entries.length === 0
        ? [say(claimKinds[what])]
        : entries.map(({ stage, amount, currency, on }) =>
            joined(say(claimKinds[what]), say(moneyStages[stage]), `${amount} ${currency}`, when(on)),
          ),
    ),
    ...care.testimony.map(({ state, at }) =>
      joined(t`Early testimony`, say(testimonyStates[state]), instant(at)),
    ),
    ...(care.contact?.rules
      ? [
          joined(
            t`How to be reached`,
            care.contact.rules.channels.map((channel) => say(contactChannels[channel])).join(', '),
            care.contact.rules.neverCall ? t`Never call` : undefined,
          ),
        ]
      : []),
  ]
}

function useHomeLines({ returns }: SubjectFile): readonly string[] {
  const { t } = useLingui()
  const { say, instant, when, country } = useLanguage()
  return returns.flatMap((one) => [
    joined(
      one.outcome ? say(outcomeWords[one.outcome]) : say(stageWords[one.stage]),
      one.destination && country(one.destination),
      instant(one.endedAt ?? one.openedAt),
    ),
    ...one.tracks.map(({ track, state, since, until }) =>
      joined(
        `${say(trackWords[track])}: ${say(stateWords(track, state))}`,
        instant(since),
        until && t`until ${when(until)}`,
      ),
    ),
    ...(one.missing.length === 0
      ? []
      : [
          t`Before the journey is still needed: ${one.missing.map((gate) => say(gateWords[gate])).join(', ')}`,
        ]),
    ...one.overridden.map((gate) => t`Opened by two people without it: ${say(gateWords[gate])}`),
    ...(one.handedOverAt === undefined ? [] : [t`Handed over ${instant(one.handedOverAt)}`]),
    ...(one.receivedAt === undefined ? [] : [t`Received ${instant(one.receivedAt)}`]),
    ...one.followUps.map(({ day, dueAt, outcome, at }) =>
      joined(t`After ${day} days`, outcome ? t(followWords[outcome]) : t`to be asked`, instant(at ?? dueAt)),
    ),
  ])
}

function usePunishedLines({ findings }: SubjectFile): readonly string[] {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return findings.map(({ punishment, state, outcome, since }) =>
    joined(
      say(punishmentWords[punishment]),
      t(findingStateWords[state]),
      outcome && t(findingOutcomeWords[outcome]),
      t`since ${instant(since)}`,
    ),
  )
}
