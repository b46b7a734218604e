import { gateNames, returnOutcomes, trackNames } from '@shield/core'
import { Type } from 'typebox'

import { ByCode } from './protection.ts'
import {
  ConsularAnswer,
  ConsularIdentity,
  ConsularMatter,
  FollowUp,
  MakeBatch,
  Manifest,
  MoveReturn,
  ReceivePerson,
  ReleasePerson,
  ReturnBatch,
  ReturnBatchView,
  ReturnBoard,
  ReturnQuery,
  ReturnRow,
  ReturnView,
} from './returns.ts'
import { route } from './route.ts'
import { ById, Id, Nothing, OneOf, Page, PageQuery, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })
const organisation = Type.String({ minLength: 2, maxLength: 40 })

/** The way home: tracks, gates, batches, receipts, and what embassies are asked. */
export const returnsRoutes = {
  returnBoard: route('returnBoard', {
    summary: 'How many people stand where on their way home, and what stops them',
    reply: ReturnBoard,
  }),
  returnList: route('returnList', {
    summary: 'Returns, what is due first at the top; codes, never names',
    query: ReturnQuery,
    reply: Page(ReturnRow),
  }),
  returnOpen: route('returnOpen', {
    summary: 'Begin to prepare a return, if the person wants one; to stay is as good an end',
    params: ByCode,
    body: Strict({ id: Id, destination: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })) }),
    reply: ReturnView,
  }),
  returnRead: route('returnRead', {
    summary: 'One return: tracks, gates, what is missing and whose turn it is',
    params: ById,
    reply: ReturnView,
  }),
  returnMove: route('returnMove', {
    summary: 'Bring one track to another state; what stood before stays in the history',
    params: ById,
    body: MoveReturn,
    reply: ReturnView,
  }),
  returnOwner: route('returnOwner', {
    summary: 'Whose turn a track is',
    params: ById,
    body: Strict({ track: OneOf(trackNames), organisation }),
    reply: ReturnView,
  }),
  returnOverrideAsk: route('returnOverrideAsk', {
    summary: 'Ask a second person to let somebody through a closed gate; it stays on record for ever',
    params: ById,
    body: Strict({ id: Id, gate: OneOf(gateNames), reason: Reason }),
    reply: ReturnView,
  }),
  returnOverrideAnswer: route('returnOverrideAnswer', {
    summary: 'Agree to an override as the second person, or refuse it',
    params: ById,
    body: Strict({ agrees: Type.Boolean(), reason: Reason }),
    reply: ReturnView,
  }),
  returnCheck: route('returnCheck', {
    summary:
      'Ask the vault blindly whether this person was here before; told only as far as the asker may see',
    params: ById,
    body: Because,
    reply: ReturnView,
  }),
  returnRelease: route('returnRelease', {
    summary: 'Sign that the person and what goes with them is handed over',
    params: ById,
    body: ReleasePerson,
    reply: ReturnView,
  }),
  returnReceive: route('returnReceive', {
    summary: 'Sign what was received, and what differs',
    params: ById,
    body: ReceivePerson,
    reply: ReturnView,
  }),
  returnFollow: route('returnFollow', {
    summary: 'How somebody is at home',
    params: ById,
    body: FollowUp,
    reply: ReturnView,
  }),
  returnEnd: route('returnEnd', {
    summary: 'Bring a return to its end',
    params: ById,
    body: Strict({ outcome: OneOf(returnOutcomes), reason: Reason }),
    reply: ReturnView,
  }),
  returnAskEmbassy: route('returnAskEmbassy', {
    summary: 'Ask the own embassy of a person, on the ground of what the person agreed to',
    params: ById,
    body: Strict({ id: Id, organisation }),
    reply: ReturnView,
  }),
  batchList: route('batchList', {
    summary: 'Journeys of several people, the latest first',
    query: Strict(PageQuery),
    reply: Page(ReturnBatch),
  }),
  batchMake: route('batchMake', { summary: 'Plan a journey', body: MakeBatch, reply: ReturnBatchView }),
  batchRead: route('batchRead', {
    summary: 'Who travels, and who is not ready',
    params: ById,
    reply: ReturnBatchView,
  }),
  batchAdd: route('batchAdd', {
    summary: 'Put people on a journey, or take them off',
    params: ById,
    body: Strict({
      returns: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
      off: Type.Optional(Type.Boolean()),
    }),
    reply: ReturnBatchView,
  }),
  batchDepart: route('batchDepart', {
    summary: 'The journey begins: who is ready goes, and who is not stays behind without holding the others',
    params: ById,
    body: Nothing,
    reply: ReturnBatchView,
  }),
  batchManifest: route('batchManifest', {
    summary: 'The manifest, with names opened for a reason that is kept',
    params: ById,
    body: Because,
    reply: Manifest,
  }),
  consularList: route('consularList', {
    summary: 'Own nationals who agreed to ask their embassy, what is due first at the top',
    query: Strict(PageQuery),
    reply: Page(ConsularMatter),
  }),
  consularRead: route('consularRead', {
    summary: 'What the embassy is asked about one of its nationals',
    params: ById,
    reply: ConsularMatter,
  }),
  consularAnswer: route('consularAnswer', {
    summary: 'What the embassy found about nationality or a travel document',
    params: ById,
    body: ConsularAnswer,
    reply: ConsularMatter,
  }),
  consularOpen: route('consularOpen', {
    summary: 'Open what the person agreed to tell the own embassy, for a reason that is kept',
    params: ById,
    body: Because,
    reply: ConsularIdentity,
  }),
} as const
