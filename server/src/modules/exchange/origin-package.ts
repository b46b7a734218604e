import { kindOf } from '@shield/core'
import type { Words } from '@shield/core'
import type { PackageParts } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { ChosenRow, FoundLink } from './choose.ts'
import { packageLink } from './choose-links.ts'
import { cameBy } from './leave.ts'
import type { CameBy } from './leave.ts'
import { packageStatement } from './package-statement.ts'

const fromElsewhere: Words = {
  en: 'What a partner owns is passed on release by release, by whoever had it from its owner',
  th: 'ข้อมูลของหน่วยงานคู่ร่วมมือส่งต่อได้ทีละการส่งมอบ โดยผู้ที่ได้รับจากเจ้าของโดยตรง',
}

interface Foreign {
  readonly rows: readonly ChosenRow[]
  readonly links: readonly FoundLink[]
  /** The node that owns it. */
  readonly owner: string
}

interface OriginParts extends PackageParts {
  readonly ends: ReadonlyMap<number, string>
  readonly cameBy: CameBy
}

/**
 * What a partner owns, under the ids its owner gave it: whoever it is passed on to can see by them what the owner signed, and
 * whoever takes it back means the same things. What we have judged to be one stays apart.
 */
export async function originParts(ctx: Context, { rows, links, owner }: Foreign): Promise<OriginParts> {
  const came = await cameBy(ctx, [...rows, ...links])
  if (came?.peer !== owner) throw new Problem('body-invalid', fromElsewhere)
  const { client } = ctx.tx
  const numbers = [...new Set(rows.map((row) => row.entity_id))]
  const entities = await client.query<{ id: number; key: string; kind: number }>(
    'select id, key, kind from entity where id = any($1::bigint[]) order by id',
    [numbers],
  )
  const keys = await client.query<{ wire: string; key: string }>(
    'select wire, key from link where wire = any($1::uuid[])',
    [links.map((one) => one.wire)],
  )
  const keyOf = new Map(keys.rows.map((row) => [row.wire, row.key]))
  const ends = new Map(entities.rows.map((row) => [row.id, row.key]))
  return {
    ...{ ends, cameBy: came },
    entities: entities.rows.map(({ id, key, kind }) => ({
      ...{ entity: key, kind: kindOf(kind) },
      statements: rows.filter((row) => row.entity_id === id).map(packageStatement),
    })),
    links: links
      .filter((one) => ends.has(one.from) && ends.has(one.to))
      .map((one) => ({ ...packageLink(one, ends), link: keyOf.get(one.wire) ?? one.wire })),
  }
}
