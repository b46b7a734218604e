import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { triageQuestions, turnWords } from '@shield/core'
import type { TriageField, Turn, Words } from '@shield/core'

import type { ArrivalAct, ListField, PersonIdentity, ProtectedRow } from '../../api/wire.ts'
import { languageName } from '../../ui/languages.ts'

export type Answers = ArrivalAct['triage']

/** Short names of the eight questions, for where the answer stands beside. */
export const fieldWords: Readonly<Record<TriageField, MessageDescriptor>> = {
  health: msg`Doctor`,
  danger: msg`Afraid`,
  age: msg`Age`,
  speaks: msg`Speaks`,
  interpreter: msg`Interpreter`,
  together: msg`Came with`,
  needs: msg`To look after`,
  wish: msg`Would like`,
}

export const interviewWords: Readonly<Record<ProtectedRow['interview'], MessageDescriptor>> = {
  none: msg`not yet heard`,
  begun: msg`begun to be heard`,
  done: msg`heard`,
}

export const standingWords: Readonly<Record<ProtectedRow['standing'], MessageDescriptor>> = {
  possible: msg`protected as a possible victim`,
  identified: msg`identified as a victim`,
  'not-identified': msg`not identified; a review can be asked for`,
}

export const actWords: Readonly<Record<string, MessageDescriptor>> = {
  arrived: msg`received`,
  triaged: msg`answers written down`,
  joined: msg`put together with others`,
  sealed: msg`identity sealed`,
  settled: msg`differing answers settled`,
}

export const nameKindWords: Readonly<Record<PersonIdentity['names'][number]['kind'], MessageDescriptor>> = {
  given: msg`as the person says it`,
  document: msg`as a document has it`,
  other: msg`another name`,
}

type PersonDocument = PersonIdentity['documents'][number]

export const documentWords: Readonly<Record<PersonDocument['kind'], MessageDescriptor>> = {
  passport: msg`Passport`,
  'identity-card': msg`Identity card`,
  'border-pass': msg`Border pass`,
  other: msg`Other document`,
}

export const holdsWords: Readonly<Record<PersonDocument['holds'], MessageDescriptor>> = {
  person: msg`the person has it`,
  authority: msg`an authority has it`,
  taken: msg`was taken away`,
  lost: msg`lost`,
  unknown: msg`not known where`,
}

export const listFieldWords: Readonly<Record<ListField, MessageDescriptor>> = {
  name: msg`Name`,
  firstName: msg`First name`,
  lastName: msg`Family name`,
  alias: msg`Another name`,
  birthDate: msg`Date of birth`,
  nationality: msg`Nationality`,
  passportNumber: msg`Passport number`,
  idNumber: msg`Number of an identity card`,
  country: msg`Who issued the document`,
  phone: msg`Telephone`,
}

/** What stands there for a question, in words of the reader; empty where it was not answered. */
export function answerWords(field: TriageField, answers: Answers, language: 'en' | 'th'): string {
  const value = answers[field]
  if (value === undefined) return ''
  if (field === 'speaks') return (answers.speaks ?? []).map((tag) => languageName(tag, language)).join(', ')
  const known: readonly { readonly value: string; readonly name: Words }[] =
    triageQuestions.find(({ id }) => id === field)?.answers ?? []
  const word = (one: string): string => known.find((answer) => answer.value === one)?.name[language] ?? one
  return Array.isArray(value) ? value.map(word).join(', ') : word(String(value))
}

export function turnName(turn: Turn, language: 'en' | 'th'): string {
  return turnWords[turn][language]
}
