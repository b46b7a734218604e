import { people } from '@shield/world'
import type { RaidPerson } from '@shield/world'

import type { Context, Node } from '../context.ts'
import {
  addArrivals,
  endArrival,
  listArrivals,
  makeArrival,
  triageShape,
} from '../modules/protection/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'
import { demonstrationWorld } from './load-demonstration.ts'

/** The day of the story, and the day five of the 120 had come out before. */
const raidBegan = Date.parse('2026-05-12T01:30:00Z')
const earlierBegan = Date.parse('2026-02-17T02:00:00Z')
const minuteMs = 60_000

const raidSite = 'Friendship Bridge 2'
const earlierSite = 'Friendship Bridge 2, February'

/** The 120 of the raid at their board, and the five who came out before at theirs: what case workers do, in their name. */
export async function loadRaid(node: Node, tell: (line: string) => void): Promise<void> {
  const { raid } = demonstrationWorld()
  const before = raid.flatMap((one) => (one.before === undefined ? [] : [{ ...one, code: one.before }]))
  await loadBoard(node, {
    site: earlierSite,
    began: earlierBegan,
    arrivals: before.map((one) => ({ ...one, staysWith: [], triage: { age: one.triage.age ?? 'adult' } })),
    hasEnded: true,
  })
  const isNew = await loadBoard(node, { site: raidSite, began: raidBegan, arrivals: raid, hasEnded: false })
  if (isNew) tell(`  ${node.name}: ${raidSite}: ${raid.length} people`)
}

interface Board {
  readonly site: string
  readonly began: number
  readonly arrivals: readonly RaidPerson[]
  readonly hasEnded: boolean
}

/** False where it is there already. A board that a stopped start left empty is filled. */
async function loadBoard(node: Node, { site, began, arrivals, hasEnded }: Board): Promise<boolean> {
  const found = await asWorker(node, async (ctx) =>
    (await listArrivals(ctx)).items.find((one) => one.site === site),
  )
  const place =
    found ??
    (await asWorker(node, (ctx) =>
      makeArrival(ctx, {
        site,
        startedAt: new Date(began).toISOString(),
        expected: arrivals.length,
        organisations: ['th-bfm'],
      }),
    ))
  if (place.people > 0) return false
  await asWorker(node, async (ctx) => {
    const acts = arrivals.map(({ code, minute, triage, staysWith, identity }) => ({
      id: newId(),
      code,
      at: new Date(began + minute * minuteMs).toISOString(),
      triage: triageShape(triage),
      ...(staysWith.length > 0 ? { staysWith: [...staysWith] } : {}),
      ...(identity ? { identity } : {}),
    }))
    await addArrivals(ctx, place.id, acts)
    if (hasEnded) await endArrival(ctx, place.id)
  })
  return true
}

function asWorker<T>(node: Node, act: (ctx: Context) => Promise<T>): Promise<T> {
  const worker = people.find((one) => one.organisation === 'th-msd' && one.roles.includes('case-worker'))
  return asPerson(node, { person: worker?.id, purpose: 'victim-protection' }, act)
}
