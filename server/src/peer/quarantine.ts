import type { Envelope } from '@shield/contract'

import type { Node } from '../context.ts'
import { loggable } from '../loggable.ts'
import { decideMessage } from './decide-message.ts'
import type { Decided } from './decide-message.ts'
import { acknowledge } from './later-receipt.ts'
import { inVisit } from './send.ts'

const mostAtOnce = 1000

/** Tries everything in quarantine once more. A node does it at each start: what could not be read may be read by a mended program. */
export async function retryAllQuarantined(node: Node, signal: AbortSignal): Promise<void> {
  const found = await node.database.pool.query<{ peer: string; message: string }>(
    `select peer, message_id as message from inbox where state = 'quarantined' order by received_at limit $1`,
    [mostAtOnce],
  )
  for (const one of found.rows)
    if (!signal.aborted)
      await retryQuarantined(node, one).catch((error: unknown) =>
        node.log.error(loggable(error), 'a message in quarantine could not be tried again'),
      )
}

/**
 * Tries once more what could not be read when it came, from the bytes as they were signed: after a mend of the program.
 * What it becomes is told to the partner by a receipt of its own; what still can't be read stays where it is.
 */
export async function retryQuarantined(
  node: Node,
  { peer, message }: { readonly peer: string; readonly message: string },
): Promise<Decided['state'] | undefined> {
  return inVisit(node, async (visit) => {
    const { tx } = visit
    const kept = await tx.client.query<{ text: string }>(
      `select e.text from inbox i join inbox_envelope e on e.peer = i.peer and e.id = i.envelope_id
       where i.peer = $1 and i.message_id = $2 and i.state = 'quarantined' for no key update of i`,
      [peer, message],
    )
    const envelope = kept.rows[0] && contentOf(kept.rows[0].text)
    const told = envelope?.messages.find((one) => one.id === message)
    if (!envelope || !told) return undefined
    const { suspended_at: suspended } = await tx.db
      .selectFrom('peer')
      .select('suspended_at')
      .where('node', '=', peer)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const isBarred = suspended !== null && envelope.lane === 'ordinary'
    const { state, code, about = '' } = await decideMessage(visit, { envelope, message: told, isBarred })
    if (state === 'quarantined' || state === 'accepted') return state
    await tx.db
      .updateTable('inbox')
      .set({ state, code: code ?? null, about })
      .where('peer', '=', peer)
      .where('message_id', '=', message)
      .execute()
    await acknowledge(visit, peer, { message, state, ...(code === undefined ? {} : { code }) })
    return state
  })
}

/** The signature was right when it came, and the row has not been touched since: nobody may. */
function contentOf(text: string): Envelope {
  const { payload } = JSON.parse(text) as { readonly payload: string }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Envelope
}
