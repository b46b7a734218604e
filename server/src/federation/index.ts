export { keyEventsOf, keyLogOf, takeKeyLog, arrivalKeyOf, evidenceKeyOf } from './key-copy.ts'
export type { IdentifiedLog } from './key-copy.ts'
export {
  differenceOf,
  dropProposal,
  historyRead,
  keepsAuditKey,
  openForksOf,
  proposeChoice,
  settleFork,
} from './key-fork.ts'
export type { Difference, KeyFork } from './key-fork.ts'
export { findKey, isRevoked, keyOfJwk as keyOfIdentity, readKeyLog } from './key-log.ts'
export type { KeyLog } from './key-log.ts'
export { ensureOwnKeys } from './own-keys.ts'
export { certifiedBy, doorOptions, openPeerTls, postTo } from './peer-tls.ts'
export type { Certified, PeerTls, Posted } from './peer-tls.ts'
export { admit } from './admit.ts'
export { foundFederation } from './found.ts'
export { fingerprintOf } from './governance.ts'
export type { Member } from './governance.ts'
export { invite } from './invite.ts'
export { askToJoin, askToRenew, takeWelcome } from './join.ts'
export type { InvitationFile, RequestFile, WelcomeFile } from './join-file.ts'
export { currentKey, keysInUse, logDigits } from './key-log.ts'
export type { KeyInUse } from './key-log.ts'
export { findOwnKeys, revokeKey, rotateKey, rotatedUses } from './own-keys.ts'
export {
  federationChangedAt,
  federationFolder,
  findFederation,
  findTls,
  keepFederation,
  keyPlace,
  keysChangedAt,
  readFederation,
} from './place.ts'
export type { Federation } from './place.ts'
export {
  acceptLog,
  cosignaturesOf,
  isSetBack,
  noteWitnessed,
  ownCheckpoint,
  ownLogSize,
  setBackSince,
  witness,
  witnessedOf,
  witnessFaultsOf,
  unsealedBecause,
} from './witness.ts'
export type { Witnessed, WitnessFault } from './witness.ts'
export { isSecretariat } from './secretariat.ts'
