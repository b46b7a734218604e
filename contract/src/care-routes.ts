import { Type } from 'typebox'

import { CareAct, CareDueRow, CareView, OpenCareWords, careDueLists } from './care.ts'
import { ByCode } from './protection.ts'
import { AnswerReferral, PrepareReferral, ReferralPackage, ReferralQuery, ReferralRow } from './referral.ts'
import { route } from './route.ts'
import {
  MakePlace,
  ServiceEntry,
  ServiceFile,
  ServiceFileOutcome,
  ServiceQuery,
  ServiceRow,
  ServiceVersion,
  ShelterPlace,
} from './service.ts'
import { ById, Can, OneOf, Page, Reason, Strict, Words } from './shape.ts'

/** Care: what is agreed with a person, who helps, and how the person is reached. Never tied to testimony. */
export const careRoutes = {
  careRead: route('careRead', {
    summary:
      'Plan, stays, certificates, money, early testimony and safe contact of a person; words stay sealed',
    params: ByCode,
    reply: CareView,
  }),
  careAct: route('careAct', {
    summary: 'One act of care; sent again it is the same',
    params: ByCode,
    body: CareAct,
    reply: CareView,
  }),
  careWords: route('careWords', {
    summary: 'Words of care, opened for a reason that is kept',
    params: ByCode,
    body: OpenCareWords,
    reply: Strict({ words: Type.String() }),
  }),
  careDue: route('careDue', {
    summary: 'Plans to look at again, certificates that end, contacts outside what a person wished',
    query: Strict({
      list: OneOf(careDueLists),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    reply: Strict({ items: Type.Array(CareDueRow), count: Type.Integer(), can: Can }),
  }),
  careLooked: route('careLooked', {
    summary: 'A supervisor has looked at a contact outside the rules',
    params: ById,
    reply: Strict({ can: Can }),
  }),
  referralPrepare: route('referralPrepare', {
    summary: 'Seal the chosen facts as a package; nobody sees it before it is sent',
    params: ByCode,
    body: PrepareReferral,
    reply: ReferralRow,
  }),
  referralList: route('referralList', {
    summary: 'Referrals to and from this organisation',
    query: ReferralQuery,
    reply: Page(ReferralRow),
  }),
  referralRead: route('referralRead', {
    summary: 'One referral, without the package',
    params: ById,
    reply: ReferralRow,
  }),
  referralOpen: route('referralOpen', {
    summary: 'The package as the receiver reads it, opened for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: ReferralPackage,
  }),
  referralSend: route('referralSend', {
    summary: 'Let the receiver see the package, on a ground of the ledger that names it',
    params: ById,
    reply: ReferralRow,
  }),
  referralAnswer: route('referralAnswer', {
    summary: 'Accept, or decline with a reason; a decline ends what was seen',
    params: ById,
    body: AnswerReferral,
    reply: ReferralRow,
  }),
  referralEnd: route('referralEnd', {
    summary: 'Help was given, or the package is taken back: the next read of the receiver is refused',
    params: ById,
    body: Strict({ how: OneOf(['done', 'taken-back'] as const) }),
    reply: ReferralRow,
  }),
  serviceList: route('serviceList', {
    summary: 'The directory of services',
    query: ServiceQuery,
    reply: Strict({
      items: Type.Array(ServiceRow),
      /** Social services and shelters of this node: a package can be sent to them. */
      receivers: Type.Array(Strict({ code: Type.String(), name: Words })),
      can: Can,
    }),
  }),
  serviceMake: route('serviceMake', {
    summary: 'Add a service to the directory',
    body: ServiceEntry,
    reply: ServiceRow,
  }),
  serviceChange: route('serviceChange', {
    summary: 'A new version of a service; the earlier ones stay',
    params: ById,
    body: Strict({ seenVersion: Type.Integer({ minimum: 1 }), entry: ServiceEntry }),
    reply: ServiceRow,
  }),
  serviceVersions: route('serviceVersions', {
    summary: 'Every version of a service, newest first',
    params: ById,
    reply: Strict({ items: Type.Array(ServiceVersion) }),
  }),
  serviceLoad: route('serviceLoad', {
    summary: 'Take the directory from a file, all of it or nothing',
    body: ServiceFile,
    reply: ServiceFileOutcome,
  }),
  placeList: route('placeList', {
    summary: 'Houses of this organisation and how full they are',
    reply: Strict({ items: Type.Array(ShelterPlace), can: Can }),
  }),
  placeMake: route('placeMake', {
    summary: 'Add a house; its address is sealed',
    body: MakePlace,
    reply: ShelterPlace,
  }),
  placeResize: route('placeResize', {
    summary: 'Change how many can sleep in a house',
    params: ById,
    body: Strict({ capacity: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
    reply: ShelterPlace,
  }),
} as const
