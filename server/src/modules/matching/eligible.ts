import type { MatchIdentifier } from '@shield/contract'
import { properties } from '@shield/core'
import type { Marking, Purpose } from '@shield/core'

import type { Visit } from '../../context.ts'
import type { Actor } from '../../policy/index.ts'
import { guardedAmong } from '../leads/index.ts'
import { documentOf, normalise, numbersOf } from './token.ts'

interface For {
  readonly peer: string
  readonly identifier: MatchIdentifier
  readonly purposes: readonly Purpose[]
}

/** May a partner find, by a token, that something stands under this block? The policy's word, for every purpose agreed. */
function mayBeMatched({ node }: Visit, block: Marking, { peer, purposes }: For): boolean {
  // A partner's node is an office like any other: it is in no case of ours, and cleared for nothing secret.
  const partner: Actor = {
    person: '',
    organisation: `${peer}-node`,
    organisationKind: 'police',
    node: peer,
    roles: ['client'],
    clearance: 2,
    cases: [],
  }
  const request = { actor: partner, action: 'content.match', resource: block, secondPerson: false } as const
  return (
    block.node === node.name && purposes.every((purpose) => node.policy.decide({ ...request, purpose }).allow)
  )
}

interface Stated {
  readonly norm: string
  readonly issuer: string | null
  readonly entity_id: string
  readonly marking_id: number
  readonly issuer_marking: number | null
}

/** Every statement of a kind of identifier; of a document with the states that the same record names. */
const statedSql = `select st.norm, c.norm as issuer, st.entity_id::text as entity_id, st.marking_id, c.marking_id as issuer_marking
  from statement st left join statement c on $2 and c.entity_id = st.entity_id and c.record_id = st.record_id
    and c.property = any($3::smallint[]) and c.retracted_at is null
  where st.property = any($1::smallint[]) and st.retracted_at is null and st.norm <> ''`

const issuers = [properties.nationality, properties.country, properties.jurisdiction].map((one) => one.number)

/** Of one value: the blocks it stands under and the entities that state it. */
interface Standing {
  readonly markings: Set<number>
  readonly entities: Set<number>
  /** Stands under a block that may be matched. */
  isOpen: boolean
}

async function standingOf(visit: Visit, target: For, norm?: string): Promise<ReadonlyMap<string, Standing>> {
  const { identifier } = target
  const isDocument = identifier === 'document'
  const blocks = new Map((await visit.node.markings.all(visit.tx)).map(({ id, block }) => [id, block]))
  const open = new Set(
    [...blocks].filter(([, block]) => mayBeMatched(visit, block, target)).map(([id]) => id),
  )
  const number = norm !== undefined && isDocument ? norm.slice(3) : norm
  const found = await visit.tx.client.query<Stated>(
    number === undefined ? statedSql : `${statedSql} and st.norm = $4`,
    [numbersOf(identifier), isDocument, issuers, ...(number === undefined ? [] : [number])],
  )
  const standing = new Map<string, Standing>()
  for (const row of found.rows) {
    const text = isDocument ? (row.issuer === null ? undefined : documentOf(row.issuer, row.norm)) : row.norm
    const value = text === undefined ? undefined : normalise(identifier, text)
    if (value === undefined || (norm !== undefined && value !== norm)) continue
    let one = standing.get(value)
    if (!one) standing.set(value, (one = { markings: new Set(), entities: new Set(), isOpen: false }))
    one.markings.add(row.marking_id)
    one.entities.add(Number(row.entity_id))
    if (open.has(row.marking_id) && (row.issuer_marking === null || open.has(row.issuer_marking)))
      one.isOpen = true
  }
  for (const [value, { markings }] of standing)
    if ([...markings].some((id) => blocks.get(id)?.zone === 'protection')) standing.delete(value)
  return standing
}

const guardedAtOnce = 5000

/**
 * Values of ours that a partner may find. Not one that anybody's record ties to a victim, a witness, somebody under age or
 * the protection zone, whoever else uses it as well: a hit would say that she is known here.
 */
export async function findEligible(visit: Visit, target: For, norm?: string): Promise<readonly string[]> {
  const open = [...(await standingOf(visit, target, norm))].filter(([, one]) => one.isOpen)
  const entities = [...new Set(open.flatMap(([, one]) => [...one.entities]))]
  const guarded = new Set<number>()
  for (let at = 0; at < entities.length; at += guardedAtOnce)
    for (const one of await guardedAmong(visit, entities.slice(at, at + guardedAtOnce)))
      guarded.add(Number(one))
  return open
    .filter(([, one]) => [...one.entities].every((entity) => !guarded.has(entity)))
    .map(([value]) => value)
    .toSorted()
}
