import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { currentKey, ensureOwnKeys, keyPlace, openPeerTls } from '../../federation/index.ts'
import { thumbprint } from '../../keys.ts'

/**
 * Works from now on with the keys and the certificate that lie in the folder: rotated by a command while the node is on the air.
 * Every partner is met, so that it has the key log before it gets what the new key signed. Gives false while the folder is being
 * written: the log names a key whose file is not there yet.
 */
export async function takeKeys(node: Node): Promise<boolean> {
  const { keys, log, events } = await ensureOwnKeys(keyPlace(node.config), node.now())
  const isWhole = (['envelope', 'encryption'] as const).every(
    (use) => currentKey(events, use)?.kid === thumbprint(keys[use].publicKey),
  )
  if (!isWhole || currentKey(events, 'second')?.kid !== keys.second?.kid) return false
  const tls = await openPeerTls(node.config)
  const { agent } = node.tls ?? {}
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await tx.client.query('update peer set meet = true')
    await audit(visit, { action: 'keys.changed', detail: { events: events.length } })
    Object.assign(node, { keys: { ...keys, log }, tls })
  })
  // What is under way with the certificate of before fails and is sent again.
  agent?.destroy()
  return true
}
