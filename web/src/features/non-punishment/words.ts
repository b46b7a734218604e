import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { FindingState, OffenceResult, PunishmentOutcome } from '@shield/core'

export const stateWords: Readonly<Record<FindingState, MessageDescriptor>> = {
  found: msg`to be assessed`,
  assessing: msg`being assessed`,
  assessed: msg`the authority is to answer`,
  reported: msg`reported as ended, to be seen`,
  refused: msg`refused by the authority`,
  done: msg`ended, and seen to have`,
}

export const resultWords: Readonly<Record<OffenceResult, MessageDescriptor>> = {
  'to-be-dropped': msg`Linked to what was done to the person: to be dropped`,
  'not-linked': msg`Not linked to it`,
  undecided: msg`Undecided: more is needed`,
}

export const outcomeWords: Readonly<Record<PunishmentOutcome, MessageDescriptor>> = {
  released: msg`Released from custody`,
  'charge-withdrawn': msg`Charge withdrawn`,
  'fine-waived': msg`Fine waived or paid back`,
  'bar-lifted': msg`Taken off the list`,
  'sentence-lifted': msg`Sentence lifted`,
  'removal-stopped': msg`Removal stopped`,
  refused: msg`Refused, with a reason`,
}

export const sourceWords: Readonly<Record<'report' | 'list' | 'record', MessageDescriptor>> = {
  report: msg`said by those who care`,
  list: msg`a list of an authority`,
  record: msg`a record of an agency of this node`,
}

export const stepWords: Readonly<Record<string, MessageDescriptor>> = {
  offence: msg`offence written`,
  assess: msg`offence assessed`,
  second: msg`looked at by the second person`,
  outcome: msg`outcome reported`,
  follow: msg`looked whether it is so`,
  ask: msg`those who care were asked`,
  chase: msg`the clock had run out: reminded`,
  report: msg`those who care said so too`,
}
