import { setTimeout as sleep } from 'node:timers/promises'

import type { Node } from '../../context.ts'
import { newId } from '#store/identifier.ts'
import { federationChangedAt, findFederation, keysChangedAt } from '../../federation/index.ts'
import { loggable } from '../../loggable.ts'
import { takeKeys } from './follow-keys.ts'
import { takeMembers } from './take-members.ts'
import { tellMembers } from './tell-members.ts'

const intervalMs = 2000
/** Where nothing is exchanged a partner is still met so often, and sees how far the audit log has grown. */
const witnessMs = 3_600_000

/**
 * Follows what the commands write of the federation: who was admitted is a partner, and a rotated key is worked with, without a
 * restart. `renewed`: the door for partners has to open with another certificate.
 */
export async function startFederation(
  node: Node,
  renewed: () => void = () => undefined,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const { signal } = stopping
  let seen = 0
  let keysSeen = await keysChangedAt(node.config)
  let askedAt = 0
  const look = async (): Promise<void> => {
    const changedAt = await federationChangedAt(node.config)
    if (changedAt === seen) return
    await takeFederation(node)
    seen = changedAt
  }
  const lookAtKeys = async (): Promise<void> => {
    const changedAt = await keysChangedAt(node.config)
    if (changedAt === keysSeen || !(await takeKeys(node))) return
    keysSeen = changedAt
    renewed()
  }
  const report = (error: unknown): void =>
    node.log.error(loggable(error), 'the federation could not be read and is tried again')
  await look().catch(report)
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
      if (!signal.aborted) await look().catch(report)
      if (!signal.aborted) await lookAtKeys().catch(report)
      if (signal.aborted || Date.now() - askedAt < witnessMs) continue
      askedAt = Date.now()
      await askWitnesses(node).catch(report)
    }
  }
  const looping = loop()
  return {
    stop: async () => {
      stopping.abort()
      await looping
    },
  }
}

/** Brings the database to what the folder says. */
export async function takeFederation(node: Node): Promise<void> {
  const federation = await findFederation(node.config)
  if (!federation) return
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await takeMembers(visit, federation)
    await tellMembers(visit, federation)
  })
}

async function askWitnesses(node: Node): Promise<void> {
  await node.database.pool.query(
    `update peer p set meet = true where p.identity is not null and p.breaker = 'closed'
       and not exists (select 1 from cosignature c where c.peer = p.node and c.at > $1)`,
    [new Date(node.now().getTime() - witnessMs)],
  )
}
