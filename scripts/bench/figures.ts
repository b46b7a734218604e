import { people } from '@shield/world'

import { askTimes } from './ask-times.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import { addCarePeople } from './care-people.ts'
import type { Bench } from './figure.ts'

/** Two figures counted over the cases of many years, and the people behind a number. */
export const counting: Bench = {
  name: 'figures',
  summary: 'Figures counted over 100,000 cases, coded and agreed to',
  run: async ({ scale, tell }) => {
    const count = Math.round(100_000 * scale)
    const bench = await startBenchNode()
    try {
      const codes = await addCarePeople(bench, count)
      await fill(bench, codes)
      tell(`${count} cases are coded`)
      const months = 'since=2026-01&until=2026-12&audience=public'
      return await askTimes(
        bench,
        [
          {
            name: 'figures, people received',
            path: `/figures/preview?figure=received&${months}`,
            ...{ goal: 3000, asks: 3 },
          },
          {
            name: 'figures, the yearly report',
            path: `/figures/preview?figure=yearly-report&${months}`,
            ...{ goal: 10_000, asks: 3 },
          },
          {
            name: 'figures, people behind a number',
            path: `/figures/people?figure=received&${months}&table=0&row=0&column=0&limit=50`,
            ...{ goal: 3000, asks: 3 },
          },
          { name: 'figures, the register', path: '/figure-releases?limit=50', goal: 300, asks: 20 },
        ],
        `${count} cases of one organisation, half as many more of another, four in five agreed, with policy and audit, one reader`,
      )
    } finally {
      await bench.close()
    }
  },
}

/** Rows as the use cases leave them: two versions of each case, what was agreed, plans, ways home. */
async function fill({ running: { node } }: BenchNode, codes: readonly string[]): Promise<void> {
  const worker = people.find((one) => one.roles.includes('case-worker'))?.id
  const { pool } = node.database
  const facts = [25, 31, 19].map((age) =>
    JSON.stringify({
      codes: { vic_TypeOfExploitation: ['ForcedCriminality'], vic_MethodsOfControl: ['RestrictsMovement'] },
      ...{ age, citizenships: ['MM'], exploitedIn: 'MM' },
    }),
  )
  await pool.query(
    `insert into case_fact (id, code, facts, origin, at, person_id, organisation)
     select gen_random_uuid(), code, ($2::jsonb[])[1 + (n + v) % 3], 'hand', now(), $3, 'th-msd'
     from unnest($1::text[]) with ordinality c (code, n), generate_series(1, 2) v`,
    [codes, facts, worker],
  )
  await pool.query(
    `insert into consent_entry (id, code, purpose, recipients, basis, mode, language, text_version, at, person_id, organisation,
       received_at, guardian)
     select gen_random_uuid(), code, 'statistics', '{}', 'consent', 'spoken', 'my', '1', '2026-01-06', $2, 'th-msd', now(),
       '{"gave":true,"assent":true}' from unnest($1::text[]) with ordinality c (code, n) where n % 5 > 0`,
    [codes, worker],
  )
  await pool.query(
    `insert into care_plan (code, review_on, reviewed_at) select code, current_date, now()
     from unnest($1::text[]) with ordinality c (code, n) where n % 3 > 0`,
    [codes],
  )
  await pool.query('analyze')
}
