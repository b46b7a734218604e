import { createHash, randomBytes } from 'node:crypto'

import { audit } from '#audit/index.ts'
import { inVisit, post } from '../../peer/index.ts'
import type { Node, Visit } from '../../context.ts'
import { unwrapSecret, wrapSecret } from '../../node-secret.ts'
import { findEligible } from './eligible.ts'
import { evaluateAll } from './evaluate-all.ts'
import { makeFilter } from './filter.ts'
import { newKeyPair } from './oprf.ts'
import { domainText, listTerms } from './terms.ts'
import type { Terms } from './terms.ts'
import { epochOf } from './token.ts'
import type { Domain } from './token.ts'

export interface OwnKey {
  readonly secret: Buffer
  readonly publicKey: Buffer
  readonly fill: Buffer
}

/** Our key of a domain, as long as it is not destroyed. */
export async function findKey(visit: Visit, domain: Domain): Promise<OwnKey | undefined> {
  const found = await visit.tx.client.query<{ secret: Buffer | null; public_key: Buffer; fill: Buffer }>(
    'select secret, public_key, fill from match_key where agreement_id = $1 and identifier = $2 and epoch = $3',
    [...domainText(domain)],
  )
  const row = found.rows[0]
  if (!row?.secret) return undefined
  const [secret, fill] = [row.secret, row.fill].map((one) =>
    Buffer.from(unwrapSecret(visit.node, one), 'base64url'),
  )
  return secret && fill ? { secret, fill, publicKey: row.public_key } : undefined
}

async function takeKey(visit: Visit, domain: Domain): Promise<OwnKey> {
  const known = await findKey(visit, domain)
  if (known) return known
  const pair = newKeyPair()
  const made = {
    secret: Buffer.from(pair.secret),
    publicKey: Buffer.from(pair.publicKey),
    fill: randomBytes(32),
  }
  const wrap = (secret: Buffer): Buffer => wrapSecret(visit.node, secret.toString('base64url'))
  await visit.tx.client.query(
    `insert into match_key (agreement_id, identifier, epoch, secret, public_key, fill, made_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [...domainText(domain), wrap(made.secret), made.publicKey, wrap(made.fill), visit.now],
  )
  await audit(visit, {
    action: 'match.key-made',
    object: domain.agreement,
    detail: { kind: domain.identifier, epoch: domain.epoch },
  })
  return made
}

/** Tells every partner, kind by kind, what it may ask about this month; only what is new since the last time is computed. */
export async function publishFilters(node: Node, _: object, signal: AbortSignal): Promise<void> {
  const all = await inVisit(node, listTerms)
  const epoch = epochOf(node.now())
  for (const terms of all)
    for (const identifier of terms.identifiers) {
      signal.throwIfAborted()
      await publishOne(node, { terms, domain: { agreement: terms.agreement, identifier, epoch } }, signal)
    }
  await inVisit(node, (visit) => destroyKeys(visit, all))
}

interface ToPublish {
  readonly terms: Terms
  readonly domain: Domain
}

async function publishOne(node: Node, { terms, domain }: ToPublish, signal: AbortSignal): Promise<void> {
  const { key, fresh } = await inVisit(node, async (visit) => {
    const owned = await takeKey(visit, domain)
    const eligible = await findEligible(visit, { ...terms, identifier: domain.identifier })
    await visit.tx.client.query(
      'delete from match_token where agreement_id = $1 and identifier = $2 and epoch = $3 and not norm = any($4::text[])',
      [...domainText(domain), eligible],
    )
    const known = await visit.tx.client.query<{ norm: string }>(
      'select norm from match_token where agreement_id = $1 and identifier = $2 and epoch = $3',
      [...domainText(domain)],
    )
    const held = new Set(known.rows.map((row) => row.norm))
    return { key: owned, fresh: eligible.filter((norm) => !held.has(norm)) }
  })
  const outputs = await evaluateAll({ secret: key.secret, domain, norms: fresh }, signal)
  await inVisit(node, async (visit) => {
    await visit.tx.client.query(
      `insert into match_token (agreement_id, identifier, epoch, norm, output)
       select $1, $2, $3, norm, output from unnest($4::text[], $5::bytea[]) as token (norm, output) on conflict do nothing`,
      [...domainText(domain), fresh, outputs],
    )
    await tellFilter(visit, { terms, domain }, key)
  })
}

/** Bytes of one part: 700 kB as text, well within a message. */
const partBytes = 512 * 1024

async function tellFilter(visit: Visit, { terms, domain }: ToPublish, key: OwnKey): Promise<void> {
  const { client } = visit.tx
  const tokens = await client.query<{ output: Buffer }>(
    'select output from match_token where agreement_id = $1 and identifier = $2 and epoch = $3',
    [...domainText(domain)],
  )
  const filter = makeFilter(
    tokens.rows.map((row) => row.output),
    key.fill,
  )
  const digest = createHash('sha256').update(filter).digest()
  const kept = await client.query<{ version: number }>(
    `insert into match_published (agreement_id, identifier, epoch, version, digest, at) values ($1, $2, $3, 1, $4, $5)
     on conflict (agreement_id, identifier, epoch) do update set version = match_published.version + 1, digest = excluded.digest, at = excluded.at
     where match_published.digest <> excluded.digest returning version`,
    [...domainText(domain), digest, visit.now],
  )
  const version = kept.rows[0]?.version
  if (version === undefined) return
  const parts = Math.ceil(filter.length / partBytes)
  for (let part = 0; part < parts; part += 1)
    await post(visit, {
      peer: terms.peer,
      kind: 'match-filter',
      body: {
        ...domain,
        publicKey: key.publicKey.toString('base64url'),
        ...{ version, part, parts, digest: digest.toString('base64url') },
        tokens: filter.subarray(part * partBytes, (part + 1) * partBytes).toString('base64url'),
      },
    })
  await audit(visit, {
    action: 'match.published',
    object: domain.agreement,
    detail: {
      peer: terms.peer,
      kind: domain.identifier,
      epoch: domain.epoch,
      version,
      size: filter.length / 8,
    },
  })
}

/**
 * Keys of agreements that hold no more, or no longer let a kind be matched, and of months before the last. The last one stays:
 * questions of it may be under way, and a token of it may still be shown.
 */
async function destroyKeys(visit: Visit, all: readonly Terms[]): Promise<void> {
  const last = new Date(visit.now)
  last.setUTCDate(0)
  const standing = all.flatMap((terms) => terms.identifiers.map((one) => `${terms.agreement} ${one}`))
  const gone = await visit.tx.client.query<{ agreement_id: string; identifier: string; epoch: string }>(
    `update match_key set secret = null, fill = '', destroyed_at = $1
     where secret is not null and (epoch < $2 or not (agreement_id::text || ' ' || identifier) = any($3::text[]))
     returning agreement_id, identifier, epoch`,
    [visit.now, epochOf(last), standing],
  )
  for (const row of gone.rows) {
    await visit.tx.client.query(
      'delete from match_token where agreement_id = $1 and identifier = $2 and epoch = $3',
      [...[row.agreement_id, row.identifier, row.epoch]],
    )
    await audit(visit, {
      action: 'match.key-destroyed',
      object: row.agreement_id,
      detail: { kind: row.identifier, epoch: row.epoch },
    })
  }
}
