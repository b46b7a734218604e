import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, AuthenticatorTransport } from '@simplewebauthn/server'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import type { BegunCeremony } from './passkey.ts'

/** Has the one who acts a passkey to prove it with? */
export async function hasPasskey(ctx: Context): Promise<boolean> {
  return (await keysOf(ctx)).length > 0
}

/** Begins a second factor within a session (WebAuthn Level 3, user verification); undefined for who has no passkey. */
export async function askStepUp(ctx: Context): Promise<BegunCeremony | undefined> {
  const keys = await keysOf(ctx)
  if (keys.length === 0) return undefined
  const options = await generateAuthenticationOptions({
    rpID: hostOf(ctx),
    userVerification: 'required',
    allowCredentials: keys.map(({ credential_id: id }) => ({ id })),
  })
  const ceremony = await beginCeremony(ctx, {
    kind: 'passkey-step-up',
    state: { challenge: options.challenge },
    person: ctx.actor.person,
  })
  return { ceremony, options: options as never }
}

/** Finishes it. Every fault is refused alike, and the challenge serves nobody else. */
export async function answerStepUp(ctx: Context, ceremony: string, answer: unknown): Promise<void> {
  const { challenge, person } = await endCeremony(ctx, 'passkey-step-up', ceremony)
  const response = answer as AuthenticationResponseJSON
  const key = (await keysOf(ctx)).find(({ credential_id: id }) => id === String(response.id))
  if (person !== ctx.actor.person || !key) throw refused()
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: ctx.node.config.origin,
    expectedRPID: hostOf(ctx),
    requireUserVerification: true,
    credential: {
      id: key.credential_id,
      publicKey: new Uint8Array(key.public_key),
      counter: key.counter,
      transports: key.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined)
  if (!verified?.verified) throw refused()
  await ctx.tx.db
    .updateTable('passkey')
    .set({ counter: verified.authenticationInfo.newCounter, used_at: ctx.now })
    .where('credential_id', '=', key.credential_id)
    .execute()
}

function keysOf(ctx: Context) {
  return ctx.tx.db
    .selectFrom('passkey')
    .select(['credential_id', 'public_key', 'counter', 'transports'])
    .where('person_id', '=', ctx.actor.person)
    .where('removed_at', 'is', null)
    .execute()
}

function hostOf(ctx: Context): string {
  return new URL(ctx.node.config.origin).hostname
}

function refused(): Problem {
  return new Problem('conflict', {
    en: 'The passkey was not accepted: nothing was opened',
    th: 'พาสคีย์ไม่ถูกต้อง ยังไม่มีการเปิดข้อมูลใด',
  })
}
