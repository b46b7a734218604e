import { properties } from '@shield/core'
import type { MakeWatch, WatchView } from '@shield/contract'
import { clean } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { getCluster } from '../registry/index.ts'
import { matchesOf } from '../search/index.ts'
import { listenersOf, remember } from './hear-watches.ts'
import { viewWatch } from './list-watches.ts'
import { isZone } from './model.ts'
import { isIdentifier, newsOf, widestSearch } from './news.ts'
import type { Watched } from './news.ts'

const standardDays = 90
const mostDays = 366
const mostWatches = 200
const dayMs = 86_400_000

type About = Omit<Watched, 'look_again'>

/** Watches something from now on, for the stated purpose: what stands already is known and told to nobody. */
export async function makeWatch(ctx: Context, input: MakeWatch): Promise<WatchView> {
  if (!isZone(input.zone)) throw faultAt('zone', 'this time zone is not known')
  await refuseTooMany(ctx)
  const about = await aboutOf(ctx, input.about)
  const id = newId()
  const days = Math.min(input.days ?? standardDays, mostDays)
  await ctx.tx.db
    .insertInto('watch')
    .values({
      id,
      person_id: ctx.actor.person,
      organisation: ctx.actor.organisation,
      is_shared: input.shared,
      kind: about.kind,
      entity_id: about.entity_id,
      property: about.property,
      words: about.words,
      norm: about.norm,
      narrowed: JSON.stringify(about.narrowed),
      purpose: ctx.purpose,
      reference: input.reference.trim(),
      delivery: input.delivery,
      quiet_from: input.quiet?.from ?? null,
      quiet_until: input.quiet?.until ?? null,
      zone: input.zone,
      made_at: ctx.now,
      ends_at: new Date(ctx.now.getTime() + days * dayMs),
    })
    .execute()
  const listening = { is_shared: input.shared, person_id: ctx.actor.person, purpose: ctx.purpose }
  for (const listener of await listenersOf(ctx, { ...listening, organisation: ctx.actor.organisation }))
    await remember(ctx, id, await newsOf(listener, { ...about, look_again: false }))
  await audit(ctx, { action: 'watch.made', object: id, detail: { kind: about.kind, shared: input.shared } })
  return viewWatch(ctx, id)
}

const none = { entity_id: null, property: null, words: null, norm: null, narrowed: {} }

async function aboutOf(ctx: Context, about: MakeWatch['about']): Promise<About> {
  if ('entity' in about) {
    const [entity] = await getCluster(ctx, about.entity)
    return { ...none, kind: 'entity', entity_id: entity?.id ?? 0 }
  }
  if ('property' in about) {
    const { number } = properties[about.property]
    const cleaned = clean(about.property, about.value)
    const norm = 'norm' in cleaned ? cleaned.norm : ''
    if (!(await isIdentifier(ctx, number, norm)))
      throw faultAt('about', {
        en: 'This can’t be watched as a number: write it whole, with its country, or save a search instead',
        th: 'เฝ้าดูเป็นหมายเลขไม่ได้ โปรดเขียนให้ครบพร้อมรหัสประเทศ หรือบันทึกการค้นหาแทน',
      })
    return { ...none, kind: 'identifier', property: number, words: about.value, norm }
  }
  const { q, ...narrowed } = about.search
  const { isCut } = await matchesOf(ctx, about.search, widestSearch)
  if (isCut)
    throw faultAt('about', {
      en: `This search finds more than ${widestSearch} already: narrow it first`,
      th: `การค้นหานี้พบมากกว่า ${widestSearch} รายการ โปรดจำกัดให้แคบลงก่อน`,
    })
  return { ...none, kind: 'search', words: q, narrowed }
}

async function refuseTooMany(ctx: Context): Promise<void> {
  const found = await ctx.tx.client.query<{ count: number }>(
    'select count(*) from watch where person_id = $1 and ended_at is null and ends_at > $2',
    [ctx.actor.person, ctx.now],
  )
  if ((found.rows[0]?.count ?? 0) >= mostWatches)
    throw new Problem('too-many', {
      en: `You have ${mostWatches} watches: end some you no longer need`,
      th: `คุณมีการเฝ้าดู ${mostWatches} รายการแล้ว โปรดยกเลิกรายการที่ไม่ใช้`,
    })
}

function faultAt(pointer: string, hint: string | { readonly en: string; readonly th: string }): Problem {
  return new Problem('body-invalid', typeof hint === 'string' ? undefined : hint, [
    { pointer, rule: 'watchable', hint },
  ])
}
