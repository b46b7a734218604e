import { consentPurposeNames, consentRestrictions, legalBases } from '@shield/core'
import type { ConsentRestriction } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { OrganisationHere } from './consent.ts'
import { InterviewView, StandingAnswer } from './interview.ts'
import { OfflineRules } from './offline-rules.ts'
import { ArrivalPlace, ProtectedRow } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'
import { AloudText, AskedSet } from './words.ts'

const Device = Strict({
  /** As the people who use it call it. */
  device: Type.String({ minLength: 2, maxLength: 60 }),
  /** SHA-256 of a secret that the device made and keeps, base64url: with the secret it asks whether it is to be wiped. */
  proof: Type.String({ minLength: 43, maxLength: 43 }),
})

/** People whom somebody can name at once to hear them without a network. */
export const mostHeard = 20

/** Somebody whom the holder hears: what they have told so far, and what they agreed to and do not want. No word of theirs, no name. */
const HeardPerson = Strict({
  code: PersonCode,
  answers: Type.Array(StandingAnswer),
  /** What holds now. */
  agreed: Type.Array(
    Strict({
      purpose: OneOf(consentPurposeNames),
      recipients: Type.Array(Type.String()),
      basis: OneOf(['consent', ...legalBases] as const),
      expiresAt: Type.Optional(Instant),
      /** False of a child as long as guardian and child have not both agreed. */
      opens: Type.Boolean(),
      /** A guardian and the child have both agreed: it opens also when it turns out to be a child. */
      ofGuardian: Type.Optional(Type.Boolean()),
    }),
  ),
  restrictions: Type.Array(OneOf(Object.keys(consentRestrictions) as ConsentRestriction[])),
})

/** What a device carries: codes and what help is needed. Never a name: names go in, and don't come out. */
const PackContents = Strict({
  id: Id,
  kind: OneOf(['arrival', 'interview'] as const),
  device: Type.String(),
  holder: Strict({ id: Id, name: Words }),
  takenAt: Instant,
  expiresAt: Instant,
  /** The node's clock when it answered: the device reckons by it. */
  now: Instant,
  rules: OfflineRules,
  arrival: Type.Optional(ArrivalPlace),
  people: Type.Array(ProtectedRow),
  /** At the board, and not in the pack. */
  leftOut: Type.Integer(),
  /** Interviews of the holder that go on. */
  interviews: Type.Array(InterviewView),
  /** Those of the people whom the holder hears: who has begun with them, or named them when the pack was taken. */
  heard: Type.Array(HeardPerson),
  /** Of a pack of people who are heard: whom an agreement may name, and the questions in the languages of these people. */
  organisations: Type.Array(OrganisationHere),
  sets: Type.Array(AskedSet),
  /** What is read out, in every language there is. */
  aloud: Strict({ version: Type.String(), items: Type.Array(AloudText) }),
})
export type PackContents = Static<typeof PackContents>

export const PackRow = Strict({
  id: Id,
  kind: OneOf(['arrival', 'interview'] as const),
  device: Type.String(),
  holder: Words,
  /** Where the reader works at the board. */
  arrival: Type.Optional(Strict({ id: Id, site: Type.String() })),
  people: Type.Optional(Type.Integer()),
  takenAt: Instant,
  expiresAt: Instant,
  /** When the device last asked. */
  seenAt: Instant,
  state: OneOf(['out', 'ordered', 'wiped', 'expired'] as const),
  ordered: Type.Optional(Strict({ at: Instant, by: Words })),
  wipedAt: Type.Optional(Instant),
  can: Can,
})
export type PackRow = Static<typeof PackRow>

/** People carried on a device: taken, renewed, listed, wiped on order. */
export const offlineRoutes = {
  packTake: route('packTake', {
    summary: 'Take a board along on a device, to work without a network',
    params: ById,
    body: Device,
    reply: PackContents,
  }),
  packTakeHeard: route('packTakeHeard', {
    summary: 'Take along the people whose interviews one has begun, and those whom one names to hear',
    body: Strict({
      ...Device.properties,
      codes: Type.Optional(Type.Array(PersonCode, { maxItems: mostHeard, uniqueItems: true })),
    }),
    reply: PackContents,
  }),
  packRenew: route('packRenew', {
    summary: 'What stands there now, and the time anew',
    params: ById,
    reply: PackContents,
  }),
  packList: route('packList', {
    summary: 'Devices of the own organisation that carry people, the newest 200',
    reply: Strict({ items: Type.Array(PackRow), rules: OfflineRules }),
  }),
  packWipe: route('packWipe', {
    summary: 'Have a device wiped when it next asks',
    params: ById,
    reply: PackRow,
  }),
  deviceContact: route('deviceContact', {
    summary: 'What a device that carries people asks before anybody signs in: is it to be wiped?',
    body: Strict({
      pack: Id,
      /** Made by the device; it opens nothing. */
      secret: Type.String({ minLength: 20, maxLength: 100 }),
      /** The device has nothing of the pack any more. */
      wiped: Type.Boolean(),
    }),
    reply: Strict({ order: OneOf(['keep', 'wipe'] as const), now: Instant, expiresAt: Instant }),
  }),
} as const
