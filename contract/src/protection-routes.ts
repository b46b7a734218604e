import { Type } from 'typebox'

import { ArrivalListFile, ArrivalListOutcome, ArrivalListPreview, TakeArrivalList } from './arrival-list.ts'
import {
  ArrivalAct,
  ArrivalOutcome,
  ArrivalPlace,
  ByCode,
  MakeArrival,
  PersonIdentity,
  ProtectedPerson,
  ProtectedQuery,
  ProtectedRow,
  SettleConflicts,
} from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Page, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

/** From a person at the bridge: arrivals, whose turn it is, and the sealed identity. */
export const protectionRoutes = {
  arrivalList: route('arrivalList', {
    summary: 'Places where people arrive, newest first',
    reply: Strict({
      items: Type.Array(ArrivalPlace),
      /** Social services and shelters of this node: who may work at a board. */
      helpers: Type.Array(Strict({ code: Type.String(), name: Words })),
      can: Can,
    }),
  }),
  arrivalMake: route('arrivalMake', {
    summary: 'Open a board for people who arrive at a place',
    body: MakeArrival,
    reply: ArrivalPlace,
  }),
  arrivalRead: route('arrivalRead', {
    summary: 'One board: how many, whose turn, who was not heard yet',
    params: ById,
    reply: ArrivalPlace,
  }),
  arrivalEnd: route('arrivalEnd', {
    summary: 'Nobody more arrives here',
    params: ById,
    reply: ArrivalPlace,
  }),
  arrivalCodes: route('arrivalCodes', {
    summary: 'Random codes for wristbands',
    params: ById,
    body: Strict({ count: Type.Integer({ minimum: 1, maximum: 600 }) }),
    reply: Strict({ codes: Type.Array(PersonCode) }),
  }),
  arrivalAdd: route('arrivalAdd', {
    summary: 'Acts of one hand at the board, in their order; each is done once however often it is sent',
    params: ById,
    body: Strict({ acts: Type.Array(ArrivalAct, { minItems: 1, maxItems: 100 }) }),
    reply: Strict({ outcomes: Type.Array(ArrivalOutcome) }),
  }),
  arrivalListPreview: route('arrivalListPreview', {
    summary: 'What of a list of an authority or organisation would be taken; nothing of it is kept',
    params: ById,
    body: ArrivalListFile,
    reply: ArrivalListPreview,
  }),
  arrivalListTake: route('arrivalListTake', {
    summary:
      'Each line of a list becomes a person with a sealed identity; the same list again makes nobody twice',
    params: ById,
    body: TakeArrivalList,
    reply: ArrivalListOutcome,
  }),
  protectedList: route('protectedList', {
    summary: 'People in protection by whose turn it is; codes, never names',
    query: ProtectedQuery,
    reply: Page(ProtectedRow),
  }),
  protectedRead: route('protectedRead', {
    summary: 'One person by the code, without the identity',
    params: ByCode,
    reply: ProtectedPerson,
  }),
  protectedSettle: route('protectedSettle', {
    summary: 'Settle answers of two hands that differ, field by field',
    params: ByCode,
    body: SettleConflicts,
    reply: ProtectedPerson,
  }),
  protectedIdentity: route('protectedIdentity', {
    summary: 'Seal what is known of who the person is; earlier versions stay sealed',
    params: ByCode,
    body: Strict({ identity: PersonIdentity }),
    reply: ProtectedPerson,
  }),
  protectedOpen: route('protectedOpen', {
    summary: 'Open the identity, for a reason that is kept',
    params: ByCode,
    body: Strict({ reason: Reason }),
    reply: Strict({ identity: PersonIdentity, sealedAt: Type.String(), erasedBefore: Type.Boolean() }),
  }),
} as const
