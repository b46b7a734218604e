import type { GlassField, GlassOpened, PersonIdentity } from '@shield/contract'
import type { Triage } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { askVault } from '../protection/index.ts'
import { getUse, noneOpen, viewUse } from './use.ts'

interface Found {
  readonly triage: Triage
  readonly identity_id: string | null
}

/** The named things of the one person, within the hour. What was not named stays closed, whatever is known. */
export async function openGlass(ctx: Context, id: string): Promise<GlassOpened> {
  const row = await getUse(ctx, id, 'own')
  if (row.ends_at === null || row.ends_at <= ctx.now) throw new Problem('conflict', noneOpen)
  const found = await ctx.tx.client.query<Found>(
    'select triage, identity_id from protected_person where code = $1 and erased_at is null',
    [row.code],
  )
  const person = found.rows[0]
  const opened = await ctx.tx.client.query<{ opened: number }>(
    'update break_glass set opened = opened + 1 where id = $1 returning opened',
    [id],
  )
  await audit(ctx, { action: 'glass.opened', object: row.code, detail: { use: id } })
  const use = viewUse(ctx, { ...row, opened: opened.rows[0]?.opened ?? 0 })
  if (!person) return { use, isFound: false }
  return { use, isFound: true, ...(await shownOf(ctx, { code: row.code, fields: row.fields, id }, person)) }
}

type Shown = Omit<GlassOpened, 'use' | 'isFound'>

async function shownOf(
  ctx: Context,
  {
    code,
    fields,
    id,
  }: { readonly code: string; readonly fields: readonly GlassField[]; readonly id: string },
  { triage, identity_id: sealed }: Found,
): Promise<Shown> {
  const identity = fields.some((field) => field !== 'needs') && sealed ? await identityOf() : undefined
  return {
    ...(identity && fields.includes('names') ? { names: identity.names } : {}),
    ...(identity?.born !== undefined && fields.includes('born') ? { born: identity.born } : {}),
    ...(identity && fields.includes('documents') ? { documents: identity.documents } : {}),
    ...(identity && fields.includes('phones') ? { phones: identity.phones } : {}),
    ...(fields.includes('needs') ? { needs: needsOf(triage) } : {}),
  }

  async function identityOf(): Promise<PersonIdentity | undefined> {
    const [value] = await askVault(ctx, (vault, asker) =>
      vault.open({ ...asker, reference: `break-glass ${id}` }, [{ code, id: sealed ?? '' }]),
    )
    return value?.body ? (JSON.parse(Buffer.from(value.body).toString('utf8')) as PersonIdentity) : undefined
  }
}

function needsOf({ health, danger, speaks = [], needs = [] }: Triage): NonNullable<Shown['needs']> {
  return {
    ...(health ? { health } : {}),
    ...(danger ? { danger } : {}),
    speaks: [...speaks],
    needs: [...needs],
  }
}
