import type { ErasureCertificate } from '@shield/contract'
import type { Marking } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'

export interface Kept {
  readonly erasure: string
  readonly hold: string
}

/** A hold that stands, a clock that is due, and a certificate of an erasure whose person is here still: the world asks who may read it. */
export async function addKept(
  node: Node,
  {
    code,
    block,
    marking,
    proposer,
  }: {
    readonly code: string
    readonly block: Marking
    readonly marking: string | undefined
    readonly proposer: string
  },
): Promise<Kept> {
  const [erasure, hold] = [newId(), newId()]
  const { pool } = node.database
  await pool.query(
    `insert into legal_hold (id, code, ground, reason_id, until, placed_at, placed_by, organisation)
     values ($1, $2, 'claim', $1, current_date + 30, now(), $3, $4)`,
    [hold, code, proposer, block.organisation],
  )
  await pool.query(
    `insert into retention_clock (code, class, event, event_at, rule, act, warn_on, due_on)
     values ($1, 'arrived', 'arrived', '2020-01-01', 'shipped 1', 'erase', '2022-01-01', '2022-03-01')`,
    [code],
  )
  const who = {
    at: '2026-05-12T01:00:00.000Z',
    by: { en: 'Guarded', th: 'ทดสอบ' },
    organisation: block.organisation,
  }
  const certificate: ErasureCertificate = {
    ...{ id: erasure, node: node.name, code, ground: 'request', proposed: who, decided: who },
    ...{ keyDestroyedAt: who.at, erased: [], stays: ['code'], recalled: [], devices: 0, certifiedAt: who.at },
  }
  await pool.query(
    `insert into erasure (id, code, marking_id, carers, ground, clock, reason_id, state, proposed_at, proposed_by, organisation,
       decided_at, decided_by, decided_organisation, certificate, signature)
     values ($1, $2, $3, $4, 'request', 'null', $1, 'erased', now(), $5, $6, now(),
       (select id from person where id <> $5 limit 1), $6, $7, 'AAAAAAAAAAAAAAAA')`,
    [
      ...[erasure, code, marking],
      [block.organisation, ...block.releasedTo.filter((one) => !one.startsWith('node:'))],
      ...[proposer, block.organisation, JSON.stringify(certificate)],
    ],
  )
  return { erasure, hold }
}
