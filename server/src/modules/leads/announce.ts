import { properties, whenParts } from '@shield/core'
import type { Marking } from '@shield/core'

import type { Visit } from '../../context.ts'
import type { OrganisationKind } from '../../policy/index.ts'
import { hubSize } from './find-connections.ts'
import { couldRead } from './reader.ts'

/** May somebody who can't read what stands under this block learn that there is something? The owner says so; some blocks never can. */
export function mayBeAnnounced(block: Marking): boolean {
  return block.announce && block.zone !== 'protection' && block.level < 3 && !block.recalled
}

/** One side of a number: what an organisation states of it under one marking. */
export interface Party {
  readonly key: string
  readonly marking: number
  readonly organisation: string
}

interface Stated {
  readonly key: string
  readonly marking_id: number
  /** An array of bigint comes as text. */
  readonly entities: readonly string[]
}

interface Agency {
  readonly code: string
  readonly kind: OrganisationKind
}

/**
 * Who states these identifiers now in a way that may be announced, by the statements themselves. Whoever is under age, a witness
 * or a possible victim, or shares a record or a link with one, is left out; so is a number that more entities than a hub's share.
 */
export async function partiesTo(visit: Visit, keys: readonly string[]): Promise<readonly Party[]> {
  const blocks = await visit.node.markings.all(visit.tx)
  const announced = new Map(
    blocks
      .filter(({ block }) => mayBeAnnounced(block) && block.node === visit.node.name)
      .map(({ id, block }) => [id, block]),
  )
  const found = await visit.tx.client.query<Stated>(
    `select i.key::text as key, i.marking_id, array_agg(distinct i.entity_id) as entities
     from stated_identifier i join statement st on st.entity_id = i.entity_id and st.retracted_at is null
       and st.marking_id = i.marking_id and identifier_key(st.property, st.norm) = i.key
     where i.key = any($1::bigint[]) and i.marking_id = any($2::integer[])
     group by i.key, i.marking_id having count(distinct i.entity_id) <= $3 order by i.key, i.marking_id`,
    [keys, [...announced.keys()], hubSize],
  )
  const guarded = await guardedAmong(
    visit,
    found.rows.flatMap((row) => row.entities.map(Number)),
  )
  return found.rows.flatMap((row) => {
    const block = announced.get(row.marking_id)
    return block && row.entities.some((entity) => !guarded.has(Number(entity)))
      ? [{ key: row.key, marking: row.marking_id, organisation: block.organisation }]
      : []
  })
}

/** Of parties to one number, each with the others it may be told of: of another organisation, and neither reads the other's. */
export async function othersOf(
  visit: Visit,
  parties: readonly Party[],
): Promise<ReadonlyMap<Party, readonly Party[]>> {
  const agencies = await findAgencies(visit)
  const reads = (who: Party, of: Party): boolean => {
    const agency = agencies.get(who.organisation)
    return agency === undefined || couldRead(visit, agency, visit.node.markings.block(of.marking))
  }
  const others = new Map<Party, readonly Party[]>()
  for (const one of parties)
    others.set(
      one,
      parties.filter(
        (other) =>
          other.key === one.key &&
          other.organisation !== one.organisation &&
          !reads(one, other) &&
          !reads(other, one),
      ),
    )
  return others
}

async function findAgencies(visit: Visit): Promise<ReadonlyMap<string, Agency>> {
  const found = await visit.tx.client.query<Agency>('select code, kind from organisation where node = $1', [
    visit.node.name,
  ])
  return new Map(found.rows.map((row) => [row.code, row]))
}

const described: readonly number[] = [
  properties.topic,
  properties.role,
  properties.status,
  properties.category,
  properties.position,
  properties.notes,
].map((one) => one.number)

/** Words by which records say that somebody needs protection. Too wide is right here: what is not announced can still be asked for. */
const guardedWords =
  /victim|witness|minor|child|juvenile|under ?age|protected|พยาน|ผู้เสียหาย|เด็ก|เยาวชน|ผู้เยาว์|อายุต่ำกว่า|คุ้มครอง/i

/** Entities about which, or about a record or link of which, something stands that says a person needs protection. */
export async function guardedAmong(visit: Visit, entities: readonly number[]): Promise<ReadonlySet<number>> {
  if (entities.length === 0) return new Set()
  const found = await visit.tx.client.query<{
    entity: number
    property: number
    norm: string
    value: string
  }>(
    `with asked as (select distinct id from unnest($1::bigint[]) as id),
     around as (
       select id as entity, id as other from asked
       union select a.id, s2.entity_id from asked a join statement s1 on s1.entity_id = a.id and s1.retracted_at is null
         join statement s2 on s2.record_id = s1.record_id and s2.retracted_at is null
       union select a.id, l.to_entity from asked a join link l on l.from_entity = a.id and l.retracted_at is null
       union select a.id, l.from_entity from asked a join link l on l.to_entity = a.id and l.retracted_at is null)
     select distinct r.entity, st.property, st.norm, st.value from around r join statement st on st.entity_id = r.other
     where st.retracted_at is null and st.property = any($2::smallint[])`,
    [entities, [...described, properties.birthDate.number]],
  )
  return new Set(
    found.rows
      .filter(({ property, norm, value }) =>
        property === properties.birthDate.number
          ? mayBeMinor(norm, visit.now)
          : guardedWords.test(value) || guardedWords.test(norm),
      )
      .map((row) => row.entity),
  )
}

const fullAge = 18

/** Could somebody born then, as far as it is known, be under 18 today? */
export function mayBeMinor(born: string, now: Date): boolean {
  const parts = whenParts(born)
  if (!parts) return false
  const latest = [parts.year + (parts.about ? 1 : 0) + fullAge, parts.month ?? 12, parts.day ?? 31] as const
  const today = [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()] as const
  const at = latest.findIndex((part, index) => part !== today[index])
  return at !== -1 && (latest[at] ?? 0) > (today[at] ?? 0)
}
