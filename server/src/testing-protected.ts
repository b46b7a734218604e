import { randomBytes } from 'node:crypto'

import { personCode } from '@shield/core'
import type { Marking } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'
import type { Actor } from './policy/index.ts'
import { addFound } from './testing-found.ts'
import type { Found } from './testing-found.ts'
import { addKept } from './testing-kept.ts'
import type { Kept } from './testing-kept.ts'
import { addReturn } from './testing-returns.ts'
import type { ReturnIds } from './testing-returns.ts'
import { shippedCountry } from './modules/words/index.ts'

interface NewProtected {
  readonly block: Marking
  readonly marking: string | undefined
  readonly proposer: string
  /** A new one unless told. */
  readonly code?: string
}

/** A board, and at it somebody with a sealed identity whose answers differ between two hands, under any block. */
export async function addProtected(
  node: Node,
  { block, marking, proposer, code = personCode(randomBytes(11)) }: NewProtected,
): Promise<
  Readonly<
    Record<
      'arrival' | 'protectedPerson' | keyof Told | keyof Found | keyof Kept | keyof ReturnIds | keyof Cared,
      string
    >
  >
> {
  const arrival = newId()
  const { pool } = node.database
  await pool.query(
    `insert into arrival (id, marking_id, site, organisations, started_at, made_by, organisation, made_at)
     values ($1, $2, 'Guarded bridge', array[$3::text], '2026-05-12T01:00:00Z', $4, $3, '2026-05-12T01:00:00Z')`,
    [arrival, marking, block.organisation, proposer],
  )
  const identity = {
    names: [{ text: 'Guarded One', kind: 'given' }],
    citizenships: [],
    documents: [],
    phones: ['+999812345678'],
  }
  const asker = {
    person: proposer,
    organisation: block.organisation,
    purpose: 'victim-protection',
    reference: 'for the matrix',
  } as const
  const blind = [{ kind: 'phone', value: '+999812345678' }] as const
  const body = Buffer.from(JSON.stringify(identity))
  const [sealed] = await node.vault.seal(asker, [{ code, part: 'identity', body, blind }])
  await pool.query(
    `insert into protected_person (code, marking_id, arrival_id, arrived_at, party, triage, turn, has_conflict, identity_id,
       identity_at, changed_at, carers)
     values ($1, $2, $3, '2026-05-12T01:05:00Z', $4, $5, 4, true, $6, now(), now(), $7)`,
    [
      ...[code, marking, arrival, newId(), JSON.stringify({ health: 'soon', speaks: ['my'] }), sealed?.id],
      // Who the handling lets in cares for the person: the world asks what the handling decides.
      [block.organisation, ...block.releasedTo.filter((one) => !one.startsWith('node:'))],
    ],
  )
  await pool.query(
    `insert into protection_act (id, code, kind, body, conflicts, at, received_at, person_id, organisation)
     values ($1, $2, 'triaged', $3, array['health'], now(), now(), $4, $5)`,
    [newId(), code, JSON.stringify({ triage: { health: 'well' } }), proposer, block.organisation],
  )
  const told = await addTold(node, { code, block, proposer })
  const found = await addFound(node, { code, marking, proposer, determination: told.determination })
  const home = await addReturn(node, { code, block, marking, proposer })
  const care = await addCare(node, { code, block, proposer, marking, entry: told.consentEntry })
  const kept = await addKept(node, { code, block, marking, proposer })
  return { arrival, protectedPerson: code, ...told, ...found, ...home, ...care, ...kept }
}

interface Told {
  readonly consentEntry: string
  readonly restriction: string
  readonly share: string
  readonly interview: string
  readonly determination: string
  readonly correction: string
}

/** What somebody agreed to and told, and a panel that can decide. */
async function addTold(
  node: Node,
  { code, block, proposer }: { readonly code: string; readonly block: Marking; readonly proposer: string },
): Promise<Told> {
  const { pool } = node.database
  const [consentEntry, restriction, share, interview, determination, correction] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const by = [proposer, block.organisation]
  await pool.query(
    `insert into consent_entry (id, code, purpose, recipients, basis, article, mode, language, text_version, at, person_id,
       organisation, received_at)
     values ($1, $2, 'interview', array['th-msd', 'th-bfm'], 'public-task', 'Section 6', 'spoken', 'my', '1', now(), $3, $4, now())`,
    [consentEntry, code, ...by],
  )
  await pool.query(
    `insert into consent_restriction (id, code, restriction, at, person_id, organisation) values ($1, $2, 'not-family', now(), $3, $4)`,
    [restriction, code, ...by],
  )
  await pool.query(
    `insert into person_share (id, code, organisation, entry_id, parts, begun_at, by_person)
     values ($1, $2, $3, $4, array['identity'], now(), $5)`,
    [share, code, block.organisation, consentEntry, proposer],
  )
  await pool.query(
    `insert into interview (id, code, sets, state, person_language, officer_language, interpreter, checklist, present,
       consent_id, began_at, by_person, organisation)
     values ($1, $2, '[]', 'open', 'my', 'th', 'none', '{}', '{}', $3, now(), $4, $5)`,
    [interview, code, consentEntry, ...by],
  )
  await pool.query(
    `insert into determination (id, code, law, organisations, opened_at, due_at, opened_by, organisation)
     values ($1, $2, $3, array(select o.code from organisation o where o.node = $4), now(), now() + interval '15 days', $5, $6)`,
    [determination, code, JSON.stringify(await shippedCountry('TH')), node.name, ...by],
  )
  for (const organisation of ['th-msd', 'th-bfm'])
    await pool.query(
      `insert into determination_vote (id, determination_id, vote, reason_id, at, person_id, organisation, organisation_kind)
       select $1, $2, 'identified', $1, now(), $3, code, kind from organisation where code = $4`,
      [newId(), determination, proposer, organisation],
    )
  await pool.query(
    `insert into correction (id, code, about, words_id, language, asked_at, asked_by, organisation)
     values ($1, $2, 'identity', $1, 'my', now(), $3, $4)`,
    [correction, code, ...by],
  )
  return { consentEntry, restriction, share, interview, determination, correction }
}

/** An emergency look that somebody had and nobody has judged. */
export async function addGlass(
  node: Node,
  { code, proposer }: { readonly code: string; readonly proposer: string },
): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into break_glass (id, code, fields, danger, reason_id, asked_at, person_id, organisation, confirmed_at, way, ends_at)
     values ($1, $2, array['names'], 'life', $1, now(), $3, 'th-bfm', now(), 'again', now() + interval '1 hour')`,
    [id, code, proposer],
  )
  return id
}

/** An order to leave, which waits for a second person. */
export async function addEvacuation(node: Node, { person }: Actor): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into evacuation (id, kind, reason, asked_by, asked_at, good_until)
     values ($1, 'drill', 'for the matrix', $2, now(), now() + interval '1 day')`,
    [id, person],
  )
  return id
}

/** A complaint with one word in it, whose seal nobody has. */
export async function addComplaint(node: Node): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `with made as (insert into complaint (id, come_back, code, about, state, at, changed_at)
       values ($1, $2, $3, 'other', 'new', now(), now()) returning id)
     insert into complaint_said (id, complaint_id, words_id, at) select $1, id, $1, now() from made`,
    [id, randomBytes(32), personCode(randomBytes(11))],
  )
  return id
}

/** A device that carries those whom somebody hears. */
export async function addPack(node: Node, { person, organisation }: Actor): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into device_pack (id, kind, device, secret_hash, codes, person_id, organisation, taken_at, expires_at, seen_at)
     values ($1, 'interview', 'Guarded tablet', '', '{}', $2, $3, now(), now() + interval '72 hours', now())`,
    [id, person, organisation],
  )
  return id
}

interface Cared {
  readonly contact: string
  readonly place: string
  readonly referral: string
  readonly service: string
}

interface NewCare {
  readonly code: string
  readonly block: Marking
  readonly marking: string | undefined
  readonly proposer: string
  readonly entry: string
}

/** A house, a contact against what somebody wished, and a package that went to an organisation which none of the askers is of. */
async function addCare(node: Node, { code, block, marking, proposer, entry }: NewCare): Promise<Cared> {
  const { pool } = node.database
  const [contact, place, referral, service, share] = [newId(), newId(), newId(), newId(), newId()]
  await pool.query(
    `insert into shelter_place (id, organisation, marking_id, name, capacity, vault_code, made_at, made_by)
     values ($1, $2, $3, $4, 5, $4, now(), $5)`,
    [place, block.organisation, marking, code, proposer],
  )
  await pool.query(
    `insert into contact_attempt (id, code, channel, outcome, faults, reason_id, at, person_id, organisation)
     values ($1, $2, 'call', 'no-answer', array['no-rules'], $1, now(), $3, $4)`,
    [contact, code, proposer, block.organisation],
  )
  const entryOf = {
    ...{ key: `GUARDED-${code}`, kind: 'shelter', name: { en: 'Guarded house', th: 'บ้านทดสอบ' } },
    ...{ organisation: 'th-hrc', area: 'Training', languages: ['my'], servesGroups: ['everybody'] },
    ...{ contact: 'by hand', isOpen: true },
  }
  await pool.query(
    `insert into service (id, key, kind, body, changed_at) values ($1, $2, 'shelter', $3, now())`,
    [...[service, `GUARDED-${code}`, JSON.stringify(entryOf)]],
  )
  await pool.query(
    `insert into service_version (service_id, version, body, at, person_id, organisation)
     values ($1, 1, $2, now(), $3, $4)`,
    [service, JSON.stringify(entryOf), proposer, block.organisation],
  )
  await pool.query(
    `insert into person_share (id, code, organisation, entry_id, parts, begun_at, by_person)
     values ($1, $2, 'th-hrc', $3, array['package'], now(), $4)`,
    [share, code, entry, proposer],
  )
  await pool.query(
    `insert into referral (id, code, service_id, service_version, kind, from_organisation, to_organisation, purpose, state,
       answer_hours, prepared_at, by_person, sent_at, due_at, share_id)
     values ($1, $2, $3, 1, 'shelter', $4, 'th-hrc', 'referral', 'accepted', 24, now(), $5, now(), now(), $6)`,
    [referral, code, service, block.organisation, proposer, share],
  )
  return { contact, place, referral, service }
}
