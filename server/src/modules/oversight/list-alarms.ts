import type { AlarmRow } from '@shield/contract'
import { isPurpose } from '@shield/core'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'

import { VaultFault } from '../../vault-door.ts'
import type { VaultAlarm } from '../../vault-door.ts'

/** Openings of sealed identities that nobody has reason to open, newest first. Reading them is an event. */
export async function listAlarms(ctx: Context): Promise<{ items: AlarmRow[] }> {
  const alarms = await ctx.node.vault.alarms('all').catch(notReady)
  const names = await namesOf(
    ctx,
    alarms.flatMap(({ person, answer }) => [person, ...(answer ? [answer.by] : [])]),
  )
  await audit(ctx, { action: 'alarm.listed' })
  return {
    items: alarms.flatMap(({ answer, person, purpose, ...alarm }) => {
      if (!isPurpose(purpose)) return []
      const [name, by] = [names.get(person), names.get(answer?.by ?? '')]
      return {
        ...alarm,
        purpose,
        person: { id: person, ...(name ? { name } : {}) },
        ...(answer ? { answer: { at: answer.at, outcome: answer.outcome, ...(by ? { by } : {}) } } : {}),
        can: answer || person === ctx.actor.person ? [] : ['alarm.answer'],
      }
    }),
  }
}

/** How many wait for an answer that this person may give; undefined where the vault does not answer. */
export async function waitingVaultAlarms(ctx: Context): Promise<readonly VaultAlarm[] | undefined> {
  const found = await ctx.node.vault.alarms('waiting').catch((error: unknown) => {
    if (error instanceof VaultFault) return undefined
    throw error
  })
  return found?.filter(({ person }) => person !== ctx.actor.person)
}

export function notReady(error: unknown): never {
  if (error instanceof VaultFault && error.refusal === 'unavailable')
    throw new Problem('not-ready', {
      en: 'The vault of sealed identities does not answer: whoever runs the node can see why.',
      th: 'คลังข้อมูลตัวตนที่ปิดผนึกไม่ตอบสนอง ผู้ดูแลเครื่องตรวจดูสาเหตุได้',
    })
  throw error
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Words>> {
  const found = await ctx.tx.client.query<{ id: string; en: string; th: string }>(
    'select id::text as id, name_en as en, name_th as th from person where id::text = any($1::text[])',
    [[...new Set(ids)]],
  )
  return new Map(found.rows.map(({ id, en, th }) => [id, { en, th }]))
}
