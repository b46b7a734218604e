import { createHmac } from 'node:crypto'

import type { Punishment } from '@shield/core'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { secretFor } from '../../node-secret.ts'
import type { VaultAsker } from '../../vault-door.ts'
import type { PunishmentLaw } from './find-law.ts'
import { dueOf } from './finding.ts'
import type { FindingLaw } from './finding.ts'

/** What lies sealed of a punishment. */
export interface PunishmentDetails {
  readonly since?: string | undefined
  readonly authority?: string | undefined
  readonly words?: string | undefined
  /** Of a record of the enforcement zone: whose, and the status as it is written there. */
  readonly record?: { readonly organisation: string; readonly status: string }
}

export interface NewFinding {
  readonly id?: string
  readonly code: string
  readonly punishment: Punishment
  readonly source: 'report' | 'list' | 'record'
  /** What it was found by: a statement, a list with its line, an act. */
  readonly key: string
  readonly details: PunishmentDetails
  readonly office: string
  readonly law: PunishmentLaw
  /** Who is told besides the office: those who care, where they said it themselves. */
  readonly carers: readonly string[]
}

/**
 * Writes a finding, once for what it was found by and once for a punishment that goes on. Gives its id and whether it is
 * new. Details are sealed before, and outside this transaction: of one that does not happen nobody holds their id.
 */
export async function makeFinding(
  visit: Visit,
  asker: VaultAsker,
  made: NewFinding,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { tx, node, now } = visit
  const tag = tagOf(visit, made)
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438051))', [made.code])
  const known = await tx.client.query<{ id: string }>(
    `select id from punishment_finding where code = $1 and (tag = $2 or punishment = $3 and state <> 'done') limit 1`,
    [made.code, tag, made.punishment],
  )
  if (known.rows[0]) return { id: known.rows[0].id, isNew: false }
  const [sealed] = await node.vault.seal(asker, [
    { code: made.code, part: 'words', body: Buffer.from(JSON.stringify(made.details)) },
  ])
  const block = templateMarking('protection', {
    node: node.name,
    organisation: made.office,
    organisationKind: 'prosecutor',
  })
  const marking = await node.markings.intern(tx, { ...block, releasedTo: [...made.carers] })
  const id = made.id ?? newId()
  const dueAt = dueOf(made, 'found', now)
  await tx.client.query(
    `insert into punishment_finding (id, code, marking_id, punishment, source, tag, details_id, law, due_at, found_at, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, made.code, marking, made.punishment, made.source, tag, sealed?.id ?? null],
      ...[JSON.stringify(lawOf(made.law)), dueAt, now, made.carers.length > 0 ? now : null],
    ],
  )
  if (dueAt)
    await enqueue(tx, 'non-punishment.chase', { finding: id }, { key: `punishment:${id}`, at: dueAt })
  // The finding, not the person and never the record: who reads the trail of a record must not meet it there.
  await audit(visit, { action: 'punishment.found', object: id, organisation: made.office })
  return { id, isNew: true }
}

function lawOf({ code, version, nonPunishment }: PunishmentLaw): FindingLaw {
  const { statusWords: _, ...kept } = nonPunishment
  return { code, version, nonPunishment: kept }
}

function tagOf({ node }: Pick<Visit, 'node'>, { source, key, punishment }: NewFinding): Buffer {
  const digest = createHmac('sha256', secretFor(node, 'punishment-tag'))
  return digest
    .update(JSON.stringify([source, punishment, key]))
    .digest()
    .subarray(0, 16)
}
