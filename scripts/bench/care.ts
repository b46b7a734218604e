import { people } from '@shield/world'

import { askTimes } from './ask-times.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import { addCarePeople } from './care-people.ts'
import type { Bench } from './figure.ts'

/** The lists of care that a day begins with: referrals, those nobody answers, plans and certificates that are due. */
export const caring: Bench = {
  name: 'care',
  summary: 'The lists of care over 10,000 people',
  run: async ({ scale, tell }) => {
    const count = Math.round(10_000 * scale)
    const bench = await startBenchNode()
    try {
      const codes = await addCarePeople(bench, count)
      await fill(bench, codes)
      tell(`${count} people are cared for`)
      const list = { goal: 300, asks: 30 } as const
      return await askTimes(
        bench,
        [
          { name: 'care, referrals', path: '/referrals?list=out&limit=50', ...list },
          { name: 'care, nobody answers', path: '/referrals?list=silent&limit=50', ...list },
          { name: 'care, plans to look at', path: '/care/due?list=reviews&limit=50', ...list },
          { name: 'care, certificates that end', path: '/care/due?list=certificates&limit=50', ...list },
          { name: 'care, my work', path: '/work', ...list },
        ],
        `${count} people seen, half as many more of another house, a plan, a certificate and a referral each, with policy and audit, one reader`,
      )
    } finally {
      await bench.close()
    }
  },
}

/** Rows as the use cases leave them. */
async function fill({ running: { node } }: BenchNode, codes: readonly string[]): Promise<void> {
  const worker = people.find((one) => one.roles.includes('case-worker'))?.id
  const { pool } = node.database
  await pool.query(
    `insert into care_plan (code, review_on, reviewed_at)
     select code, current_date + (n % 60 - 10)::int, now() from unnest($1::text[]) with ordinality c (code, n)`,
    [codes],
  )
  await pool.query(
    `insert into health_certificate (id, code, travel, interview, needs_rest, doctor_id, issued_on, valid_until)
     select gen_random_uuid(), code, 'fit', 'fit', false, gen_random_uuid(), current_date - 90, current_date + (n % 120 - 30)::int
     from unnest($1::text[]) with ordinality c (code, n)`,
    [codes],
  )
  await pool.query(
    `insert into service (id, key, kind, body, changed_at) values (gen_random_uuid(), 'BENCH', 'shelter', '{"name":{"en":"Bench","th":"ทดสอบ"}}', now())`,
  )
  await pool.query(
    `with entry as (insert into consent_entry (id, code, purpose, recipients, basis, mode, language, text_version, at, person_id,
         organisation, received_at)
       select gen_random_uuid(), code, 'referral', array['th-bfm'], 'consent', 'spoken', 'my', '1', now(), $2, 'th-msd', now()
       from unnest($1::text[]) c (code) returning id, code),
     share as (insert into person_share (id, code, organisation, entry_id, parts, begun_at, by_person)
       select gen_random_uuid(), code, 'th-bfm', id, array['package'], now(), $2 from entry returning id, code)
     insert into referral (id, code, service_id, service_version, kind, from_organisation, to_organisation, purpose, state,
       answer_hours, prepared_at, by_person, sent_at, due_at, share_id)
     select gen_random_uuid(), share.code, s.id, 1, 'shelter', 'th-msd', 'th-bfm', 'referral',
       (array['waiting','accepted','waiting'])[1 + row_number() over () % 3], 24, now(), $2, now(),
       now() + (row_number() over () % 100 - 50) * interval '1 hour', share.id from share, service s where s.key = 'BENCH'`,
    [codes, worker],
  )
  await pool.query('analyze')
}
