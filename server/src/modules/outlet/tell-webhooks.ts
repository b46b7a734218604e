import { createHmac } from 'node:crypto'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Tx } from '#store/database.ts'
import { askOutside } from '../../ask-outside.ts'
import type { Node, Visit } from '../../context.ts'
import { isSetBack } from '../../federation/index.ts'
import { isKeptHome } from '../../kept-home.ts'
import { unwrapSecret } from '../../node-secret.ts'
import { leavingBy } from '../../visible-to.ts'
import { findClientById } from '../identity/index.ts'
import { gatherEntities } from '../search/index.ts'
import type { Taker } from '../search/index.ts'
import { changesAfter } from './changes.ts'

/** What a machine is told of is for this. */
const purpose = 'exchange'
const mostItems = 100
const timeoutMs = 10_000
/** Waits before the next try, in minutes; the last one is repeated. Fifteen tries are about four days. */
const waits = [0.1, 0.5, 2, 5, 15, 30, 60, 120, 240, 480] as const
const mostAttempts = 15

interface Row {
  readonly id: string
  readonly client_id: string
  readonly url: string
  readonly secret: Buffer
  readonly position: number
  readonly message_id: string | null
  readonly attempts: number
}

interface Message {
  readonly row: Row
  readonly id: string
  readonly until: number
  readonly body: string
}

/** Tells each webhook that is due of what changed since, once a message at a time and in order. */
export async function tellWebhooks(node: Node, signal: AbortSignal): Promise<void> {
  const due = await node.database.pool.query<{ id: string }>(
    'select id from webhook where ended_at is null and next_try <= $1 order by next_try',
    [node.now()],
  )
  for (const { id } of due.rows) {
    if (signal.aborted) return
    const message = await node.database.inTransaction((tx) => nextMessage(visitOf(node, tx), id))
    if (message) await deliver(node, message, signal)
  }
}

const visitOf = (node: Node, tx: Tx): Visit => ({ tx, node, now: node.now(), requestId: newId() })

/** What a webhook is to be told next; undefined where nothing changed that its client may see. */
async function nextMessage(visit: Visit, id: string): Promise<Message | undefined> {
  const { tx } = visit
  const found = await tx.client.query<Row>(
    `select id, client_id, url, secret, position, message_id, attempts from webhook
     where id = $1 and ended_at is null for update skip locked`,
    [id],
  )
  const row = found.rows[0]
  const client = row && (await findClientById(visit, row.client_id))
  if (!row || !client) {
    await tx.client.query('update webhook set ended_at = $2 where id = $1 and ended_at is null', [
      row?.id ?? null,
      visit.now,
    ])
    return undefined
  }
  if (await isSetBack(visit)) return undefined
  const { actor, markings } = client
  const bits = await leavingBy(visit, { actor, purpose, markings })
  const asked = { bits, after: row.position, most: mostItems }
  const { entities, until } = await changesAfter(tx, asked)
  const items = await itemsOf({ ...visit, actor, purpose }, entities, bits)
  if (items.length === 0) {
    if (until !== row.position)
      await tx.client.query('update webhook set position = $2, message_id = null where id = $1', [id, until])
    return undefined
  }
  // A message that is tried again keeps its id; what it tells is what may be seen now.
  const message = row.message_id ?? newId()
  await tx.client.query('update webhook set message_id = $2 where id = $1', [id, message])
  const body = JSON.stringify({
    type: 'entities.changed',
    timestamp: visit.now.toISOString(),
    data: { items },
  })
  return { row, id: message, until, body }
}

interface Item {
  readonly id: string
  readonly kind: string
  readonly url: string
}

/** Ids, kinds and addresses: what changed is read by who is told, with the rights he has then. Nobody is told of people who are kept home. */
async function itemsOf(
  taker: Taker,
  entities: readonly number[],
  bits: Uint8Array,
): Promise<readonly Item[]> {
  const gathered = await gatherEntities(taker, { ids: entities, bits, format: '' })
  return gathered
    .filter((entity) => !isKeptHome(entity, taker.node.now()))
    .map(({ id, kind }) => ({ id, kind, url: `${taker.node.config.origin}/api/v1/entities/${id}` }))
}

async function deliver(node: Node, message: Message, signal: AbortSignal): Promise<void> {
  const { row, id, body } = message
  const timestamp = String(Math.floor(node.now().getTime() / 1000))
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'SHIELD',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(unwrapSecret(node, row.secret), `${id}.${timestamp}.${body}`),
  }
  const answer = await askOutside(node, { method: 'POST', url: row.url, headers, body, timeoutMs, signal })
  if (signal.aborted) return
  const fault =
    'fault' in answer
      ? answer.fault
      : answer.status >= 200 && answer.status < 300
        ? undefined
        : `status-${answer.status}`
  await node.database.inTransaction((tx) => note(visitOf(node, tx), message, fault))
}

/** Standard Webhooks: HMAC-SHA256 under the bytes of the secret, in base64, behind the name of the version. */
function signatureOf(secret: string, text: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`
}

async function note(visit: Visit, { row, id, until }: Message, fault: string | undefined): Promise<void> {
  const { client } = visit.tx
  if (fault === undefined) {
    await client.query(
      `update webhook set position = $2, message_id = null, attempts = 0, last_fault = null,
         next_try = $3, delivered_at = $3 where id = $1`,
      [row.id, until, visit.now],
    )
    await audit(visit, {
      action: 'webhook.told',
      object: row.id,
      person: row.client_id,
      detail: { message: id },
    })
    return
  }
  const attempts = row.attempts + 1
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? 0
  // Gone (410) is an end, and so is one that nobody mended in days.
  const isOver = fault === 'status-410' || attempts >= mostAttempts
  await client.query(
    `update webhook set attempts = $2, last_fault = $3, next_try = $4, ended_at = $5 where id = $1`,
    [...[row.id, attempts, fault, new Date(visit.now.getTime() + wait * 60_000), isOver ? visit.now : null]],
  )
  if (isOver) await audit(visit, { action: 'webhook.ended', object: row.id, detail: { fault } })
}
