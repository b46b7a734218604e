import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { AgreementBody } from '@shield/contract'
import type { Marking, Purpose } from '@shield/core'
import { people } from '@shield/world'

import { seal } from './seal.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'
import { loadKeys } from './keys.ts'
import { addAgreement, addPeer, everyKind, everyProperty, signAgreement } from './modules/exchange/index.ts'
import { addPerson } from './modules/identity/index.ts'
import { importFile } from './modules/intake/index.ts'
import { followLeads } from './modules/leads/index.ts'
import type { Actor, Role } from './policy/index.ts'
import { assessOffice, blocksAround, careOffice, consularOffice, office } from './testing-blocks.ts'
import { addCaseRelease, addFigureRelease } from './testing-figures.ts'
import { addHit, addMatch, addRequest, addVersion } from './testing-matches.ts'
import { addComplaint, addEvacuation, addGlass, addPack, addProtected } from './testing-protected.ts'
import type { Subject } from './testing-subject.ts'
import type { TestNode } from './testing.ts'

/** Somebody of th-aht with one role, or none; a case worker of th-msd, an assessor of th-osp, an officer of an embassy. */
export interface Asker {
  readonly role: Role | 'none'
  readonly actor: Actor
}

export interface GuardedWorld {
  readonly th: TestNode
  readonly subjects: readonly Subject[]
  readonly askers: readonly Asker[]
  /** Somebody who asked for whatever waits for a second person; none of the askers. */
  readonly proposer: string
  readonly grant: string
  /** A request of th-aht to a partner, made by the proposer. */
  readonly request: string
  /** An emergency look of the proposer, at somebody of the first subject. */
  readonly glass: string
  /** An order to evacuate, by somebody of two offices: whoever may order it fits as the second person. */
  readonly evacuation: string
  /** A complaint of somebody without a name. */
  readonly complaint: string
  /** Cases of th-msd that were given out. */
  readonly caseRelease: string
  /** A figure of th-msd that everybody reads. */
  readonly figureRelease: string
  /** A question of th-aht to a partner. */
  readonly match: string
  /** People on a device of the case worker's. */
  readonly pack: string
  /** A version of an agreement, proposed by the proposer. */
  readonly version: string
  readonly colleague: string
  /** An event of the audit. */
  readonly event: string
}

const csv = 'id,name,phone,company\nP1,Guarded One,+999 81 234 5678,C1\nP2,Guarded Two,+999 81 234 9999,C1\n'
/** How the guarded files are read: people with a telephone, employed by companies. */
export const guardedMapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'phone', property: 'phone' },
      ],
    },
    {
      name: 'company',
      kind: 'Company',
      key: ['company'],
      columns: [{ column: 'company', property: 'name' }],
    },
  ],
  links: [{ kind: 'Employment', from: 'person', to: 'company' }],
} as const

/** Imports a file of two people under any block, the way every file comes in. */
export async function importUnder(
  node: Node,
  block: Marking,
  file: { readonly sourceName: string; readonly content?: string },
): Promise<string> {
  // In the node's own folder, which goes with the node.
  const path = join(node.config.dataFolder, `${newId()}.csv`)
  await writeFile(path, file.content ?? csv)
  const done = await importFile(node, {
    path,
    fileName: 'people.csv',
    format: 'csv',
    mapping: guardedMapping as never,
    sourceName: file.sourceName,
    organisation: block.organisation,
    marking: block,
    purpose: 'investigation' satisfies Purpose,
  })
  if (done.state !== 'done') throw new Error(`the guarded file was not imported: ${done.state}`)
  return done.id
}

/** Rows of every kind under every block, and askers of every role. */
export async function buildGuardedWorld(th: TestNode): Promise<GuardedWorld> {
  const agreement = await addPartner(th.node)
  const proposer = people[0]?.id ?? ''
  const subjects: Subject[] = []
  for (const [name, block] of Object.entries(blocksAround()))
    subjects.push(await addSubject(th, { name, block, agreement, proposer }))
  const askers: Asker[] = []
  // The officer first: whoever may change how rows are handled has changed it once he is through.
  const roles = ['exchange-officer', 'analyst', 'supervisor', 'administrator', 'oversight', 'none'] as const
  for (const role of roles)
    askers.push({ role, actor: await addAsker(th.node, role === 'none' ? [] : [role]) })
  const worker = await addAsker(th.node, ['case-worker'], careOffice)
  askers.push({ role: 'case-worker', actor: worker })
  askers.push({ role: 'shelter-head', actor: await addAsker(th.node, ['shelter-head'], careOffice) })
  askers.push({ role: 'assessor', actor: await addAsker(th.node, ['assessor'], assessOffice) })
  askers.push({
    role: 'consular-officer',
    actor: await addAsker(th.node, ['consular-officer'], consularOffice),
  })
  const colleague = (await addAsker(th.node, [])).person
  const grant = newId()
  await th.node.database.pool.query(
    `insert into role_grant (id, person_id, role, reason, proposed_by) values ($1, $2, 'analyst', 'for the matrix', $3)`,
    [grant, colleague, proposer],
  )
  await th.node.search.upToDate()
  await followLeads(th.node)
  const events = await th.node.database.pool.query<{ id: string }>('select id from audit_intake limit 1')
  const match = await addMatch(th.node, { agreement, proposer })
  const request = await addRequest(th.node, { agreement, proposer })
  const pack = await addPack(th.node, worker)
  const version = await addVersion(th.node, { agreement, proposer })
  const figureRelease = await addFigureRelease(th.node, proposer)
  const caseRelease = await addCaseRelease(th.node, { proposer, ids: subjects[0]?.ids ?? {} })
  return {
    th,
    subjects,
    askers,
    proposer,
    grant,
    figureRelease,
    caseRelease,
    match,
    pack,
    request,
    version,
    glass: await addGlass(th.node, { code: subjects[0]?.ids.protectedPerson ?? '', proposer }),
    evacuation: await addEvacuation(th.node, await addAsker(th.node, ['administrator', 'oversight'])),
    complaint: await addComplaint(th.node),
    colleague,
    event: events.rows[0]?.id ?? '',
  }
}

async function addAsker(
  node: Node,
  roles: readonly Role[],
  where: typeof office | typeof careOffice | typeof assessOffice | typeof consularOffice = office,
): Promise<Actor> {
  const about = { ...where, roles, clearance: 2 } as const
  const person = await node.database.inTransaction((tx) =>
    addPerson(
      { tx, node, now: node.now(), requestId: newId() },
      { ...about, name: { en: 'Asker', th: 'ผู้ถาม' } },
    ),
  )
  return { ...about, person, node: node.name }
}

/** The partner ph with an agreement over everything, signed by both. Gives the agreement's id. */
export async function addPartner(node: Node, changes: Partial<AgreementBody> = {}): Promise<string> {
  const keys = await loadKeys(join(node.config.dataFolder, 'keys-of-ph'))
  const body: AgreementBody = {
    id: newId(),
    version: 1,
    parties: ['th', 'ph'],
    title: { en: 'Test agreement', th: 'ข้อตกลงทดสอบ' },
    kinds: everyKind,
    properties: everyProperty,
    purposes: ['investigation', 'prosecution', 'exchange', 'financial-intelligence', 'border'],
    legalBasis: 'Test agreement, article 1',
    onward: false,
    matching: {
      identifiers: ['phone', 'plate'],
      purposes: ['investigation'],
      quota: { person: 100, case: 100, node: 100 },
    },
    validFrom: '2020-01-01',
    validUntil: '2099-12-31',
    ...changes,
  }
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await addPeer(visit, {
      node: 'ph',
      name: { en: 'Partner', th: 'คู่ร่วมมือ' },
      address: 'http://127.0.0.1:9',
      publicKey: keys.envelope.publicKey.export({ format: 'jwk' }),
      encryptionKey: keys.encryption.publicKey.export({ format: 'jwk' }),
    })
    await addAgreement(visit, body, {
      ours: await signAgreement(node, body),
      theirs: await signAgreement({ ...node, name: 'ph', keys }, body),
    })
  })
  return body.id
}

interface NewSubject {
  readonly name: string
  readonly block: Marking
  readonly agreement: string
  readonly proposer: string
}

async function addSubject({ node }: TestNode, subject: NewSubject): Promise<Subject> {
  const { block, name } = subject
  const content = await importUnder(node, block, { sourceName: name })
  // Undoing an import takes its entities away, so the matrix undoes another one.
  const batch = await importUnder(node, block, { sourceName: `${name}, to be undone` })
  const found = await node.database.pool.query<Record<string, string>>(
    `select e.wire as entity, o.wire as other, s.wire as source, st.record_id::text as record, st.id::text as statement,
       e.id as left, o.id as right, b.marking_id as marking, s.id as source_id
     from batch b join source s on s.id = b.source_id
     join entity e on e.source_id = s.id and e.key like '%P1' join entity o on o.source_id = s.id and o.key like '%P2'
     join statement st on st.entity_id = e.id where b.wire = $1 order by st.id limit 1`,
    [content],
  )
  const row = found.rows[0]
  if (!row) throw new Error(`nothing was imported under "${name}"`)
  const ids = {
    ...{ judgement: newId(), release: newId(), change: newId(), proposal: newId(), question: newId() },
    ...{ feed: newId(), exportRequest: newId(), order: newId(), permission: newId() },
  }
  const { pool } = node.database
  await pool.query(
    `insert into judgement (wire, left_entity, right_entity, verdict, reason, organisation, marking_id)
     values ($1, $2, $3, 'unsure', 'for the matrix', $4, $5)`,
    [ids.judgement, row['left'], row['right'], block.organisation, row['marking']],
  )
  await pool.query(
    `insert into release (id, direction, peer, agreement_id, organisation, state, purpose, legal_basis, reason, package, marking_id, created_by)
     values ($1, 'out', 'ph', $2, $3, 'sent', 'investigation', 'Article 1', 'for the matrix', $4, $5, $6)`,
    [
      ...[ids.release, subject.agreement, block.organisation],
      JSON.stringify({
        entities: [{ entity: row['entity'], kind: 'Person', statements: [] }],
        ...{ links: [], marking: block },
      }),
      ...[row['marking'], subject.proposer],
    ],
  )
  await pool.query(
    `with made as (insert into recall_order (id, organisation, agreement_id, reason, by_person, at) values ($1, $2, $3, $4, $5, now()) returning id)
     update release set recall_order_id = made.id from made where release.id = $4::uuid`,
    [ids.order, block.organisation, subject.agreement, ids.release, subject.proposer],
  )
  await pool.query(
    `insert into permission (id, direction, release_id, organisation, recipient, purpose, reason, package, state, asked_by, asked_at, due_at)
     values ($1, 'own', $2, $3, 'ph', 'investigation', 'for the matrix', '{"entities":[],"links":[]}', 'asked', $4, now(), now())`,
    [ids.permission, ids.release, block.organisation, subject.proposer],
  )
  await pool.query(
    `insert into marking_change (id, organisation, entity_id, source_id, weight, state, records, row_count, before, after, reason, by_person, at)
     values ($1, $2, $3, $4, 'looser', 'waiting', array[$5::bigint], 1, array[$6::int], array[$6::int], 'for the matrix', $7, now())`,
    [
      ids.change,
      block.organisation,
      row['left'],
      row['source_id'],
      row['record'],
      row['marking'],
      subject.proposer,
    ],
  )
  const pair = [row['left'], row['right'], block.organisation, subject.proposer]
  await pool.query(
    `insert into pair_proposal (id, left_entity, right_entity, organisation, by_person, marking_id, reason, why, state, at)
     values ($5, $1, $2, $3, $4, $6, 'for the matrix', 'reach', 'waiting', now())`,
    [...pair, ids.proposal, row['marking']],
  )
  await pool.query(
    `insert into pair_question (id, own_entity, other_entity, asked_organisation, by_person, asker_organisation, question, at)
     values ($5, $1, $2, $3, $4, 'th-imm', 'for the matrix', now())`,
    [...pair, ids.question],
  )
  await pool.query(
    `insert into feed (id, organisation, marking_id, source_name, purpose, url, every_minutes, state, next_pull, created_at)
     values ($1, $2, $3, 'for the matrix', 'investigation', 'https://taxii.example/', 60, 'paused', now(), now())`,
    [ids.feed, block.organisation, row['marking']],
  )
  await pool.query(
    `insert into export_request (id, organisation, format, entities, markings, purpose, reference, reason, state, by_person, at)
     values ($1, $2, 'csv', array[$3::bigint], array[$4::int], 'investigation', '', 'for the matrix', 'waiting', $5, now())`,
    [ids.exportRequest, block.organisation, row['left'], row['marking'], subject.proposer],
  )
  const leads = await addLead(node, {
    left: row['left'],
    marking: row['marking'],
    block,
    proposer: subject.proposer,
  })
  const protection = await addProtected(node, { block, marking: row['marking'], proposer: subject.proposer })
  const hit = await addHit(node, {
    entity: row['left'],
    record: row['record'],
    marking: row['marking'],
    agreement: subject.agreement,
  })
  const of = (key: string): string => row[key] ?? ''
  return {
    name,
    block,
    ids: {
      ...{ ...ids, hit },
      ...leads,
      ...protection,
      ...{ entity: of('entity'), other: of('other'), source: of('source') },
      record: seal(node, 'record', Number(of('record'))),
      statement: seal(node, 'statement', Number(of('left')), Number(of('statement'))),
      batch,
      agreement: subject.agreement,
    },
  }
}

interface NewLead {
  readonly left: string | undefined
  readonly marking: string | undefined
  readonly block: Marking
  readonly proposer: string
}

/** The desk watches the person, has a lead on the telephone, and a ticket about it that another desk asks on. */
async function addLead(
  node: Node,
  { left, marking, block, proposer }: NewLead,
): Promise<Record<'watch' | 'lead' | 'ticket' | 'ask', string>> {
  const ids = { watch: newId(), lead: newId(), ticket: newId(), ask: newId() }
  const { pool } = node.database
  const { rows } = await pool.query<{ key: string }>(
    `select identifier_key(property, norm)::text as key from statement
     where entity_id = $1 and identifier_key(property, norm) is not null limit 1`,
    [left],
  )
  const key = rows[0]?.key
  await pool.query(
    `insert into watch (id, person_id, organisation, is_shared, kind, entity_id, purpose, reference, delivery, zone, made_at, ends_at)
     values ($1, $2, $3, true, 'entity', $4, 'investigation', 'for the matrix', 'at-once', 'UTC', now(), now() + interval '90 days')`,
    [ids.watch, proposer, block.organisation, left],
  )
  await pool.query(
    `insert into lead (id, rule, organisation, watch_id, entity_id, markings, keys, found_at, due_at)
     values ($1, 'watch-identifier', $2, $3, $4, array[$5::integer], array[$6::bigint], now(), now())`,
    [ids.lead, block.organisation, ids.watch, left, marking, key],
  )
  const other = newId()
  for (const [id, organisation] of [
    [ids.ticket, block.organisation],
    [other, 'th-imm'],
  ])
    await pool.query(
      'insert into ticket (id, organisation, key, marking_id, found_at) values ($1, $2, $3::bigint, $4, now())',
      [id, organisation, key, marking],
    )
  await pool.query(
    `insert into ticket_ask (id, ticket_id, other_id, reason, by_person, at) values ($1, $2, $3, 'for the matrix', $4, now())`,
    [ids.ask, other, ids.ticket, proposer],
  )
  return ids
}
