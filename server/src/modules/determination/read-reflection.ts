import type { ReflectionView } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { getPerson, seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { findCountry } from '../words/index.ts'

const dayMs = 86_400_000

export async function readReflection(ctx: Context, code: string): Promise<ReflectionView> {
  const person = await getPerson(ctx, code)
  const view = await reflectionOf(ctx, person)
  await audit(ctx, { action: 'reflection.read', object: code })
  return view
}

/**
 * The period of recovery and reflection begins with the presumption, that is with the arrival, and nobody is removed while
 * it runs, while a panel sits, or before "not identified" was told. Whether somebody returns is another matter: by their own will.
 */
export async function reflectionOf(
  { tx, node, now }: Pick<Context, 'tx' | 'node' | 'now'>,
  person: Pick<PersonRow, 'code' | 'arrived_at' | 'standing'>,
): Promise<ReflectionView> {
  const found = await tx.client.query<{ sits: boolean }>(
    'select exists (select 1 from determination where code = $1 and outcome is null) as sits',
    [person.code],
  )
  const panelSits = found.rows[0]?.sits ?? false
  const law = (await findCountry({ tx, node }))?.reflection
  if (!law) return { panelSits, mayBeRemoved: false, because: words.unknown }
  const { days, cites } = law
  const endsAt = new Date(person.arrived_at.getTime() + days * dayMs)
  const runs = endsAt > now
  const mayBeRemoved = !runs && !panelSits && person.standing === 'not-identified'
  return {
    period: {
      ...{ days, cites, runs },
      startsAt: person.arrived_at.toISOString(),
      endsAt: endsAt.toISOString(),
    },
    panelSits,
    mayBeRemoved,
    because: runs
      ? words.runs
      : panelSits
        ? words.sits
        : mayBeRemoved
          ? words.over
          : person.standing === 'identified'
            ? words.identified
            : words.presumed,
  }
}

export interface EndingReflection {
  readonly code: string
  readonly at: Date
  readonly due: Date
}

/** So many days before its end those who care are told: what comes after has to be decided with the person. */
const tellDays = 3

/** People of the reader's organisation whose time ends within three days. */
export async function endingReflections(ctx: Context): Promise<readonly EndingReflection[]> {
  const days = (await findCountry(ctx))?.reflection?.days
  if (days === undefined) return []
  const found = await ctx.tx.client.query<EndingReflection>(
    `select p.code, p.arrived_at as at, p.arrived_at + $4 * interval '1 day' as due from protected_person p
     where ${seen} and $2 = any(p.carers)
       and p.arrived_at > $3::timestamptz - $4 * interval '1 day'
       and p.arrived_at <= $3::timestamptz - ($4 - ${tellDays}) * interval '1 day'
     order by p.arrived_at, p.code limit 20`,
    [ctx.visible, ctx.actor.organisation, ctx.now, days],
  )
  return found.rows
}

const words = {
  unknown: {
    en: 'The period of this country is not known here: nobody is removed before it is.',
    th: 'ระบบนี้ยังไม่ทราบระยะเวลาของประเทศนี้ จึงยังไม่ให้ส่งผู้ใดออกนอกประเทศ',
  },
  runs: {
    en: 'The period of recovery and reflection runs: no removal.',
    th: 'อยู่ในช่วงฟื้นฟูและไตร่ตรอง ห้ามส่งออกนอกประเทศ',
  },
  sits: {
    en: 'A panel sits: no removal before it has decided.',
    th: 'คณะคัดแยกกำลังพิจารณา ห้ามส่งออกก่อนมีคำวินิจฉัย',
  },
  identified: {
    en: 'Identified as a victim: who goes, goes by their own will.',
    th: 'เป็นผู้เสียหายที่คัดแยกแล้ว จะเดินทางกลับเมื่อสมัครใจเท่านั้น',
  },
  presumed: {
    en: 'Nothing was decided yet: the presumption stands, no removal.',
    th: 'ยังไม่มีคำวินิจฉัย ให้ถือว่าเป็นผู้อาจเป็นผู้เสียหาย ห้ามส่งออก',
  },
  over: {
    en: 'The period is over and the person was told that they were not identified. A review may still be asked for.',
    th: 'พ้นช่วงเวลาแล้ว และได้แจ้งผลว่าไม่ใช่ผู้เสียหาย ยังขอทบทวนได้',
  },
} satisfies Record<string, Words>
