export { abroadOnConsents } from './abroad-on-consents.ts'
export {
  addAgreement,
  addPeer,
  agreementsInForce,
  countAgreements,
  everyKind,
  everyProperty,
  findAgreement,
} from './agreement.ts'
export type { AgreementFile } from './agreement-file.ts'
export { verifyAgreement } from './verify-agreement.ts'
export { waitingVersions } from './agreement-version.ts'
export { exchangeMessages } from './apply.ts'
export { followMarking } from './follow-marking.ts'
export { endConsent } from './end-consent.ts'
export { expireRelease } from './hide.ts'
export { reportRecalls } from './recall-report.ts'
export { exchangeRoutes } from './routes.ts'
export { chasePermission } from './ask-permission.ts'
export { createRelease, previewRelease } from './release.ts'
export { countExceeding } from './count-exceeding.ts'
export { signAgreement } from './sign-agreement.ts'
export { takeBack } from './take-back.ts'
export { waitingPermissions } from './permissions.ts'
export { waitingReleases } from './view.ts'
