import { gateNames, startOfTracks, trackNames } from '@shield/core'
import { people } from '@shield/world'

import { askTimes } from './ask-times.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import { addCarePeople } from './care-people.ts'
import type { Bench } from './figure.ts'

const list = { goal: 300, asks: 40 } as const

/** The board of everybody on the way home: its counts, its first page, a page of whom one gate stops. */
export const returning: Bench = {
  name: 'returns',
  summary: 'The board of 10,000 people on their way home',
  run: async ({ scale, tell }) => {
    const count = Math.round(10_000 * scale)
    const bench = await startBenchNode()
    try {
      await addCarePeople(bench, count)
      await fill(bench)
      tell(`${count} returns stand`)
      return await askTimes(
        bench,
        [
          { name: 'returns, counts', path: '/returns/board', ...list },
          { name: 'returns, first page', path: '/returns?limit=50', ...list },
          { name: 'returns, page of one gate', path: '/returns?gate=legal&limit=50', ...list },
          { name: 'returns, our turn', path: '/returns?turn=mine&limit=50', ...list },
        ],
        `${count} people seen, half as many more of another house, with policy and audit, one reader`,
      )
    } finally {
      await bench.close()
    }
  },
}

/** Rows as the use cases leave them. */
async function fill({ running: { node } }: BenchNode): Promise<void> {
  const worker = people.find((one) => one.roles.includes('case-worker'))?.id
  const { pool } = node.database
  await pool.query(
    `insert into return_case (id, code, destination, law, opened_at, opened_by, organisation, stage, missing, turns, due_at, changed_at)
     select gen_random_uuid(), p.code, 'KE', '{"zone":"Asia/Bangkok","chase":[7]}', now(), $1, p.carers[1],
       (array['deciding','papers','permission','preparing','ready','travelling','home'])[1 + r.n % 7],
       ($2::text[])[1 + r.n % 5 : 5 + r.n % 5], p.carers, now() + (r.n % 90 - 20) * interval '1 day', now()
     from (select code, carers, row_number() over ()::int as n from protected_person) r join protected_person p on p.code = r.code`,
    [worker, gateNames],
  )
  const start = startOfTracks()
  await pool.query(
    `insert into return_track (case_id, track, state, owner, since, due_at, by_person)
     select c.id, t.track, t.state, c.organisation, now(), c.due_at, $1 from return_case c, unnest($2::text[], $3::text[]) t (track, state)`,
    [worker, trackNames, trackNames.map((name) => start[name].state)],
  )
}
