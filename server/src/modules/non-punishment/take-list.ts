import type { PunishmentList } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { findLaw } from './find-law.ts'
import type { PunishmentLaw } from './find-law.ts'
import { askVault, documentsOf, readList } from '../protection/index.ts'
import { findOffice } from './find-office.ts'
import { makeFinding } from './make-finding.ts'

/** Values of one blind question: the vault answers at most 20 persons, and one who came out twice has two codes. */
const valuesAsked = 10

interface Taken {
  readonly lines: number
  readonly found: { readonly line: number; readonly id: string; readonly isNew: boolean }[]
  readonly without: number
  readonly faults: number
}

/**
 * Compares a list of an authority with people in protection, by document alone. Nothing of a line is kept but what is
 * sealed of somebody who is in protection; a name, however rare, ties nobody to anything.
 */
export async function takePunishmentList(ctx: Context, given: PunishmentList): Promise<Taken> {
  const [office, law] = [await findOffice(ctx), await findLaw(ctx)]
  if (office !== ctx.actor.organisation || !law) throw new Problem('conflict', notThisOffice)
  const { lines, faults } = await readList(given)
  const asked = lines.flatMap(({ line, identity }) => documentsOf(identity).map((value) => ({ line, value })))
  const found: Taken['found'] = []
  for (let from = 0; from < asked.length; from += valuesAsked)
    found.push(...(await compareSome(ctx, asked.slice(from, from + valuesAsked), { given, office, law })))
  const detail = { lines: lines.length, found: found.length }
  await audit(ctx, { action: 'punishment.list-taken', detail })
  const named = new Set(asked.map(({ line }) => line))
  return {
    lines: lines.length,
    found: onceEach(found),
    without: lines.filter(({ line }) => !named.has(line)).length,
    faults: faults.length,
  }
}

interface Asked {
  readonly line: number
  readonly value: ReturnType<typeof documentsOf>[number]
}

async function compareSome(
  ctx: Context,
  asked: readonly Asked[],
  {
    given,
    office,
    law,
  }: { readonly given: PunishmentList; readonly office: string; readonly law: PunishmentLaw },
): Promise<Taken['found']> {
  return askVault(ctx, async (vault, asker) => {
    const fits = await vault.find(
      asker,
      asked.map(({ value }) => value),
    )
    const found: Taken['found'] = []
    for (const { code, fits: places } of fits) {
      const place = asked[places[0] ?? 0]
      if (!place) continue
      const { id, isNew } = await makeFinding(ctx, asker, {
        ...{ code, punishment: given.punishment, source: 'list' },
        ...{ key: JSON.stringify([given.authority, given.since ?? '']) },
        ...{ details: { since: given.since, authority: given.authority }, office, law, carers: [] },
      })
      found.push({ line: place.line, id, isNew })
    }
    return found
  })
}

/** A line with two documents of one person is one finding. */
function onceEach(found: Taken['found']): Taken['found'] {
  return [...new Map(found.map((one) => [one.id, one])).values()].toSorted((a, b) => a.line - b.line)
}

const notThisOffice = {
  en: 'Lists are compared at the office that assesses for this node',
  th: 'การเทียบรายชื่อทำที่สำนักงานซึ่งเป็นผู้ประเมินของโหนดนี้เท่านั้น',
}
