import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

import { route } from './call.ts'
import type {
  AuditEvent,
  HistoryEvent,
  LinkRow,
  Page,
  PersonRow,
  Profile,
  RecordView,
  SearchReply,
  Session,
  SignInWays,
  Suggestion,
  WorkReply,
} from './wire.ts'

interface Ceremony<Options> {
  readonly ceremony: string
  readonly options: Options
}

/** Every route of the node that these screens use. */
export const api = {
  sessionRead: route<Session>('GET', '/session'),
  /** body { purpose, reference } */
  sessionPurpose: route<Session>('POST', '/session/purpose'),
  sessionEnd: route<undefined>('DELETE', '/session'),
  signInWays: route<SignInWays>('GET', '/sign-in'),
  /** body { secret }: a one-time demonstration link, in TRAINING only */
  signInDemonstration: route<undefined>('POST', '/sign-in/demonstration'),
  passkeyAsk: route<Ceremony<PublicKeyCredentialRequestOptionsJSON>>('POST', '/sign-in/passkey/begin'),
  /** body { ceremony, answer } */
  passkeyAnswer: route<undefined>('POST', '/sign-in/passkey/finish'),
  /** body { secret }: the one-time set-up secret of a first administrator */
  setUpAsk: route<Ceremony<PublicKeyCredentialCreationOptionsJSON>>('POST', '/sign-in/set-up/begin'),
  setUpAnswer: route<undefined>('POST', '/sign-in/set-up/finish'),
  workRead: route<WorkReply>('GET', '/work'),
  /** query q, kind, source, country, cursor */
  searchRun: route<SearchReply>('GET', '/search'),
  /** query q */
  searchSuggest: route<{ readonly items: readonly Suggestion[] }>('GET', '/search/suggestions'),
  entityRead: route<Profile>('GET', '/entities/:id'),
  /** query kind, direction, cursor */
  entityLinks: route<Page<LinkRow>>('GET', '/entities/:id/links'),
  entityHistory: route<Page<HistoryEvent>>('GET', '/entities/:id/history'),
  entityTrail: route<Page<AuditEvent>>('GET', '/entities/:id/trail'),
  recordRead: route<RecordView>('GET', '/records/:id'),
  /** body { reason } */
  judgementWithdraw: route<undefined>('POST', '/judgements/:id/withdraw'),
  /** query person, action, object, from, until, cursor */
  auditList: route<Page<AuditEvent>>('GET', '/audit'),
  peopleList: route<Page<PersonRow>>('GET', '/people'),
  /** body { role, reason } */
  roleGrantPropose: route<undefined>('POST', '/people/:id/grants'),
  roleGrantApprove: route<undefined>('POST', '/grants/:id/approve'),
  /** body { reason } */
  roleGrantRevoke: route<undefined>('POST', '/grants/:id/revoke'),
}
