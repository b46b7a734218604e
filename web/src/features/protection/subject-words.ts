import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { Correction, GlassUse, SeekPerson, Sought, SubjectFile } from '../../api/wire.ts'

type Said<T extends string> = Readonly<Record<T, MessageDescriptor>>

export const heldWords: Said<SubjectFile['held'][number]['kind']> = {
  arrival: msg`Answers at arrival`,
  identity: msg`Who the person is (sealed)`,
  interview: msg`Interviews`,
  consent: msg`What was agreed to`,
  share: msg`Who was let in`,
  determination: msg`Panels`,
  correction: msg`What the person said is wrong`,
  plan: msg`Plan of care`,
  referral: msg`Referrals to others who help`,
  stay: msg`Nights in a house`,
  certificate: msg`Health certificates`,
  money: msg`Wages and compensation`,
  testimony: msg`Early testimony`,
  contact: msg`How the person is reached`,
  return: msg`The way home`,
  'hand-over': msg`Hand-over on the way home`,
  'follow-up': msg`Questions after the return`,
  finding: msg`Punishments that are looked into`,
}

export const referralWords: Said<SubjectFile['care']['referrals'][number]['state']> = {
  prepared: msg`prepared, not sent`,
  waiting: msg`not answered yet`,
  accepted: msg`they help`,
  declined: msg`they can’t help`,
  done: msg`done`,
  'taken-back': msg`taken back`,
  withdrawn: msg`the agreement was taken back`,
  expired: msg`the agreement ran out`,
}

export const followWords: Said<NonNullable<SubjectFile['returns'][number]['followUps'][number]['outcome']>> =
  {
    well: msg`well`,
    'needs-help': msg`needs help`,
    'not-reached': msg`not reached`,
    'not-wanted': msg`did not want to be asked`,
    'exploited-again': msg`exploited again`,
  }

/** Where a punishment stands, for the person it concerns: between being found and decided it is looked into. */
export const findingStateWords: Said<SubjectFile['findings'][number]['state']> = {
  found: msg`is looked into`,
  assessing: msg`is looked into`,
  assessed: msg`the authority was asked to end it`,
  reported: msg`the authority says it has ended; this is checked`,
  refused: msg`the authority refused`,
  done: msg`has ended`,
}

export const findingOutcomeWords: Said<NonNullable<SubjectFile['findings'][number]['outcome']>> = {
  released: msg`released from custody`,
  'charge-withdrawn': msg`charge withdrawn`,
  'fine-waived': msg`fine waived or paid back`,
  'bar-lifted': msg`taken off the list`,
  'sentence-lifted': msg`sentence lifted`,
  'removal-stopped': msg`removal stopped`,
  refused: msg`not ended`,
}

export const becauseWords: Said<SubjectFile['holders'][number]['because']> = {
  cares: msg`cares for the person`,
  agreed: msg`the person agreed`,
  ground: msg`on another legal ground`,
}

export const lookWords: Said<SubjectFile['looks'][number]['kind']> = {
  read: msg`looked`,
  opened: msg`opened what is sealed`,
  changed: msg`wrote something down`,
  emergency: msg`looked in an emergency`,
}

export const standingWords: Said<SubjectFile['standing']> = {
  possible: msg`under protection until it is decided`,
  identified: msg`identified`,
  'not-identified': msg`not identified`,
}

export const aboutWords: Said<Correction['about']> = {
  identity: msg`Name, birth, document or telephone`,
  arrival: msg`Answers at arrival`,
  interview: msg`What was told in an interview`,
  consent: msg`What was agreed to`,
  determination: msg`A decision`,
  care: msg`Help, house, health or money`,
  return: msg`The way home`,
  finding: msg`A punishment`,
  other: msg`Something else`,
}

export const outcomeWords: Said<NonNullable<Correction['outcome']>> = {
  accepted: msg`the person is right`,
  partly: msg`partly right`,
  refused: msg`it stays as it is`,
}

export const glassFieldWords: Said<GlassUse['fields'][number]> = {
  names: msg`Names`,
  born: msg`Birth`,
  documents: msg`Documents`,
  phones: msg`Telephones`,
  needs: msg`Health, danger and special needs`,
}

export const dangerWords: Said<GlassUse['danger']> = {
  life: msg`Danger to life`,
  health: msg`A doctor has to know`,
  child: msg`A child is missing or alone`,
  abduction: msg`Somebody is taken away`,
}

export const resultWords: Said<NonNullable<GlassUse['result']>> = {
  justified: msg`justified`,
  'not-justified': msg`not justified`,
  misuse: msg`misused: goes to the disciplinary authority`,
}

export const seekWhyWords: Said<SeekPerson['why']> = {
  'came-again': msg`may have come out before`,
  'asked-for-help': msg`asks for help and says they are known`,
  'handed-over': msg`is handed over by another agency`,
  'family-asks': msg`the family asks, and the person agreed`,
}

export const seekFitWords: Said<Sought['found'][number]['fits'][number]> = {
  document: msg`the document fits`,
  phone: msg`the telephone fits`,
  name: msg`name and year fit`,
}
