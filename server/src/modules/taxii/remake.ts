import { stixEntity, stixLink } from '@shield/formats'

import { isKeptHome } from '../../kept-home.ts'
import { gatherEntities, gatherLinks } from '../search/index.ts'
import { closeReferences, forgetUntold, present, referrersOf } from './close-references.ts'
import { keepContents, withdraw } from './keep.ts'
import type { Content, Filling } from './keep.ts'
import type { StixObject } from './stub.ts'

/** Stands for the time while two contents are compared. */
const untimed = '1970-01-01T00:00:00.000Z'
const linkPage = 5000

interface Made extends Content {
  readonly member: number
  readonly ends?: readonly [number, number]
}

const idOf = (made: Content): string => made.object['id'] as string

/**
 * Makes the objects of some entities anew, and of the relations that touch them: what changed gets a version, what may not be seen
 * any more is taken back, and what refers to something that came or went is made anew after it. Gives the last date_added.
 */
export async function remake(filling: Filling, entities: readonly number[]): Promise<number> {
  if (entities.length === 0) return filling.lastAdded
  const { lastAdded, moved } = await remakeOnce(filling, entities)
  const referrers = await referrersOf(filling, moved)
  let last = lastAdded
  for (let at = 0; at < referrers.length; at += mostReferrers) {
    const some = referrers.slice(at, at + mostReferrers)
    await forgetUntold(filling, some)
    last = await remake({ ...filling, lastAdded: last }, some)
  }
  return last
}

/** An identity that a whole list names as its maker is the target of all of it. */
const mostReferrers = 1000

interface Remade {
  readonly lastAdded: number
  /** Objects that came into the collection, and those that left it. */
  readonly moved: readonly string[]
}

async function remakeOnce(filling: Filling, entities: readonly number[]): Promise<Remade> {
  let lastAdded = filling.lastAdded
  const moved: string[] = []
  // An object whose first source is gone is made of the next one that states it.
  for (let ids = entities; ids.length > 0;) {
    const made = await makeEntities(filling, ids)
    const settled = await settle({ ...filling, lastAdded }, { members: ids, made })
    lastAdded = settled.lastAdded
    moved.push(...settled.moved)
    ids = settled.heirs
  }
  const links = await remakeLinks({ ...filling, lastAdded }, entities)
  await forgetOldVersions(filling, entities)
  return { lastAdded: links.lastAdded, moved: [...moved, ...links.moved] }
}

async function makeEntities(filling: Filling, ids: readonly number[]): Promise<readonly Made[]> {
  const gathered = await gatherEntities(filling, { ids, bits: filling.bits, format: 'stix' })
  const made = gathered
    .filter((entity) => !isKeptHome(entity, filling.now))
    .map((entity) => {
      const { object, isOwn } = stixEntity(entity, untimed)
      const shown = [entity.id]
      return { member: entity.number, object: object as StixObject, isOwn, records: entity.records, shown }
    })
  return closeReferences(filling, ids, made)
}

interface Settling {
  /** Whoever is among these and not made is gone. */
  readonly members: readonly number[]
  readonly made: readonly Made[]
}

async function settle(
  filling: Filling,
  { members, made }: Settling,
): Promise<Remade & { readonly heirs: readonly number[] }> {
  const { client } = filling.tx
  const known = await client.query<{ member: number; object_id: string }>(
    'select member, object_id from taxii_member where collection_id = $1 and member = any($2::bigint[])',
    [filling.collection, members],
  )
  const now = new Map(made.map((one) => [one.member, idOf(one)]))
  const left = known.rows.filter((row) => now.get(row.member) !== row.object_id)
  await client.query('delete from taxii_member where collection_id = $1 and member = any($2::bigint[])', [
    filling.collection,
    left.map((row) => row.member),
  ])
  await client.query(
    `insert into taxii_member (collection_id, member, object_id, from_entity, to_entity)
     select $1, * from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
     on conflict (collection_id, member) do nothing`,
    [
      ...[filling.collection, made.map((one) => one.member), made.map(idOf)],
      ...[made.map((one) => one.ends?.[0] ?? null), made.map((one) => one.ends?.[1] ?? null)],
    ],
  )
  const concerned = [...now.values(), ...left.map((row) => row.object_id)]
  const holders = await holdersOf(filling, concerned)
  const before = await present(filling, concerned)
  const lastAdded = await keepContents(
    filling,
    made.filter((one) => holders.get(idOf(one)) === one.member),
  )
  const orphans = left.map((row) => row.object_id)
  const heirs = orphans.flatMap((object) => holders.get(object) ?? []).filter((member) => !now.has(member))
  const ownerless = orphans.filter((object) => !holders.has(object))
  const moved = concerned.filter((object) => before.has(object) !== holders.has(object))
  return {
    lastAdded: await withdraw({ ...filling, lastAdded }, ownerless),
    heirs: [...new Set(heirs)],
    moved: [...new Set(moved)],
  }
}

/** Of several entities or links that state one object, the lowest number's content is the object's. */
async function holdersOf(filling: Filling, objects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await filling.tx.client.query<{ object_id: string; holder: number }>(
    `select object_id, case when min(member) > 0 then min(member) else max(member) end as holder from taxii_member
     where collection_id = $1 and object_id = any($2::text[]) group by object_id`,
    [filling.collection, objects],
  )
  return new Map(found.rows.map((row) => [row.object_id, row.holder]))
}

async function remakeLinks(filling: Filling, entities: readonly number[]): Promise<Remade> {
  let { lastAdded } = filling
  const moved: string[] = []
  const standing = new Set<number>()
  const heirs: number[] = []
  for (let after = 0; ;) {
    const asked = { bits: filling.bits, format: 'stix', touching: entities, after, most: linkPage }
    const links = await gatherLinks(filling, asked)
    const objects = await objectsOf(
      filling,
      links.flatMap((link) => link.between),
    )
    const joined = links.flatMap((link): readonly Made[] => {
      const [from, to] = link.between.map((end) => objects.get(end))
      // A relation whose other end is not in the collection is not in it either.
      if (from === undefined || to === undefined) return []
      const { object, isOwn } = stixLink(link, [from, to], untimed)
      return [
        {
          ...{ member: -link.number, object: object as StixObject, isOwn, ends: link.between },
          ...{ records: [link.record], shown: [link.from, link.to] },
        },
      ]
    })
    const members = links.map((link) => -link.number)
    const made = await closeReferences(filling, members, joined)
    for (const one of made) standing.add(one.member)
    const settled = await settle({ ...filling, lastAdded }, { members: made.map((one) => one.member), made })
    lastAdded = settled.lastAdded
    heirs.push(...settled.heirs)
    moved.push(...settled.moved)
    if (links.length < linkPage) break
    after = links.at(-1)?.number ?? 0
  }
  const known = await filling.tx.client.query<{ member: number }>(
    `select member from taxii_member where collection_id = $1
       and (from_entity = any($2::bigint[]) or to_entity = any($2::bigint[]))`,
    [filling.collection, entities],
  )
  const gone = known.rows.map((row) => row.member).filter((member) => !standing.has(member))
  const settled = await settle({ ...filling, lastAdded }, { members: gone, made: [] })
  heirs.push(...settled.heirs)
  moved.push(...settled.moved)
  if (heirs.length === 0) return { lastAdded: settled.lastAdded, moved }
  // A relation that several sources state is made of the next one; each round has fewer.
  const next = await filling.tx.client.query<{ from_entity: number }>(
    'select distinct from_entity from taxii_member where collection_id = $1 and member = any($2::bigint[])',
    [filling.collection, heirs],
  )
  const ends = next.rows.map((row) => row.from_entity)
  const rest = await remakeLinks({ ...filling, lastAdded: settled.lastAdded }, ends)
  return { lastAdded: rest.lastAdded, moved: [...moved, ...rest.moved] }
}

async function objectsOf(
  filling: Filling,
  entities: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = await filling.tx.client.query<{ member: number; object_id: string }>(
    'select member, object_id from taxii_member where collection_id = $1 and member = any($2::bigint[])',
    [filling.collection, [...new Set(entities)]],
  )
  return new Map(found.rows.map((row) => [row.member, row.object_id]))
}

/** Earlier versions stay as history while all they were made of may still be seen and was not undone. */
async function forgetOldVersions(filling: Filling, entities: readonly number[]): Promise<void> {
  await filling.tx.client.query(
    `delete from taxii_version v
     where v.collection_id = $1 and not v.is_last and v.object_id in (
         select object_id from taxii_member where collection_id = $1 and (member = any($2::bigint[])
           or from_entity = any($2::bigint[]) or to_entity = any($2::bigint[])))
       and exists (
         select 1 from unnest(v.records) as made (id) left join record r on r.id = made.id left join batch b on b.id = r.batch_id
         where r.id is null or not visible($3, r.marking_id) or b.state = 'undone'
           or exists (select 1 from statement s where s.record_id = r.id and not visible($3, s.marking_id))
           or exists (select 1 from link l where l.record_id = r.id and not visible($3, l.marking_id)))`,
    [filling.collection, entities, Buffer.from(filling.bits)],
  )
}
