import { audit } from '#audit/index.ts'
import type { Node } from '../context.ts'
import { noteWitnessed, witness } from '../federation/index.ts'
import { Undelivered, inVisit, send } from './send.ts'
import { readHello, writeHello } from './hello.ts'
import { learnAsked } from './learn.ts'
import { skewOf } from './skew.ts'

/**
 * Asks a partner who it is, which protocol it speaks, what its clock says and what of ours it holds, and mends what differs.
 * A partner that knows no hello is of the previous release, unless it spoke a later one before: then it is not believed.
 */
export async function meet(node: Node, peer: string, signal: AbortSignal): Promise<void> {
  const { id, text, address, protocol } = await inVisit(node, async (visit) => {
    const found = await visit.tx.db
      .selectFrom('peer')
      .select(['address', 'protocol'])
      .where('node', '=', peer)
      .executeTakeFirstOrThrow()
    return { ...found, ...(await writeHello(visit, { peer })) }
  })
  const asked = node.now()
  const answer = await send(node, { url: `${address}/peer/v2/hello`, peer, body: text, signal }).catch(
    async (error: unknown) => {
      if (!(error instanceof Undelivered) || error.fault !== 'status 404') throw error
      await fallBack(node, peer, protocol)
      return undefined
    },
  )
  if (answer === undefined) return
  const had = node.now()
  // By itself, for what its key log tells is kept even where the rest is not believed.
  const hello = await inVisit(node, (visit) => readHello(visit, answer))
  const isAnew = await inVisit(node, async (visit) => {
    if (!hello || hello.from !== peer || hello.answers !== id) throw new Undelivered('answer')
    const isAnew = await learnAsked(visit, hello, skewOf(new Date(hello.created), asked, had))
    await noteWitnessed(visit, { peer, said: hello })
    await witness(visit, { peer, checkpoint: hello.checkpoint, isFresh: true })
    return isAnew
  })
  // Our streams began anew: the partner has to know before it gets a number of them.
  if (isAnew) await meet(node, peer, signal)
}

async function fallBack(node: Node, peer: string, protocol: number | null): Promise<void> {
  const isDowngrade = protocol !== null && protocol > 1
  await inVisit(node, async (visit) => {
    if (isDowngrade)
      await audit(visit, { action: 'peer.downgraded', detail: { peer, from: protocol, to: 1 } })
    else
      await visit.tx.client.query(
        `update peer set protocol = 1, meet = false, try_at = null, breaker = 'closed', failures = 0, failed_at = null, fault = null
         where node = $1`,
        [peer],
      )
  })
  if (isDowngrade) throw new Undelivered('downgrade')
}
