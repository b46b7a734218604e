import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import { holderOf, spendSecret } from './one-time.ts'
import { secretHash, startSession } from './session.ts'

export interface BegunCeremony {
  readonly ceremony: string
  readonly options: never
}

/** Begins a passkey sign-in (WebAuthn Level 3); the browser finds the person by the passkey itself. */
export async function askPasskey(visit: Visit): Promise<BegunCeremony> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(visit),
    userVerification: 'required',
  })
  const ceremony = await beginCeremony(visit, {
    kind: 'passkey-sign-in',
    state: { challenge: options.challenge },
  })
  return { ceremony, options: options as never }
}

/** Finishes it; gives the session's token. Every fault is refused alike. */
export async function answerPasskey(visit: Visit, ceremony: string, answer: unknown): Promise<string> {
  const { challenge } = await endCeremony(visit, 'passkey-sign-in', ceremony)
  const response = answer as AuthenticationResponseJSON
  const passkey = await visit.tx.db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person_id')
    .select(['credential_id', 'person_id', 'public_key', 'counter', 'transports'])
    .where('credential_id', '=', String(response.id))
    .where('removed_at', 'is', null)
    .where('person.active', '=', true)
    .executeTakeFirst()
  if (!passkey) throw new Problem('secret-refused')
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: visit.node.config.origin,
    expectedRPID: relyingParty(visit),
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports as AuthenticatorTransport[],
    },
  }).catch(refuse)
  if (!verified.verified) throw new Problem('secret-refused')
  await visit.tx.db
    .updateTable('passkey')
    .set({ counter: verified.authenticationInfo.newCounter, used_at: visit.now })
    .where('credential_id', '=', passkey.credential_id)
    .execute()
  return startSession(visit, { person: passkey.person_id, method: 'passkey' })
}

/**
 * Begins to register the first passkey of an administrator, who proves to be meant by a one-time secret.
 * The secret is spent when the passkey is there: who closes the browser's dialog can begin again.
 */
export async function askSetUp(visit: Visit, secret: string): Promise<BegunCeremony> {
  const person = await holderOf(visit, 'set-up', secret)
  const row = await visit.tx.db
    .selectFrom('person')
    .select(['name_en'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const options = await generateRegistrationOptions({
    rpID: relyingParty(visit),
    rpName: `SHIELD ${visit.node.name}`,
    userID: new TextEncoder().encode(person),
    userName: row.name_en,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const ceremony = await beginCeremony(visit, {
    kind: 'passkey-register',
    state: { challenge: options.challenge, secret: secretHash(secret).toString('hex') },
    person,
  })
  return { ceremony, options: options as never }
}

/** Finishes it and signs in. */
export async function answerSetUp(visit: Visit, ceremony: string, answer: unknown): Promise<string> {
  const { challenge, person, state } = await endCeremony(visit, 'passkey-register', ceremony)
  if (person === null) throw new Problem('secret-refused')
  const verified = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: visit.node.config.origin,
    expectedRPID: relyingParty(visit),
    requireUserVerification: true,
  }).catch(refuse)
  if (!verified.verified) throw new Problem('secret-refused')
  await spendSecret(visit, 'set-up', Buffer.from(state['secret'] ?? '', 'hex'))
  const { credential } = verified.registrationInfo
  await visit.tx.db
    .insertInto('passkey')
    .values({
      credential_id: credential.id,
      person_id: person,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
    })
    .execute()
  await audit(visit, { action: 'passkey.added', person, object: person })
  return startSession(visit, { person, method: 'passkey' })
}

function relyingParty(visit: Visit): string {
  return new URL(visit.node.config.origin).hostname
}

/** What the library finds wrong with an answer is nobody's business but the log's. */
function refuse(): never {
  throw new Problem('secret-refused')
}
