import type { RouteName } from '@shield/contract'
import type { Marking } from '@shield/core'

import type { Action } from './policy/index.ts'
import { blocksAround } from './testing-blocks.ts'
import {
  agreementRunning,
  evacuationAsked,
  exportStanding,
  figureStanding,
  orderStanding,
  overrideWaiting,
  partnerRunning,
  proposalStanding,
  releaseStanding,
  restrictionsBack,
  versionIn,
  leadStanding,
  standing,
} from './testing-resets.ts'

/** What a use case asks beyond "may this block be read", so that the policy can be asked the same here. */
interface Facts {
  /** `own`: other organisations' are not there whatever their block. `taken`: nor what may not leave, `agreed`: not even with a second person; the answer says that nothing is left. `announced`: nor what the owner lets nobody know of. `blind`: the answer is the same whoever it is about. */
  readonly reach?: 'own' | 'taken' | 'agreed' | 'trail' | 'announced' | 'blind'
  readonly acts?: readonly {
    readonly action: Action
    readonly secondPerson?: boolean
    readonly byLeave?: boolean
    readonly onNode?: true
  }[]
  /** Only the block's own organisation may act, in words of the use case; `here`: of blocks of this node; `proposer`: only who asked; `holder`: only the case worker, who carries the device. */
  readonly only?: 'owner' | 'here' | 'proposer' | 'holder'
  /** The acts are asked of this block, which the request makes. */
  readonly makes?: Marking
  /** Shows nothing of anybody. */
  readonly isSilent?: true
  /** Makes the rows again what the route needs them to be. */
  readonly reset?: string
}

const boardOpen = 'update arrival set ended_at = null'

const ownAgency = blocksAround()['own agency'] as Marking

/** By route; of a route that is not here the policy alone decides. */
export const facts: Partial<Record<RouteName, Facts>> = {
  entityTrail: { reach: 'trail' },
  judgementMake: { acts: [{ action: 'content.judge' }] },
  judgementWithdraw: {
    acts: [{ action: 'content.judge' }],
    only: 'owner',
    reset: 'update judgement set withdrawn_at = null',
  },
  proposalApprove: {
    reach: 'own',
    acts: [{ action: 'content.join', secondPerson: true }],
    reset: proposalStanding,
  },
  proposalRefuse: {
    reach: 'own',
    acts: [{ action: 'content.join', secondPerson: true }],
    reset: proposalStanding,
  },
  proposalWithdraw: { reach: 'own', only: 'proposer', reset: proposalStanding },
  questionMake: { acts: [{ action: 'content.judge' }] },
  questionAnswer: {
    reach: 'own',
    acts: [{ action: 'content.judge' }],
    reset: 'update pair_question set answer = null, answered_by = null, answered_at = null',
  },
  watchPause: { reach: 'own', reset: 'update watch set paused_at = null, ended_at = null' },
  watchResume: { reach: 'own', reset: 'update watch set paused_at = now(), ended_at = null' },
  watchEnd: { reach: 'own', reset: 'update watch set paused_at = null, ended_at = null' },
  leadRead: { reach: 'own', reset: leadStanding },
  leadAct: { reach: 'own', reset: leadStanding },
  leadColleagues: { reach: 'own', reset: leadStanding },
  leadAssign: { reach: 'own', reset: leadStanding },
  ticketAsk: { reach: 'announced' },
  ticketAnswer: {
    reach: 'announced',
    reset: 'update ticket_ask set answer = null, answered_by = null, answered_at = null',
  },
  graphExport: { acts: [{ action: 'content.export' }] },
  exportRun: { reach: 'taken' },
  exportAsk: { reach: 'agreed' },
  exportApprove: {
    reach: 'own',
    acts: [{ action: 'content.export', secondPerson: true }],
    reset: exportStanding,
  },
  exportRefuse: {
    reach: 'own',
    acts: [{ action: 'content.export', secondPerson: true }],
    reset: exportStanding,
  },
  exportWithdraw: { reach: 'own', only: 'proposer', reset: exportStanding },
  exportTake: { reach: 'own', only: 'proposer', reset: exportStanding },
  markingPreview: { acts: [{ action: 'content.raise' }], only: 'here' },
  markingChangeMake: { acts: [{ action: 'content.raise' }], only: 'here' },
  markingChangeRead: { reach: 'own' },
  markingChangeApprove: {
    reach: 'own',
    acts: [{ action: 'content.lower', secondPerson: true }],
    reset: standing,
  },
  markingChangeRefuse: {
    reach: 'own',
    acts: [{ action: 'content.lower', secondPerson: true }],
    reset: standing,
  },
  markingChangeWithdraw: { reach: 'own', only: 'proposer', reset: standing },
  markingTemplates: { isSilent: true },
  // A file's name and counts, asked for twice a second while it runs; its values are read elsewhere.
  feedMake: { acts: [{ action: 'content.write' }, { action: 'content.read' }], makes: ownAgency },
  arrivalEnd: { reset: boardOpen },
  arrivalAdd: { acts: [{ action: 'content.write' }], reset: boardOpen },
  arrivalListTake: { acts: [{ action: 'content.write' }], reset: boardOpen },
  caseFileTake: { acts: [{ action: 'content.write' }], reset: boardOpen },
  caseFactsWrite: { acts: [{ action: 'content.write' }] },
  figureReleaseWithdraw: { reset: figureStanding },
  // It was sent to an organisation that nobody here is of.
  referralAnswer: { only: 'proposer' },
  packRenew: { only: 'holder' },
  placeResize: { reach: 'own' },
  protectedSettle: { acts: [{ action: 'content.write' }] },
  protectedIdentity: { acts: [{ action: 'content.write' }] },
  correctionDecide: {
    reset: 'update correction set outcome = null, decided_at = null, decided_by = null, told_at = null',
  },
  correctionTell: {
    // Who was told may be told anew in the matrix.
    reset: `update correction set outcome = 'refused', decided_at = now(), decided_by = null, told_at = null`,
  },
  // Whose code it is changes nothing: nobody is shown before the second factor.
  evacuationAgree: { reset: evacuationAsked },
  evacuationWithdraw: { reset: evacuationAsked },
  glassAsk: { reach: 'blind' },
  glassReview: { reset: 'update break_glass set result = null, reviewed_at = null, reviewed_by = null' },
  // Questions of the law, printed in books.
  indicatorSets: { isSilent: true },
  interviewAct: { only: 'proposer' },
  interviewJudge: { only: 'proposer' },
  punishmentOffences: { isSilent: true },
  // Whoever decided first has no part in the second; a route before may have decided.
  qualityCheckRead: { reset: 'update determination set decided_by = null' },
  qualityCheckVote: { reset: 'update determination set decided_by = null' },
  punishmentReport: { acts: [{ action: 'content.write' }] },
  consularRead: { reset: restrictionsBack },
  consularAnswer: { reset: restrictionsBack },
  consularOpen: { reset: restrictionsBack },
  batchDepart: { reset: 'update return_batch set departed_at = null' },
  returnOverrideAnswer: { reset: overrideWaiting },
  shareEnd: { reset: 'update person_share set ended_at = null, ended_because = null' },
  feedRun: { reach: 'own' },
  feedPause: { reach: 'own' },
  feedResume: { reach: 'own' },
  importList: { isSilent: true },
  importUpload: { acts: [{ action: 'content.write' }, { action: 'content.read' }], makes: ownAgency },
  importRead: { reach: 'own', isSilent: true },
  importPreview: { reach: 'own' },
  importStart: { reach: 'own' },
  importCancel: { reach: 'own' },
  importUndo: { reach: 'own' },
  importDefects: { reach: 'own' },
  importReport: { reach: 'own' },
  hitAnswer: { reach: 'own' },
  hitPreview: { reach: 'own', acts: [{ action: 'exchange.release', onNode: true }] },
  // What it answers is what was written, and nothing of anybody.
  matchCheck: { reset: agreementRunning },
  matchEndWatch: {
    reset: `update match_ask set watch_until = current_date + 30, watch_stopped = null`,
  },
  requestApprove: {
    acts: [{ action: 'exchange.approve', secondPerson: true, onNode: true }],
    reset: `update request set state = 'waiting'`,
  },
  requestAct: {
    acts: [{ action: 'exchange.release', onNode: true }],
    reset: `update request set state = 'sent'`,
  },
  agreementEnd: { reset: agreementRunning },
  agreementSuspend: { reset: agreementRunning },
  agreementResume: { reset: 'update agreement set suspended_at = now(), ended_at = null, ended_by = null' },
  agreementList: { reset: agreementRunning },
  agreementAgree: { reset: versionIn('received') },
  agreementDecline: { reset: versionIn('received') },
  agreementWithdraw: { reset: versionIn('proposed') },
  agreementSign: {
    acts: [{ action: 'agreement.sign', secondPerson: true, onNode: true }],
    reset: versionIn('proposed'),
  },
  partnerSuspend: { reset: partnerRunning },
  partnerResume: { reset: 'update peer set suspended_at = now()' },
  partnerTry: { reset: partnerRunning },
  recallOrderPreview: { acts: [{ action: 'content.recall' }], only: 'owner', reset: releaseStanding },
  recallOrderMake: { acts: [{ action: 'content.recall' }], only: 'owner', reset: releaseStanding },
  recallOrderRead: { reach: 'own', reset: orderStanding },
  // What asks its originator is asked for, and goes when that says yes.
  releaseCreate: { acts: [{ action: 'content.release', secondPerson: true, byLeave: true }] },
  releaseApprove: { acts: [{ action: 'exchange.approve', secondPerson: true, onNode: true }] },
  releaseRecall: { acts: [{ action: 'content.recall' }], only: 'owner' },
  releaseConsentEnded: { acts: [{ action: 'content.recall' }], only: 'owner' },
  permissionAnswer: {
    acts: [{ action: 'content.leave', secondPerson: true }],
    reset: `update permission set state = 'asked'`,
  },
  recallAgain: { acts: [{ action: 'content.recall' }], only: 'owner' },
  releaseAmendPreview: { acts: [{ action: 'content.recall' }], only: 'owner', reset: releaseStanding },
  releaseAmend: {
    acts: [{ action: 'content.recall' }, { action: 'content.release', secondPerson: true }],
    only: 'owner',
    reset: releaseStanding,
  },
  releaseAmendApprove: {
    acts: [{ action: 'content.recall' }, { action: 'exchange.approve', secondPerson: true, onNode: true }],
    only: 'owner',
    // Whoever asks may have proposed what waits, in a turn before.
    reset: `${releaseStanding}; update release_amendment set created_by = (select min(id::text)::uuid from person)`,
  },
  roleGrantApprove: {
    acts: [{ action: 'role.approve', secondPerson: true, onNode: true }],
    reset: 'update role_grant set approved_by = null, approved_at = null where proposed_by is not null',
  },
  roleGrantRevoke: {
    reset: 'update role_grant set revoked_by = null, revoked_at = null where proposed_by is not null',
  },
}
