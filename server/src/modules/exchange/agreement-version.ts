import { receiptCodes } from '@shield/contract'
import type { AgreementBody, AgreementVersion, AgreementVersionState, ReceiptCode } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { fitting, openStates, termsOf } from './agreement-model.ts'
import type { VersionAct } from './agreement-model.ts'

export interface VersionRow {
  readonly id: string
  readonly agreement_id: string
  readonly peer: string
  readonly version: number
  readonly direction: 'out' | 'in'
  readonly state: AgreementVersionState
  readonly body: AgreementBody
  readonly ours: string | null
  readonly theirs: string | null
  readonly made_at: Date
  readonly first_by: string | null
  readonly first_at: Date | null
  readonly first_reason: string | null
  readonly second_at: Date | null
  readonly second_reason: string | null
  readonly agreed_at: Date | null
  readonly ended_at: Date | null
  readonly ended_by: string | null
  readonly ended_reason: string | null
  readonly ended_code: ReceiptCode | null
}

interface ShownRow extends VersionRow {
  readonly name_en: string
  readonly name_th: string
  readonly first_name: Words | null
  readonly second_name: Words | null
  readonly ended_name: Words | null
  readonly before: AgreementBody | null
}

const nameOf = (person: string): string =>
  `(select jsonb_build_object('en', name_en, 'th', name_th) from person where id = v.${person})`
const shown = `select v.*, p.name_en, p.name_th, ${nameOf('first_by')} as first_name, ${nameOf('second_by')} as second_name,
    ${nameOf('ended_by')} as ended_name,
    (select b.body from agreement_version b where b.agreement_id = v.agreement_id and b.version < v.version
       and b.state in ('in-force', 'replaced') order by b.version desc limit 1) as before
  from agreement_version v join peer p on p.node = v.peer`

/** Versions that wait for somebody, or the whole history of one agreement; the newest first. */
export async function listVersions(
  ctx: Context,
  { agreement }: { readonly agreement?: string | undefined },
): Promise<{ items: AgreementVersion[] }> {
  const { rows } = await ctx.tx.client.query<ShownRow>(
    `${shown} where case when $1::uuid is null then v.state = any($2) else v.agreement_id = $1 end order by v.made_at desc, v.id desc limit 500`,
    [agreement ?? null, openStates],
  )
  await audit(ctx, { action: 'agreement.read', ...(agreement === undefined ? {} : { object: agreement }) })
  return { items: rows.map((row) => viewOf(ctx, row)) }
}

export async function viewVersion(ctx: Context, id: string): Promise<AgreementVersion> {
  const { rows } = await ctx.tx.client.query<ShownRow>(`${shown} where v.id = $1`, [id])
  const row = rows[0]
  if (!row) throw notFound()
  return viewOf(ctx, row)
}

function viewOf(ctx: Context, row: ShownRow): AgreementVersion {
  return {
    ...{ id: row.id, agreement: row.agreement_id, version: row.version, state: row.state },
    peer: { node: row.peer, name: { en: row.name_en, th: row.name_th } },
    from: row.direction === 'out' ? 'us' : 'them',
    terms: termsOf(row.body),
    ...(row.before === null ? {} : { before: termsOf(row.before) }),
    steps: stepsOf(row),
    can: (Object.keys(fitting) as VersionAct[])
      .filter((act) => mayAct(ctx, row, act))
      .map((act) => `agreement.${act}`),
  }
}

/** Whether the act fits the state and the policy lets this person do it. */
export function mayAct(ctx: Context, row: VersionRow, act: VersionAct): boolean {
  if (!(fitting[act] as readonly string[]).includes(row.state)) return false
  return act === 'sign'
    ? mayDo(ctx, 'agreement.sign', 'node', row.first_by !== ctx.actor.person).allow
    : mayDo(ctx, 'agreement.propose', 'node').allow
}

type Step = AgreementVersion['steps'][number]

function stepsOf(row: ShownRow): Step[] {
  const isOurs = row.direction === 'out'
  const of = (
    act: Step['act'],
    at: Date | null,
    { by, reason }: { readonly by: Words | null; readonly reason: string | null },
  ): Step[] =>
    at === null
      ? []
      : [
          {
            ...{ act, side: 'us', at: at.toISOString() },
            ...(by === null ? {} : { by }),
            ...(reason === null || reason === '' ? {} : { reason }),
          },
        ]
  return [
    ...(isOurs ? [] : [{ act: 'received', side: 'them', at: row.made_at.toISOString() } as const]),
    ...of(isOurs ? 'proposed' : 'agreed', row.first_at, { by: row.first_name, reason: row.first_reason }),
    ...of('signed', row.second_at, { by: row.second_name, reason: row.second_reason }),
    ...(row.agreed_at === null
      ? []
      : [{ act: 'in-force', side: isOurs ? 'them' : 'us', at: row.agreed_at.toISOString() } as const]),
    ...endOf(row),
  ]
}

function endOf(row: ShownRow): Step[] {
  if (row.ended_at === null || (row.state !== 'declined' && row.state !== 'withdrawn')) return []
  return [
    {
      ...{ act: row.state, side: row.ended_by === null ? 'them' : 'us', at: row.ended_at.toISOString() },
      ...(row.ended_name === null ? {} : { by: row.ended_name }),
      ...(row.ended_reason === null ? {} : { reason: row.ended_reason }),
      ...(row.ended_code === null ? {} : { because: receiptCodes[row.ended_code].words }),
    },
  ]
}

/** One version, held until this act is done. */
export async function lockVersion(visit: Visit, id: string): Promise<VersionRow | undefined> {
  const found = await visit.tx.client.query<VersionRow>(
    'select * from agreement_version where id = $1 for update',
    [id],
  )
  return found.rows[0]
}

/** What waits for this person: to sign as the second, or to answer a partner. */
export async function waitingVersions(ctx: Context): Promise<
  readonly {
    readonly id: string
    readonly agreement: string
    readonly at: Date
    readonly title: Words
    readonly act: VersionAct
  }[]
> {
  const { rows } = await ctx.tx.client.query<VersionRow>(
    'select * from agreement_version where state = any($1) order by made_at desc limit 50',
    [['proposed', 'received', 'agreed']],
  )
  return rows.flatMap((row) => {
    const act = (['sign', 'agree'] as const).find((one) => mayAct(ctx, row, one))
    return act === undefined
      ? []
      : [
          {
            id: row.id,
            agreement: row.agreement_id,
            at: row.first_at ?? row.made_at,
            title: row.body.title,
            act,
          },
        ]
  })
}
