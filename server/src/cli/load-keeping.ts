import { personCode } from '@shield/core'
import { people } from '@shield/world'

import type { Context, Node } from '../context.ts'
import { addArrivals, listArrivals, makeArrival } from '../modules/protection/index.ts'
import { placeHold, proposeErasure, sweepRetention } from '../modules/retention/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'

const dayMs = 86_400_000
const site = 'Old pier, Sangkhla (training)'

/** Years ago, invented, and nothing followed: each is due by the shipped rules, or soon will be. */
const kept = [
  { seed: 'old-pier-01', name: 'ထက်အောင်', days: 3 * 366 },
  { seed: 'old-pier-02', name: 'สมปอง', days: 3 * 366 },
  { seed: 'old-pier-03', name: 'ສົມໃຈ', days: 2.5 * 366 },
  { seed: 'old-pier-04', name: 'Rosalie', days: 2 * 365 - 20 },
] as const

/** What lies ready for those who decide how long people are kept: people who are due, one who comes soon, a hold, a proposal. */
export async function loadKeeping(node: Node): Promise<void> {
  const isThere = await asWorker(node, async (ctx) =>
    (await listArrivals(ctx)).items.some((one) => one.site === site),
  )
  if (isThere) return
  const codes = kept.map(({ seed }) => personCode(new TextEncoder().encode(seed)))
  await asWorker(node, async (ctx) => {
    const { id } = await makeArrival(ctx, {
      ...{ site, startedAt: ago(ctx, kept[0].days), expected: kept.length, organisations: [] },
    })
    const acts = kept.map(({ name, days }, index) => ({
      ...{ id: newId(), code: codes[index] ?? '', at: ago(ctx, days) },
      triage: { age: 'adult' as const, health: 'well' as const, together: 'alone' as const },
      identity: {
        names: [{ text: name, kind: 'given' as const }],
        citizenships: [],
        documents: [],
        phones: [],
      },
    }))
    await addArrivals(ctx, id, acts)
  })
  await sweepRetention(node, {})
  const [, proposed = '', held = ''] = codes
  await asWorker(node, (ctx) =>
    proposeErasure(ctx, proposed, {
      ...{ id: newId(), ground: 'due' },
      reason: 'TRAINING: came out three years ago, nothing followed',
    }),
  )
  await as(node, 'shelter-head', (ctx) =>
    placeHold(ctx, held, {
      ...{ id: newId(), ground: 'claim', until: ago(ctx, -200).slice(0, 10) },
      reason: 'TRAINING: a claim for unpaid wages is before the court',
    }),
  )
}

const ago = (ctx: Context, days: number): string => new Date(ctx.now.getTime() - days * dayMs).toISOString()

const asWorker = <T>(node: Node, act: (ctx: Context) => Promise<T>): Promise<T> =>
  as(node, 'case-worker', act)

function as<T>(
  node: Node,
  role: 'case-worker' | 'shelter-head',
  act: (ctx: Context) => Promise<T>,
): Promise<T> {
  const person = people.find((one) => one.organisation === 'th-msd' && one.roles.includes(role))
  return asPerson(node, { person: person?.id, purpose: 'victim-protection' }, act)
}
