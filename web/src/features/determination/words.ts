import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { DeterminationView } from '../../api/wire.ts'
import type { PanelState } from './panels-url.ts'

export type Outcome = NonNullable<DeterminationView['outcome']>
export type Vote = NonNullable<DeterminationView['votes'][number]['vote']>

export const stateWords: Readonly<Record<PanelState, MessageDescriptor>> = {
  open: msg`Sitting`,
  untold: msg`Decided, to be told`,
  told: msg`Decided and told`,
}

export const voteWords: Readonly<Record<Vote, MessageDescriptor>> = {
  identified: msg`Identified as a victim`,
  'not-identified': msg`Not identified`,
  abstains: msg`Does not vote`,
}

export const outcomeWords: Readonly<Record<Outcome, MessageDescriptor>> = {
  identified: msg`Identified as a victim`,
  'not-identified': msg`Not identified`,
}

/** Why an outcome can't be written yet, as the rules have it. */
export const hindranceWords: Readonly<Record<string, MessageDescriptor>> = {
  'two-organisations': msg`Two organisations at least have to vote`,
  'one-not-police': msg`Police, immigration and prosecutors do not carry this alone`,
  'no-majority': msg`The votes do not carry it; in doubt the presumption stands`,
  'child-needs-all': msg`Of a child every vote has to agree`,
}

/** What the person is told, beside the reasons in the officer's own words: sentences by id. */
export function toldIds(outcome: Outcome): readonly string[] {
  return [`panel.${outcome}`, 'panel.review']
}
