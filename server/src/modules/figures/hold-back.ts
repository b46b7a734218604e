import type { FigurePreview } from '@shield/contract'
import { holdBackAfter, refusedBeside, releaseBounds } from '@shield/core'
import type { Audience, HeldBecause, Refused, ShownTable } from '@shield/core'

import type { FigureTable } from './place-people.ts'
import { comparable } from './register.ts'
import type { HeldTable, Released } from './register.ts'

export type HeldFigure =
  | { readonly state: 'held'; readonly tables: readonly HeldTable[] }
  | { readonly state: 'refused'; readonly refused: NonNullable<FigurePreview['refused']> }

/** Each table of a figure with what stays back, in regard to the register and to the tables before it; or why none may leave. */
export function holdBackFigure(
  tables: readonly FigureTable[],
  released: readonly Released[],
  audience: Audience,
): HeldFigure {
  const bound = releaseBounds[audience]
  const held: HeldTable[] = []
  if ((tables[0]?.placed.size ?? 0) < bound) return { state: 'refused', refused: { because: 'few' } }
  for (const table of tables) {
    const own = { id: '', audience, tables: held }
    const { before, beside } = comparable(table, [...released, own], audience)
    const found = holdBackAfter(table, before, bound)
    if (found.state !== 'held')
      return { state: 'refused', refused: refusal(found, { table, released, audience }) }
    const shown = { ...table, held: found.held }
    const refused = refusedBeside(shown, beside, releaseBounds.partner)
    if (refused) return { state: 'refused', refused: refusal(refused, { table, released, audience }) }
    held.push(shown)
  }
  return { state: 'held', tables: held }
}

/** The same of tables that were fixed when they were asked for, before a second person lets them go. */
export function checkFigure(
  tables: readonly HeldTable[],
  released: readonly Released[],
  audience: Audience,
): NonNullable<FigurePreview['refused']> | undefined {
  for (const table of tables) {
    const { before, beside } = comparable(table, released, audience)
    const refused =
      refusedBeside(
        table,
        before.map(({ shown }) => shown),
        releaseBounds[audience],
      ) ?? refusedBeside(table, beside, releaseBounds.partner)
    if (refused) return refusal(refused, { table, released, audience })
  }
  return undefined
}

interface Asked {
  readonly table: FigureTable
  readonly released: readonly Released[]
  readonly audience: Audience
}

/** Which release it is that stands against it: the first that does so alone. */
function refusal(
  refused: Refused,
  { table, released, audience }: Asked,
): NonNullable<FigurePreview['refused']> {
  const alone = released.find((release) => {
    const { before, beside } = comparable(table, [release], audience)
    const shown: readonly ShownTable[] = [...before.map((one) => one.shown), ...beside]
    return refusedBeside({ ...table, held: new Map<string, HeldBecause>() }, shown, releaseBounds[audience])
  })
  return {
    because: refused.state,
    table: table.block,
    ...(refused.state === 'isolated' ? { people: refused.people } : {}),
    ...(alone ? { release: alone.id } : {}),
  }
}
