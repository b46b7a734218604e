import type { MatchIdentifier } from '@shield/contract'

import { logSize, proveInclusion } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Node, Visit } from '../../context.ts'
import { inVisit, post } from '../../peer/index.ts'
import type { Noted } from '../../peer/index.ts'

const againMs = 1000

/** Sends a question once its ticket stands in the audit's log under a signed head: nobody asks off the record. */
export async function sendMatch(node: Node, { ask }: { readonly ask: string }): Promise<void> {
  await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<{ peer: string; ticket: string; audit_id: string }>(
      `select peer, ticket, audit_id from match_ask where id = $1 and state = 'logging' for update`,
      [ask],
    )
    const row = found.rows[0]
    if (!row) return
    const logged = await findLogged(visit, row.audit_id)
    if (!logged) {
      const at = new Date(Date.now() + againMs)
      return enqueue(visit.tx, 'matching.send', { ask }, { key: `matching.send:${ask}`, at })
    }
    const { ticket, peer } = row
    await post(visit, {
      peer,
      kind: 'match-ask',
      about: ask,
      body: { ticket, logged, groups: await groupsOf(visit, ask) },
    })
    await visit.tx.client.query(`update match_ask set state = 'sent' where id = $1`, [ask])
  })
}

async function findLogged(visit: Visit, event: string) {
  const found = await visit.tx.client.query<{ event: Buffer; sequence: number | null }>(
    'select i.event, l.sequence from audit_intake i left join audit_leaf l on l.audit_id = i.id where i.id = $1',
    [event],
  )
  const row = found.rows[0]
  const size = await logSize(visit.tx)
  if (row?.sequence == null || row.sequence >= size) return undefined
  const head = await visit.tx.client.query<{ note: string }>(
    'select note from audit_checkpoint where size = $1',
    [size],
  )
  const proof = await proveInclusion(visit.tx, row.sequence, size)
  return {
    event: row.event.toString('utf8'),
    index: row.sequence,
    proof: proof.map((hash) => hash.toString('base64')),
    note: head.rows[0]?.note ?? '',
  }
}

async function groupsOf(visit: Visit, ask: string) {
  const found = await visit.tx.client.query<{ identifier: MatchIdentifier; epoch: string; blinded: Buffer }>(
    'select identifier, epoch, blinded from match_element where ask_id = $1 and norm is not null order by number',
    [ask],
  )
  return [...Map.groupBy(found.rows, (row) => row.identifier)].map(([identifier, list]) => ({
    identifier,
    epoch: list[0]?.epoch ?? '',
    blinded: list.map((row) => row.blinded.toString('base64url')),
  }))
}

/** The partner does not answer it, and says by which rule. */
export async function noteRefusal(visit: Visit, receipt: Noted<'match-ask'>): Promise<void> {
  if (receipt.state !== 'refused') return
  await visit.tx.client.query(
    `update match_ask set state = 'refused', code = $3 where id::text = $1 and peer = $2 and state = 'sent'`,
    [receipt.about, receipt.peer, receipt.code ?? null],
  )
}
