import { randomBytes } from 'node:crypto'

import { personCode } from '@shield/core'

import { templateMarking } from '../../server/src/marking-template.ts'
import type { BenchNode } from './bench-node.ts'

/** People in the care of th-msd, and half as many more of a shelter, whom its worker may not see. Gives the codes of all. */
export async function addCarePeople(
  { running: { node } }: BenchNode,
  count: number,
): Promise<readonly string[]> {
  const owner = { node: 'th', organisation: 'th-msd', organisationKind: 'social' } as const
  const other = { node: 'th', organisation: 'th-bfm', organisationKind: 'ngo' } as const
  const [own, hidden] = await node.database.inTransaction(async (tx) => [
    await node.markings.intern(tx, templateMarking('protection', owner)),
    await node.markings.intern(tx, templateMarking('protection', other)),
  ])
  const codes = Array.from({ length: Math.round(count * 1.5) }, () => personCode(randomBytes(11)))
  await node.database.pool.query(
    `insert into protected_person (code, marking_id, arrived_at, party, turn, changed_at, carers, triage, standing)
     select c.code, case when c.n <= $2 then $3::int else $4::int end, '2026-01-05'::timestamptz + c.n % 300 * interval '1 day',
       gen_random_uuid(), 4, now(), array[case when c.n <= $2 then 'th-msd' else 'th-bfm' end],
       jsonb_build_object('age', (array['adult','adult','adult','child'])[1 + c.n % 4]),
       (array['possible','identified'])[1 + c.n % 2] from unnest($1::text[]) with ordinality c (code, n)`,
    [codes, count, own, hidden],
  )
  return codes
}
