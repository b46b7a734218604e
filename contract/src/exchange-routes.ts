import {
  PermissionAnswer,
  PermissionView,
  RecallView,
  ReleaseAmend,
  ReleaseAmendDraft,
  ReleaseAmendPreview,
  ReleaseAnswer,
  ReleaseCreate,
  ReleaseDraft,
  ReleasePreview,
  ReleaseQuery,
  ReleaseView,
} from './exchange.ts'
import { MakeRecallOrder, RecallOrderDraft, RecallOrderPreview, RecallOrderView } from './recall-orders.ts'
import { route } from './route.ts'
import { ById, Page, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** What goes out, comes in and is taken back under agreements. */
export const exchangeRoutes = {
  releaseList: route('releaseList', {
    summary: 'Releases in and out',
    query: ReleaseQuery,
    reply: Page(ReleaseView),
  }),
  releasePreview: route('releasePreview', {
    summary: 'Exactly what the partner will see',
    body: ReleaseDraft,
    reply: ReleasePreview,
  }),
  releaseCreate: route('releaseCreate', { summary: 'Release', body: ReleaseCreate, reply: ReleaseView }),
  releaseRead: route('releaseRead', { summary: 'One release', params: ById, reply: ReleaseView }),
  releaseApprove: route('releaseApprove', {
    summary: 'Approve a release as the second person',
    params: ById,
    body: Because,
    reply: ReleaseView,
  }),
  releaseSeen: route('releaseSeen', {
    summary: 'Tell the owner that a person has opened it',
    params: ById,
    reply: ReleaseView,
  }),
  releaseAnswer: route('releaseAnswer', {
    summary: 'Tell the owner what was done with it, or why nothing will be',
    params: ById,
    body: ReleaseAnswer,
    reply: ReleaseView,
  }),
  entityHolders: route('entityHolders', {
    summary: 'Who holds values of an entity, and under what terms',
    params: ById,
    reply: Page(ReleaseView),
  }),
  releaseRecall: route('releaseRecall', {
    summary: 'Recall a release',
    params: ById,
    body: Because,
    reply: ReleaseView,
  }),
  releaseAmendPreview: route('releaseAmendPreview', {
    summary: 'What a newer version of a release changes',
    params: ById,
    body: ReleaseAmendDraft,
    reply: ReleaseAmendPreview,
  }),
  releaseAmend: route('releaseAmend', {
    summary: 'Correct, narrow or re-mark a release',
    params: ById,
    body: ReleaseAmend,
    reply: ReleaseView,
  }),
  releaseAmendApprove: route('releaseAmendApprove', {
    summary: 'Approve a newer version as the second person',
    params: ById,
    body: Because,
    reply: ReleaseView,
  }),
  releaseConsentEnded: route('releaseConsentEnded', {
    summary: 'The consent it rests on has ended: recall all that rests on it',
    params: ById,
    body: Because,
    reply: ReleaseView,
  }),
  permissionList: route('permissionList', {
    summary: 'What originators are asked: of us, and by us',
    reply: Page(PermissionView),
  }),
  permissionAnswer: route('permissionAnswer', {
    summary: 'Answer as the originator whether it may be handed on',
    params: ById,
    body: PermissionAnswer,
    reply: PermissionView,
  }),
  recallList: route('recallList', {
    summary: 'Recalls that have not come to their end',
    reply: Page(RecallView),
  }),
  recallAgain: route('recallAgain', { summary: 'Tell a recall once more', params: ById, reply: ReleaseView }),
  recallOrderPreview: route('recallOrderPreview', {
    summary: 'What taking back all of an agreement, or these releases, would take back',
    body: RecallOrderDraft,
    reply: RecallOrderPreview,
  }),
  recallOrderMake: route('recallOrderMake', {
    summary: 'Take back many releases in one act',
    body: MakeRecallOrder,
    reply: RecallOrderView,
  }),
  recallOrderList: route('recallOrderList', {
    summary: 'Acts that took many releases back',
    reply: Page(RecallOrderView),
  }),
  recallOrderRead: route('recallOrderRead', {
    summary: 'One such act and how far it is',
    params: ById,
    reply: RecallOrderView,
  }),
}
