import { AgreementVersion, AgreementVersionQuery, AgreementView, ProposeAgreement } from './agreements.ts'
import { route } from './route.ts'
import { ById, Page, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** Agreements, their versions on the way to both signatures, and what stops them. */
export const agreementsRoutes = {
  agreementList: route('agreementList', {
    summary: 'Agreements with partners',
    reply: Page(AgreementView),
  }),
  agreementSuspend: route('agreementSuspend', {
    summary: 'Suspend an agreement from this side, at once',
    params: ById,
    body: Because,
    reply: AgreementView,
  }),
  agreementResume: route('agreementResume', {
    summary: 'Let an agreement run again from this side',
    params: ById,
    body: Because,
    reply: AgreementView,
  }),
  agreementEnd: route('agreementEnd', {
    summary: 'End an agreement for good',
    params: ById,
    body: Because,
    reply: AgreementView,
  }),
  agreementFile: route('agreementFile', {
    summary: 'An agreement with its signatures, to be verified anywhere',
    params: ById,
    transfer: 'download',
  }),
  agreementVersionList: route('agreementVersionList', {
    summary: 'Versions of agreements: those that wait for somebody, or all of one agreement',
    query: AgreementVersionQuery,
    reply: Page(AgreementVersion),
  }),
  agreementPropose: route('agreementPropose', {
    summary: 'Propose an agreement, or a new version of one',
    body: ProposeAgreement,
    reply: AgreementVersion,
  }),
  agreementAgree: route('agreementAgree', {
    summary: 'Agree to what a partner proposes, as the first of two',
    params: ById,
    body: Because,
    reply: AgreementVersion,
  }),
  agreementSign: route('agreementSign', {
    summary: 'Sign as the second of two: what is ours goes to the partner, what is theirs comes into force',
    params: ById,
    body: Because,
    reply: AgreementVersion,
  }),
  agreementDecline: route('agreementDecline', {
    summary: 'Decline what a partner proposes; the reason goes to them',
    params: ById,
    body: Because,
    reply: AgreementVersion,
  }),
  agreementWithdraw: route('agreementWithdraw', {
    summary: 'Take back what this side proposes',
    params: ById,
    body: Because,
    reply: AgreementVersion,
  }),
} as const
