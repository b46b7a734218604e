import { closeStix, referencesIn } from '@shield/formats'

import { withdrawn } from './keep.ts'
import type { Content, Filling } from './keep.ts'

interface OfMember extends Content {
  readonly member: number
}

/**
 * Bodies of sources without references to what is not in the collection; those that can't be without it are left out. What is made
 * together counts as there. Keeps what each refers to: when it comes or goes, `referrersOf` tells who has to be made anew.
 */
export async function closeReferences<Made extends OfMember>(
  filling: Filling,
  members: readonly number[],
  made: readonly Made[],
): Promise<readonly Made[]> {
  const named = new Map(made.filter((one) => one.isOwn).map((one) => [one.member, beyondEnds(one)] as const))
  await keepReferences(filling, members, named)
  const wanted = [...new Set([...named.values()].flat())]
  if (wanted.length === 0) return made
  const there = await present(filling, wanted)
  for (const one of made) for (const id of [idOf(one), ...endsOf(one)]) there.add(id)
  const has = (id: string): boolean => there.has(id)
  let standing = made
  for (let before = -1; before !== standing.length;) {
    before = standing.length
    standing = standing.filter((one) => !one.isOwn || closeStix(one.object, has) !== undefined)
    const left = new Set(standing.map(idOf))
    for (const one of made) if (!left.has(idOf(one))) there.delete(idOf(one))
  }
  return standing.map((one) => {
    const object = one.isOwn ? closeStix(one.object, has) : undefined
    return object === undefined ? one : { ...one, object }
  })
}

const idOf = ({ object }: Content): string => object['id'] as string

/** A relationship is made where both its ends are, and goes with them: they are no news. */
const endsOf = ({ object }: Content): readonly string[] =>
  object['type'] === 'relationship' ? [String(object['source_ref']), String(object['target_ref'])] : []

function beyondEnds(one: Content): readonly string[] {
  const ends = endsOf(one)
  return referencesIn(one.object).filter((id) => !ends.includes(id))
}

async function keepReferences(
  filling: Filling,
  members: readonly number[],
  named: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const rows = [...named].flatMap(([member, targets]) => targets.map((target) => [member, target] as const))
  const { client } = filling.tx
  await client.query('delete from taxii_reference where collection_id = $1 and member = any($2::bigint[])', [
    ...[filling.collection, members],
  ])
  if (rows.length === 0) return
  await client.query(
    'insert into taxii_reference (collection_id, member, target) select $1, * from unnest($2::bigint[], $3::text[])',
    [filling.collection, rows.map(([member]) => member), rows.map(([, target]) => target)],
  )
}

/** Of some ids, those that the collection has and did not take back. */
export async function present(filling: Filling, ids: readonly string[]): Promise<Set<string>> {
  const found = await filling.tx.client.query<{ object_id: string }>(
    `select object_id from taxii_object o where collection_id = $1 and object_id = any($2::text[]) and hash <> $3`,
    [filling.collection, ids, withdrawn],
  )
  return new Set(found.rows.map((row) => row.object_id))
}

/** Entities whose own bodies, or whose relations, refer to what came or went. */
export async function referrersOf(filling: Filling, moved: readonly string[]): Promise<readonly number[]> {
  if (moved.length === 0) return []
  const found = await filling.tx.client.query<{ entity: number }>(
    `select distinct case when r.member > 0 then r.member else l.from_entity end as entity
     from taxii_reference r left join link l on r.member < 0 and l.id = -r.member
     where r.collection_id = $1 and r.target = any($2::text[]) order by entity`,
    [filling.collection, moved],
  )
  return found.rows.map((row) => row.entity)
}

/**
 * Forgets versions of these entities that no page has told yet: what is made anew before anybody had it keeps its source's own times
 * and leaves no earlier version behind.
 */
export async function forgetUntold(filling: Filling, entities: readonly number[]): Promise<void> {
  const { client } = filling.tx
  await client.query('select pg_advisory_xact_lock(7438025, hashtext($1::text))', [filling.collection])
  const untold = await client.query<{ object_id: string }>(
    `delete from taxii_object o where collection_id = $1 and object_id in (
         select object_id from taxii_member where collection_id = $1
           and (member = any($2::bigint[]) or from_entity = any($2::bigint[])))
       and (select min(added) from taxii_version v where v.collection_id = $1 and v.object_id = o.object_id)
         > (select added from taxii_served where collection_id = $1)
     returning object_id`,
    [filling.collection, entities],
  )
  await client.query('delete from taxii_version where collection_id = $1 and object_id = any($2::text[])', [
    ...[filling.collection, untold.rows.map((row) => row.object_id)],
  ])
}
