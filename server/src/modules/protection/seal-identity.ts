import type { PersonIdentity, ProtectedPerson } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { BlindValue } from '../../vault-door.ts'
import { askVault } from './ask-vault.ts'
import { blindOf } from './blind-values.ts'
import { noteAct } from './note-act.ts'
import { getPerson } from './person.ts'
import { readProtected } from './read-person.ts'
import { notShared, partsFor } from './share.ts'

/** Seals what is known of who somebody is. An earlier version stays sealed and is not shown. */
export async function sealIdentity(
  ctx: Context,
  code: string,
  identity: PersonIdentity,
): Promise<ProtectedPerson> {
  const person = await getPerson(ctx, code, { lock: true })
  permit(ctx, 'content.write', ctx.node.markings.block(person.marking_id))
  const parts = await partsFor(ctx, person)
  if (parts !== 'all' && !parts.has('identity')) throw new Problem('not-allowed', notShared)
  await sealIdentities(ctx, [{ code, identity }])
  return readProtected(ctx, code)
}

interface SealingIdentity {
  readonly code: string
  readonly identity?: PersonIdentity
  /** What else it may be found again by. */
  readonly found?: readonly BlindValue[]
}

/** The same for several at once, one question to the vault. */
export async function sealIdentities(ctx: Context, given: readonly SealingIdentity[]): Promise<void> {
  const sealing = given.flatMap(({ code, identity, found = [] }) =>
    identity ? [{ code, identity, found }] : [],
  )
  if (sealing.length === 0) return
  const country = ctx.node.name.toUpperCase()
  const sealed = await askVault(ctx, (vault, asker) =>
    vault.seal(
      asker,
      sealing.map(({ code, identity, found }) => ({
        code,
        part: 'identity' as const,
        body: Buffer.from(JSON.stringify(identity)),
        blind: [...blindOf(identity, country), ...found],
      })),
    ),
  )
  for (const [index, { code }] of sealing.entries()) {
    const { id = '', erasedBefore = false } = sealed[index] ?? {}
    await ctx.tx.client.query(
      `update protected_person set identity_id = $2, identity_at = $3, erased_before = erased_before or $4,
         version = version + 1, changed_at = $3 where code = $1`,
      [code, id, ctx.now, erasedBefore],
    )
    await noteAct(ctx, {
      id: newId(),
      code,
      kind: 'sealed',
      body: { part: 'identity', sealed: id },
      at: ctx.now,
    })
    await audit(ctx, { action: 'identity.sealed', object: code })
  }
}
