import type { LeadRule } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'

export interface NewLead {
  readonly rule: LeadRule
  readonly organisation: string
  readonly watch?: string
  readonly record?: number
  readonly entity?: number
  readonly sources?: readonly [number, number]
  readonly markings: readonly number[]
  /** 64-bit numbers, as text. */
  readonly keys: readonly string[]
  readonly dueAt: Date
}

/** Writes leads, each with its line in the audit. */
export async function writeLeads(visit: Visit, leads: readonly NewLead[]): Promise<void> {
  for (const lead of leads) {
    const id = newId()
    await visit.tx.client.query(
      `insert into lead (id, rule, organisation, watch_id, record_id, entity_id, left_source, right_source, markings, keys, found_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::bigint[], $11, $12)`,
      [
        ...[id, lead.rule, lead.organisation, lead.watch ?? null, lead.record ?? null, lead.entity ?? null],
        ...[lead.sources?.[0] ?? null, lead.sources?.[1] ?? null, lead.markings, lead.keys],
        ...[visit.now, lead.dueAt],
      ],
    )
    await audit(visit, {
      action: 'lead.found',
      object: id,
      organisation: lead.organisation,
      detail: { rule: lead.rule },
    })
  }
}
