import type { FindingOfPerson } from '@shield/contract'

import type { Context } from '../../context.ts'
import { actsOf, findingRows } from './finding.ts'
import type { FindingRow } from './finding.ts'

/** Punishments that those who care said or were asked about, and how each stands; of all others nothing. */
export async function findingsOfPerson(ctx: Context, code: string): Promise<FindingOfPerson[]> {
  const found = await ctx.tx.client.query<FindingRow>(
    `${findingRows} where f.code = $1 and f.asked_at is not null and visible($2, f.marking_id)
     order by f.asked_at, f.id limit 100`,
    [code, ctx.visible],
  )
  const all: FindingOfPerson[] = []
  for (const row of found.rows) {
    const outcome = (await actsOf(ctx, row.id)).findLast(({ kind }) => kind === 'outcome')?.body['outcome']
    all.push({
      ...{ id: row.id, punishment: row.punishment, state: row.state },
      since: (row.asked_at ?? row.found_at).toISOString(),
      ...(outcome === undefined ? {} : { outcome: outcome as NonNullable<FindingOfPerson['outcome']> }),
    })
  }
  return all
}
