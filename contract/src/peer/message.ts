import type { Static, TSchema } from 'typebox'

import {
  MatchAnswerMessage,
  MatchAskMessage,
  MatchDisclosureMessage,
  MatchFilterMessage,
  MatchReplyMessage,
} from './match-message.ts'
import { AgreementAnswer, AgreementProposal, AgreementStand } from './agreement-message.ts'
import { MembersMessage } from './federation-message.ts'
import { firstAmend, firstRelease, firstReport } from './first-form.ts'
import type { Earlier } from './first-form.ts'
import { LaterReceipt } from './receipt.ts'
import { RequestActMessage, RequestMessage } from './request-message.ts'
import {
  AmendMessage,
  PermissionAsk,
  PermissionReply,
  RecallMessage,
  RecallReports,
  ReleaseMessage,
} from './release-message.ts'

/**
 * Two lanes between any two nodes. Urgent: what takes back, corrects or narrows, keys, suspension, receipts of people.
 * Neither a quota, nor a suspension, nor a message nobody can read in the ordinary lane holds it up.
 */
export const lanes = ['urgent', 'ordinary'] as const
export type Lane = (typeof lanes)[number]

export interface Kind {
  readonly lane: Lane
  /** Major version of the body. Within one only fields are added, and what a receiver does not know it keeps verbatim. */
  readonly schema: number
  readonly body: TSchema
  /** The form before, which is still read, and written for a partner that reads no newer one. */
  readonly before?: Earlier
}

/** Every kind of message that crosses between nodes, one closed list. */
export const messageKinds = {
  release: { lane: 'ordinary', schema: 2, body: ReleaseMessage, before: firstRelease },
  amend: { lane: 'urgent', schema: 2, body: AmendMessage, before: firstAmend },
  recall: { lane: 'urgent', schema: 1, body: RecallMessage },
  request: { lane: 'ordinary', schema: 1, body: RequestMessage },
  'request-danger': { lane: 'urgent', schema: 1, body: RequestMessage },
  'request-act': { lane: 'urgent', schema: 1, body: RequestActMessage },
  'match-filter': { lane: 'ordinary', schema: 1, body: MatchFilterMessage },
  'match-ask': { lane: 'ordinary', schema: 1, body: MatchAskMessage },
  'match-answer': { lane: 'ordinary', schema: 1, body: MatchAnswerMessage },
  'match-disclosure': { lane: 'ordinary', schema: 1, body: MatchDisclosureMessage },
  'match-reply': { lane: 'ordinary', schema: 1, body: MatchReplyMessage },
  // Of one lane, so that an answer comes behind its proposal, and what is released under a version behind its acceptance.
  'agreement-proposal': { lane: 'ordinary', schema: 1, body: AgreementProposal },
  'agreement-answer': { lane: 'ordinary', schema: 1, body: AgreementAnswer },
  'agreement-stand': { lane: 'urgent', schema: 1, body: AgreementStand },
  'recall-report': { lane: 'urgent', schema: 2, body: RecallReports, before: firstReport },
  'permission-ask': { lane: 'ordinary', schema: 1, body: PermissionAsk },
  'permission-reply': { lane: 'ordinary', schema: 1, body: PermissionReply },
  receipt: { lane: 'urgent', schema: 1, body: LaterReceipt },
  members: { lane: 'urgent', schema: 1, body: MembersMessage },
} as const satisfies Record<string, Kind>

export type MessageKind = keyof typeof messageKinds
export type MessageBody<K extends MessageKind> = Static<(typeof messageKinds)[K]['body']>
