import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { keepClocks } from './clock.ts'

/** People whose clocks are computed in one transaction. */
const atOnce = 500

/** By the clock, each night: computes whose day has come, and nothing else. Erasing is for two people. */
export async function sweepRetention(
  node: Node,
  _payload: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<void> {
  let after = ''
  while (signal?.aborted !== true) {
    const codes = await node.database.inTransaction(async (tx) => {
      const found = await tx.client.query<{ code: string }>(
        'select code from protected_person where code > $1 and erased_at is null order by code limit $2',
        [after, atOnce],
      )
      const some = found.rows.map((row) => row.code)
      if (some.length > 0) await keepClocks({ tx, node, now: node.now(), requestId: newId() }, some)
      return some
    })
    if (codes.length < atOnce) return
    after = codes.at(-1) ?? ''
  }
}
