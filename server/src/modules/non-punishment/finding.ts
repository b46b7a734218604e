import type { FindingAct, FindingState, Json, Punishment, Triage } from '@shield/core'

import type { Context, Visit } from '../../context.ts'
import { notFound } from '../../problem.ts'
import type { PunishmentLaw } from './find-law.ts'

/** Law and clocks of the country as a finding keeps them. */
export type FindingLaw = Pick<PunishmentLaw, 'code' | 'version'> & {
  readonly nonPunishment: Omit<PunishmentLaw['nonPunishment'], 'statusWords'>
}

/** A finding as the table has it, with where the person stands. */
export interface FindingRow {
  readonly id: string
  readonly code: string
  readonly marking_id: number
  readonly punishment: Punishment
  readonly source: 'report' | 'list' | 'record'
  readonly details_id: string | null
  readonly law: FindingLaw
  readonly state: FindingState
  readonly due_at: Date | null
  readonly found_at: Date
  readonly ended_at: Date | null
  readonly asked_at: Date | null
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly triage: Triage
  readonly carers: readonly string[]
  /** Whose finding it is. */
  readonly office: string
}

/** A finding with its person, as `FindingRow` has it. */
export const findingRows = `select f.*, p.standing, p.triage, p.carers, m.block->>'organisation' as office
  from punishment_finding f join protected_person p on p.code = f.code join marking m on m.id = f.marking_id`

export interface ActRow {
  readonly id: string
  readonly kind: FindingAct['kind']
  readonly body: Readonly<Record<string, Json>>
  readonly words_id: string | null
  readonly at: Date
  readonly person_id: string | null
  readonly organisation: string
  readonly name_en: string | null
  readonly name_th: string | null
}

/** A finding that the reader may see; for everybody else there is none. `lock`: the row waits for this act. */
export async function getFinding(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<FindingRow> {
  const found = await ctx.tx.client.query<FindingRow>(
    `${findingRows}
     where visible($1, f.marking_id) and f.id = $2 ${lock ? 'for no key update of f' : ''}`,
    [ctx.visible, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

/** Everything that was done about findings, in order. */
export async function actsOf({ tx }: Pick<Visit, 'tx'>, finding: string): Promise<readonly ActRow[]> {
  const found = await tx.client.query<ActRow>(
    `select a.id, a.kind, a.body, a.words_id, a.at, a.person_id, a.organisation, p.name_en, p.name_th
     from punishment_act a left join person p on p.id = a.person_id where a.finding_id = $1 order by a.sequence`,
    [finding],
  )
  return found.rows
}

/** The acts as the rules read them. */
export function stepsOf(rows: readonly Pick<ActRow, 'kind' | 'body' | 'person_id'>[]): readonly FindingAct[] {
  return rows.map(
    ({ kind, body, person_id: by }) => ({ ...body, kind, by: by ?? '' }) as unknown as FindingAct,
  )
}

const dayMs = 86_400_000

/** Until when the next step is to be done, by the clocks the finding was made under. */
export function dueOf(
  { law, punishment }: { readonly law: FindingLaw; readonly punishment: Punishment },
  state: FindingState,
  since: Date,
): Date | null {
  const { assess, answer, follow } = law.nonPunishment.clocks
  if (state === 'done' || state === 'refused') return null
  const days = state === 'reported' ? follow : state === 'assessed' ? answer : assess[punishment]
  return new Date(since.getTime() + days * dayMs)
}
