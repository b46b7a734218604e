import { propertyOf } from '@shield/core'
import type { Marking, PropertyName, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { getCluster } from './cluster.ts'
import type { MemberRow } from './cluster.ts'

/** What a "same" would bring together, as its judge sees it: what he may not see counts for nothing here. */
export interface Reach {
  readonly left: readonly MemberRow[]
  readonly right: readonly MemberRow[]
  readonly records: number
  readonly cases: readonly string[]
  /** How many values of each property either side would bring. */
  readonly together: readonly {
    readonly property: PropertyName
    readonly left: number
    readonly right: number
  }[]
  readonly blocks: readonly Marking[]
}

export async function readReach(ctx: Context, left: string, right: string): Promise<Reach> {
  const [ours, theirs] = [await getCluster(ctx, left), await getCluster(ctx, right)]
  const leftIds = new Set(ours.map((member) => member.id))
  const members = [...ours, ...theirs.filter((member) => !leftIds.has(member.id))]
  const found = await ctx.tx.client.query<{
    entity_id: number
    property: number
    record_id: number
    marking_id: number
    count: number
  }>(
    `select entity_id, property, record_id, marking_id, count(*) from statement
     where entity_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)
     group by entity_id, property, record_id, marking_id`,
    [members.map((member) => member.id), Buffer.from(ctx.visible)],
  )
  const blocks = [...new Set(found.rows.map((row) => row.marking_id))].map((id) =>
    ctx.node.markings.block(id),
  )
  const together = new Map<number, { left: number; right: number }>()
  for (const row of found.rows) {
    const counts = together.get(row.property) ?? { left: 0, right: 0 }
    counts[leftIds.has(row.entity_id) ? 'left' : 'right'] += row.count
    together.set(row.property, counts)
  }
  return {
    left: ours,
    right: theirs,
    records: new Set(found.rows.map((row) => row.record_id)).size,
    cases: [...new Set(blocks.map((block) => block.case).filter((one) => one !== ''))].toSorted(),
    together: [...together]
      .toSorted(([a], [b]) => a - b)
      .map(([property, counts]) => ({ property: propertyOf(property), ...counts })),
    blocks,
  }
}

const manyCases = 3
const manyRecords = 10

export type SecondPerson = 'protection' | 'reach'

export const secondPersonWords: Readonly<Record<SecondPerson, Words>> = {
  protection: {
    en: 'Joining records of a protected person asks a second person',
    th: 'การรวมระเบียนของผู้ได้รับการคุ้มครองต้องมีบุคคลที่สอง',
  },
  reach: {
    en: `What would be joined touches ${manyCases} cases or ${manyRecords} records: a second person has to agree`,
    th: `สิ่งที่จะรวมกันเกี่ยวข้องตั้งแต่ ${manyCases} คดี หรือ ${manyRecords} ระเบียน ต้องมีบุคคลที่สองเห็นชอบ`,
  },
}

/** Why a "same" would wait for somebody else, or undefined. */
export function secondPersonFor(ctx: Context, reach: Reach): SecondPerson | undefined {
  const asksTwo = (block: Marking): boolean =>
    !mayDo(ctx, 'content.join', block).allow && mayDo(ctx, 'content.join', block, true).allow
  if (reach.blocks.some(asksTwo)) return 'protection'
  return reach.cases.length >= manyCases || reach.records >= manyRecords ? 'reach' : undefined
}
