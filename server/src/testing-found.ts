import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'
import { shippedCountry } from './modules/words/index.ts'

/** What the guarded worlds know of somebody who is punished, and of a decision that is taken again. */
export interface Found {
  readonly finding: string
  readonly offence: string
  /** Somebody else has said something of it: it waits for a second person. */
  readonly assessedOffence: string
  readonly qualityCheck: string
}

interface About {
  readonly code: string
  readonly marking: string | undefined
  readonly proposer: string
  readonly determination: string
}

/** A punishment with two offences, and a check of a panel's decision, under any block. */
export async function addFound(node: Node, about: About): Promise<Found> {
  const { pool } = node.database
  const [finding, offence, assessedOffence, draw, qualityCheck] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const { code, version, nonPunishment } = await shippedCountry('TH')
  await pool.query(
    `insert into punishment_finding (id, code, marking_id, punishment, source, law, state, due_at, found_at)
     values ($1, $2, $3, 'detained', 'report', $4, 'assessing', now() + interval '2 days', now())`,
    [finding, about.code, about.marking, JSON.stringify({ code, version, nonPunishment })],
  )
  const act = async (id: string, kind: string, body: object): Promise<void> => {
    await pool.query(
      `insert into punishment_act (id, finding_id, kind, body, at, person_id, organisation)
       values ($1, $2, $3, $4, now(), $5, 'th-osp')`,
      [id, finding, kind, JSON.stringify(body), about.proposer],
    )
  }
  for (const id of [offence, assessedOffence]) await act(id, 'offence', { offence: id, named: 'fraud' })
  await act(newId(), 'assess', { offence: assessedOffence, result: 'to-be-dropped', evidence: [] })
  await pool.query(
    `insert into quality_draw (id, period_from, period_until, share, seed, population, drawn, left_out, by_person, organisation, at)
     values ($1, '2026-05-01', '2026-05-31', 10, 'for the matrix', 10, 1, 0, $2, 'th-hrc', now())`,
    [draw, about.proposer],
  )
  await pool.query(
    `insert into quality_check (id, draw_id, determination_id, marking_id, organisations, due_at)
     values ($1, $2, $3, $4, array(select o.code from organisation o where o.node = $5), now() + interval '15 days')`,
    [qualityCheck, draw, about.determination, about.marking, node.name],
  )
  return { finding, offence, assessedOffence, qualityCheck }
}
