import { createHash, createPublicKey, sign, verify } from 'node:crypto'

import type { ReceiptItems, ReturnReceipt } from '@shield/contract'
import { canonicalJson } from '@shield/core'

import type { Context, Node } from '../../context.ts'

interface ReceiptRow {
  readonly id: string
  readonly items: ReceiptItems
  readonly digest: string
  readonly released_name: string
  readonly released_by: string
  readonly released_at: Date
  readonly released_signature: string
  readonly received_by: string | null
  readonly received_at: Date | null
  readonly received_signature: string | null
  readonly differs_id: string | null
}

/** The receipt of a return, and whether what stands there is what both sides signed. */
export async function viewReceipt(
  ctx: Context,
  id: string,
  code: string,
): Promise<ReturnReceipt | undefined> {
  const row = await findReceipt(ctx, id)
  if (!row) return undefined
  const isRight =
    row.digest === digestOf({ receipt: row.id, code, items: row.items, at: row.released_at }) &&
    isSigned(row.released_signature, [
      'released',
      row.digest,
      row.released_by,
      row.released_at.toISOString(),
    ]) &&
    (!row.received_at ||
      isSigned(row.received_signature, [
        ...['received', row.digest, row.received_by ?? '', row.received_at.toISOString()],
      ]))
  return {
    id: row.id,
    items: row.items,
    digest: row.digest,
    releasedBy: row.released_name,
    releasedAt: row.released_at.toISOString(),
    releasedMark: markOf(row.released_signature),
    ...(row.received_at ? { receivedAt: row.received_at.toISOString() } : {}),
    ...(row.received_signature ? { receivedMark: markOf(row.received_signature) } : {}),
    differs: row.differs_id !== null,
    isRight,
  }
}

export async function findReceipt(ctx: Context, id: string): Promise<ReceiptRow | undefined> {
  const found = await ctx.tx.client.query<ReceiptRow>(
    `select r.*, p.name_en as released_name from return_receipt r join person p on p.id = r.released_by where r.case_id = $1`,
    [id],
  )
  return found.rows[0]
}

interface Digested {
  readonly receipt: string
  readonly code: string
  readonly items: ReceiptItems
  readonly at: Date
}

export function digestOf({ receipt, code, items, at }: Digested): string {
  return createHash('sha256')
    .update(canonicalJson({ receipt, code, items, at: at.toISOString() }))
    .digest('hex')
}

interface Signature {
  /** The public half, so that it can be checked after the node has changed its keys; the audit says when it was made. */
  readonly key: string
  readonly signature: string
}

export function signFor({ keys }: Node, said: readonly string[]): string {
  const { privateKey, publicKey } = keys.audit
  const made: Signature = {
    key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    signature: sign(null, Buffer.from(canonicalJson(said)), privateKey).toString('base64url'),
  }
  return JSON.stringify(made)
}

function isSigned(text: string | null, said: readonly string[]): boolean {
  if (text === null) return false
  const { key, signature } = JSON.parse(text) as Signature
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(canonicalJson(said)), publicKey, Buffer.from(signature, 'base64url'))
}

/** What stands on the paper of a signature. */
function markOf(text: string): string {
  return (JSON.parse(text) as Signature).signature.slice(0, 12)
}
