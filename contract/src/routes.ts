import { Type } from 'typebox'

import { agreementsRoutes } from './agreements-routes.ts'
import { evacuationRoutes } from './evacuation-routes.ts'
import { exchangeRoutes } from './exchange-routes.ts'
import { exportRoutes } from './export-routes.ts'
import {
  GraphCommunities,
  GraphCommunitiesReply,
  GraphExpand,
  GraphExport,
  GraphExported,
  GraphOpen,
  GraphPaths,
  GraphPathsReply,
  GraphReply,
} from './graph.ts'
import {
  DefectQuery,
  DefectRow,
  ImportQuery,
  ImportStart,
  ImportView,
  MarkingTemplates,
  Preview,
  PreviewRequest,
} from './intake.ts'
import { feedsRoutes } from './feeds-routes.ts'
import { figuresRoutes } from './figures-routes.ts'
import { giveOutRoutes } from './give-out-routes.ts'
import { leadsRoutes } from './leads-routes.ts'
import { matchingRoutes } from './matching-routes.ts'
import { offlineRoutes } from './offline.ts'
import { partnersRoutes } from './partners-routes.ts'
import { breakGlassRoutes } from './break-glass.ts'
import { complaintsRoutes } from './complaints.ts'
import { careRoutes } from './care-routes.ts'
import { consentRoutes } from './consent.ts'
import { determinationRoutes } from './determination.ts'
import { interviewRoutes } from './interview.ts'
import { nonPunishmentRoutes } from './non-punishment.ts'
import { qualityRoutes } from './quality.ts'
import { protectionRoutes } from './protection-routes.ts'
import { seekRoutes } from './seek.ts'
import { retentionRoutes } from './retention-routes.ts'
import { subjectRoutes } from './subject.ts'
import { wordsRoutes } from './words-routes.ts'
import { requestsRoutes } from './requests-routes.ts'
import { returnsRoutes } from './returns-routes.ts'
import { linkingRoutes } from './linking-routes.ts'
import {
  ChangeMarking,
  MarkingChange,
  MarkingChangeQuery,
  MarkingDraft,
  MarkingPreview,
} from './marking-change.ts'
import {
  AuditCheckpoint,
  AuditCheckpointQuery,
  AuditEvent,
  AuditProof,
  AuditQuery,
  PersonRow,
  ProposeRole,
} from './oversight.ts'
import type { RouteName } from './paths.ts'
import {
  EntityRow,
  HistoryEvent,
  LinkQuery,
  LinkRow,
  MadeJudgement,
  MakeJudgement,
  NewestQuery,
  Profile,
  ProfileQuery,
  RecordView,
  SearchQuery,
  SearchReply,
  Suggestions,
} from './registry.ts'
import { route } from './route.ts'
import type { Route } from './route.ts'
import {
  Ceremony,
  CeremonyAnswer,
  Secret,
  Session,
  SignInWays,
  StatePurpose,
  WorkQuery,
  WorkReply,
} from './session.ts'
import { ById, Nothing, Page, PageQuery, Reason, Sealed, Strict } from './shape.ts'
import { AlarmId, AlarmRow, AnswerAlarm } from './vault.ts'

const Because = Strict({ reason: Reason })
const Provider = Strict({ provider: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) })

/** Every route of the node's API: validation, handler types, the client and the OpenAPI document come from here. */
export const routes = {
  sessionRead: route('sessionRead', { summary: 'Who is signed in', reply: Session }),
  sessionPurpose: route('sessionPurpose', {
    summary: 'State the purpose of the reads that follow',
    body: StatePurpose,
    reply: Session,
  }),
  sessionEnd: route('sessionEnd', { summary: 'Sign out' }),
  signInWays: route('signInWays', { summary: 'Ways to sign in', reply: SignInWays }),
  signInDemonstration: route('signInDemonstration', {
    summary: 'Sign in by a one-time demonstration link (TRAINING only)',
    body: Secret,
  }),
  passkeyAsk: route('passkeyAsk', { summary: 'Begin a passkey sign-in', body: Nothing, reply: Ceremony }),
  passkeyAnswer: route('passkeyAnswer', { summary: 'Finish a passkey sign-in', body: CeremonyAnswer }),
  setUpAsk: route('setUpAsk', {
    summary: 'Begin to register a first passkey',
    body: Secret,
    reply: Ceremony,
  }),
  setUpAnswer: route('setUpAnswer', { summary: 'Finish to register a first passkey', body: CeremonyAnswer }),
  oidcBegin: route('oidcBegin', {
    summary: 'Sign in at an identity provider',
    params: Provider,
    transfer: 'redirect',
  }),
  oidcFinish: route('oidcFinish', {
    summary: 'Return from an identity provider',
    params: Provider,
    query: Type.Record(Type.String(), Type.String({ maxLength: 4000 })),
    transfer: 'redirect',
  }),
  workRead: route('workRead', { summary: 'What waits for this person', query: WorkQuery, reply: WorkReply }),
  searchRun: route('searchRun', { summary: 'Search everything', query: SearchQuery, reply: SearchReply }),
  searchSuggest: route('searchSuggest', {
    summary: 'Type-ahead',
    query: Strict({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: Suggestions,
  }),
  entityRead: route('entityRead', {
    summary: 'Profile of an entity',
    params: ById,
    query: ProfileQuery,
    reply: Profile,
  }),
  entityLinks: route('entityLinks', {
    summary: 'Relations of an entity',
    params: ById,
    query: LinkQuery,
    reply: Page(LinkRow),
  }),
  entityHistory: route('entityHistory', {
    summary: 'What changed on an entity',
    params: ById,
    query: Strict(PageQuery),
    reply: Page(HistoryEvent),
  }),
  entityTrail: route('entityTrail', {
    summary: 'Who looked at an entity',
    params: ById,
    query: Strict(PageQuery),
    reply: Page(AuditEvent),
  }),
  entityNewest: route('entityNewest', {
    summary: 'Newest entities',
    query: NewestQuery,
    reply: Page(EntityRow),
  }),
  recordRead: route('recordRead', {
    summary: 'A record, verbatim',
    params: Strict({ id: Sealed }),
    reply: RecordView,
  }),
  judgementMake: route('judgementMake', {
    summary:
      'Judge two entities same, different or unsure; a "same" that reaches far waits for a second person',
    body: MakeJudgement,
    reply: MadeJudgement,
  }),
  judgementWithdraw: route('judgementWithdraw', {
    summary: 'Withdraw a judgement; the earlier state comes back',
    params: ById,
    body: Because,
  }),
  ...linkingRoutes,
  graphOpen: route('graphOpen', {
    summary: 'Entities and the links among them',
    body: GraphOpen,
    reply: GraphReply,
  }),
  graphExpand: route('graphExpand', {
    summary: 'Neighbours of an entity',
    body: GraphExpand,
    reply: GraphReply,
  }),
  graphPaths: route('graphPaths', {
    summary: 'The shortest ways from one entity to another',
    body: GraphPaths,
    reply: GraphPathsReply,
  }),
  graphCommunities: route('graphCommunities', {
    summary: 'Communities of what is on a chart',
    body: GraphCommunities,
    reply: GraphCommunitiesReply,
  }),
  graphExport: route('graphExport', {
    summary: 'Leave to make a picture of the chart, audited',
    body: GraphExport,
    reply: GraphExported,
  }),
  markingTemplates: route('markingTemplates', {
    summary: 'Markings this person may give to an import',
    reply: MarkingTemplates,
  }),
  markingPreview: route('markingPreview', {
    summary: 'What a change of handling would do, and who could read before and after',
    body: MarkingDraft,
    reply: MarkingPreview,
  }),
  markingChangeMake: route('markingChangeMake', {
    summary: 'Change how records are handled: stricter at once, anything looser when a second person agrees',
    body: ChangeMarking,
    reply: MarkingChange,
  }),
  markingChangeList: route('markingChangeList', {
    summary: 'Changes of handling of an entity, newest first',
    query: MarkingChangeQuery,
    reply: Page(MarkingChange),
  }),
  markingChangeRead: route('markingChangeRead', {
    summary: 'One change of handling',
    params: ById,
    reply: MarkingChange,
  }),
  markingChangeApprove: route('markingChangeApprove', {
    summary: 'Agree to a change of handling as the second person',
    params: ById,
    body: Because,
    reply: MarkingChange,
  }),
  markingChangeRefuse: route('markingChangeRefuse', {
    summary: 'Refuse a change of handling',
    params: ById,
    body: Because,
    reply: MarkingChange,
  }),
  markingChangeWithdraw: route('markingChangeWithdraw', {
    summary: 'Withdraw a change of handling that still waits',
    params: ById,
    body: Because,
    reply: MarkingChange,
  }),
  importList: route('importList', { summary: 'Imports', query: ImportQuery, reply: Page(ImportView) }),
  importUpload: route('importUpload', {
    summary: 'Upload a file to import: fields file, source, marking, format, case',
    transfer: 'upload',
    reply: ImportView,
  }),
  importRead: route('importRead', { summary: 'One import', params: ById, reply: ImportView }),
  importPreview: route('importPreview', {
    summary: 'What the first 200 records of a file become',
    params: ById,
    body: PreviewRequest,
    reply: Preview,
  }),
  importStart: route('importStart', {
    summary: 'Run an import, or try it without writing',
    params: ById,
    body: ImportStart,
    reply: ImportView,
  }),
  importCancel: route('importCancel', {
    summary: 'Stop an import',
    params: ById,
    body: Nothing,
    reply: ImportView,
  }),
  importUndo: route('importUndo', {
    summary: 'Undo a whole import',
    params: ById,
    body: Because,
    reply: ImportView,
  }),
  importDefects: route('importDefects', {
    summary: 'What was wrong in a file',
    params: ById,
    query: DefectQuery,
    reply: Page(DefectRow),
  }),
  importReport: route('importReport', {
    summary: 'What was wrong in a file, as CSV',
    params: ById,
    transfer: 'download',
  }),
  ...evacuationRoutes,
  ...exportRoutes,
  ...leadsRoutes,
  ...matchingRoutes,
  ...nonPunishmentRoutes,
  ...protectionRoutes,
  ...seekRoutes,
  ...retentionRoutes,
  ...subjectRoutes,
  ...breakGlassRoutes,
  ...complaintsRoutes,
  ...qualityRoutes,
  ...careRoutes,
  ...consentRoutes,
  ...interviewRoutes,
  ...wordsRoutes,
  ...determinationRoutes,
  ...offlineRoutes,
  ...requestsRoutes,
  ...returnsRoutes,
  ...feedsRoutes,
  ...figuresRoutes,
  ...giveOutRoutes,
  ...agreementsRoutes,
  ...exchangeRoutes,
  ...partnersRoutes,
  auditList: route('auditList', { summary: 'Audit events', query: AuditQuery, reply: Page(AuditEvent) }),
  auditCheckpoint: route('auditCheckpoint', {
    summary: 'The signed head of the audit log',
    query: AuditCheckpointQuery,
    reply: AuditCheckpoint,
  }),
  auditProof: route('auditProof', {
    summary: 'Proof that an event is in the log',
    params: ById,
    reply: AuditProof,
  }),
  alarmList: route('alarmList', {
    summary: 'Openings of sealed identities that nobody has reason to open, the newest 200',
    reply: Strict({ items: Type.Array(AlarmRow) }),
  }),
  alarmAnswer: route('alarmAnswer', {
    summary: 'Note what came of looking into one',
    params: AlarmId,
    body: AnswerAlarm,
    reply: Nothing,
  }),
  peopleList: route('peopleList', {
    summary: 'People and roles',
    query: Strict(PageQuery),
    reply: Page(PersonRow),
  }),
  roleGrantPropose: route('roleGrantPropose', {
    summary: 'Propose a role',
    params: ById,
    body: ProposeRole,
  }),
  roleGrantApprove: route('roleGrantApprove', {
    summary: 'Approve a role as the second person',
    params: ById,
    body: Nothing,
  }),
  roleGrantRevoke: route('roleGrantRevoke', { summary: 'Revoke a role', params: ById, body: Because }),
} as const satisfies Record<RouteName, Route>

export type Routes = typeof routes
