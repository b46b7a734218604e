import { Readable } from 'node:stream'

import type { AgreementBody } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { findOwnKeys, keyLogOf, keyPlace } from '../../federation/index.ts'
import type { IdentifiedLog } from '../../federation/index.ts'
import { notFound } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { nameOfSignature } from './sign-agreement.ts'

/** Of one party: its signature, and the key log that says by which key it could sign when. */
export interface SignedBy {
  readonly node: string
  readonly jws: string
  /** Absent for a node without a key log, outside of a federation: then `key` alone says whose it is. */
  readonly keys?: IdentifiedLog
  readonly key?: unknown
}

/** An agreement as it is taken along: what was signed, both signatures, and what they are verified with. */
export interface AgreementFile {
  readonly kind: 'agreement'
  readonly agreement: AgreementBody
  readonly signatures: readonly SignedBy[]
}

/** The version in force, or the last that was, to be verified by anybody without this node. */
export async function downloadAgreement(ctx: Context, id: string): Promise<Download> {
  const file = await fileOfAgreement(ctx, id)
  if (!file) throw notFound()
  await audit(ctx, { action: 'agreement.read', object: id })
  return {
    fileName: `agreement-${id}-${file.agreement.version}.json`,
    contentType: 'application/json',
    body: Readable.from([`${JSON.stringify(file, null, 1)}\n`]),
  }
}

interface Row {
  readonly body: AgreementBody
  readonly peer: string
  readonly ours: string
  readonly theirs: string
  readonly public_key: unknown
}

export async function fileOfAgreement(visit: Visit, id: string): Promise<AgreementFile | undefined> {
  const { tx, node } = visit
  const found = await tx.client.query<Row>(
    `select a.body, a.peer, a.ours->>'jws' as ours, a.theirs->>'jws' as theirs, p.public_key
     from agreement a join peer p on p.node = a.peer where a.id = $1`,
    [id],
  )
  const row = found.rows[0]
  if (!row) return undefined
  const own = await findOwnKeys(keyPlace(node.config))
  const theirs = await keyLogOf(visit, row.peer, nameOfSignature(row.theirs)?.kid ?? '')
  return {
    kind: 'agreement',
    agreement: row.body,
    signatures: [
      {
        ...{ node: node.name, jws: row.ours },
        ...(own
          ? { keys: { identity: own.identity, log: own.log } }
          : { key: node.keys.envelope.publicKey.export({ format: 'jwk' }) }),
      },
      { ...{ node: row.peer, jws: row.theirs }, ...(theirs ? { keys: theirs } : { key: row.public_key }) },
    ],
  }
}
