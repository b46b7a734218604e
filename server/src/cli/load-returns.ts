import type { ReturnFacts } from '@shield/contract'
import { startOfTracks } from '@shield/core'
import type { ConsentPurpose, TrackName } from '@shield/core'
import { people } from '@shield/world'
import type { RaidPerson } from '@shield/world'

import type { Context, Node } from '../context.ts'
import { giveConsent } from '../modules/consent/index.ts'
import {
  addToBatch,
  askEmbassy,
  listReturns,
  makeBatch,
  moveReturn,
  openReturn,
} from '../modules/returns/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'
import { demonstrationWorld } from './load-demonstration.ts'

const dayMs = 86_400_000

type Step = readonly [track: TrackName, to: string, facts?: ReturnFacts, reason?: string]

const told: ReturnFacts = { language: 'en' }
const asked: readonly Step[] = [
  ['decision', 'informed', told],
  ['decision', 'explained', told],
]
const risk: Step = [
  'risk',
  'drafted',
  { level: 'medium' },
  'TRAINING: a debt at home, nobody known to threaten',
]
const noCase: Step = ['legal', 'no-case']

/** How far each of a few of the raid has come, and what was done two days before the rest. */
interface Way {
  readonly state: string
  readonly before: readonly Step[]
  readonly since: readonly Step[]
  readonly asksEmbassy?: true
}

const goes: readonly Step[] = [...asked, ['decision', 'return']]
const confirmed: Step = ['decision', 'confirmed']
const ways: readonly Way[] = [
  {
    state: 'KE',
    before: [...goes, risk, noCase],
    since: [confirmed, ['asylum', 'no-fear']],
    asksEmbassy: true,
  },
  { state: 'KE', before: goes, since: [confirmed], asksEmbassy: true },
  { state: 'ET', before: [...goes, noCase], since: [confirmed, ['asylum', 'no-fear']] },
  { state: 'ET', before: asked, since: [['asylum', 'fears', {}, 'TRAINING: is afraid of who sold them']] },
  { state: 'MM', before: [...asked, ['decision', 'stay']], since: [] },
  { state: 'PH', before: goes, since: [] },
]

/** A few of the raid on their way home, and a journey that is planned: what case workers do, in their name. */
export async function loadReturns(node: Node, tell: (line: string) => void): Promise<void> {
  const isThere = await asWorker(node, async (ctx) => (await listReturns(ctx, { limit: 1 })).count > 0)
  if (isThere) return
  const chosen = chooseFrom(demonstrationWorld().raid)
  await asWorker(node, async (ctx) => {
    const opened: string[] = []
    for (const { person, way } of chosen) opened.push(await walk(ctx, person, way))
    const { id } = await makeBatch(ctx, {
      kind: 'flight',
      route: 'TRAINING: Bangkok to Nairobi',
      leavesAt: new Date(ctx.now.getTime() + 21 * dayMs).toISOString(),
    })
    await addToBatch(ctx, id, { returns: opened.slice(0, 2) })
  })
  tell(`  ${node.name}: ${chosen.length} people on their way home`)
}

interface Chosen {
  readonly person: RaidPerson
  readonly way: Way
}

function chooseFrom(raid: readonly RaidPerson[]): readonly Chosen[] {
  const taken = new Set<string>()
  return ways.flatMap((way) => {
    const person = raid.find(
      ({ code, identity, triage }) =>
        !taken.has(code) && triage.age === 'adult' && identity?.citizenships.includes(way.state),
    )
    if (!person) return []
    taken.add(person.code)
    return [{ person, way }]
  })
}

async function walk(ctx: Context, { code }: RaidPerson, way: Way): Promise<string> {
  const before = { ...ctx, now: new Date(ctx.now.getTime() - 2 * dayMs) }
  const { id } = await openReturn(before, code, { id: newId(), destination: way.state })
  const stands = new Map<TrackName, string>()
  const take = async (at: Context, [track, to, facts = {}, reason]: Step): Promise<void> => {
    const was = stands.get(track) ?? startOfTracks()[track].state
    const said = reason === undefined ? {} : { reason }
    await moveReturn(at, id, { id: newId(), track, was, to, facts, ...said })
    stands.set(track, to)
  }
  for (const step of way.before) await take(before, step)
  for (const step of way.since) await take(ctx, step)
  if (way.asksEmbassy) {
    await agree(before, code, 'embassy')
    await askEmbassy(ctx, id, { id: newId(), organisation: 'th-kem' })
  }
  return id
}

async function agree(ctx: Context, code: string, purpose: ConsentPurpose): Promise<void> {
  await giveConsent(ctx, code, {
    ...{ id: newId(), purpose, recipients: ['th-kem'], basis: 'consent', mode: 'spoken', language: 'en' },
    ...{ textVersion: '1', at: ctx.now.toISOString() },
  })
}

function asWorker<T>(node: Node, act: (ctx: Context) => Promise<T>): Promise<T> {
  const worker = people.find((one) => one.organisation === 'th-msd' && one.roles.includes('case-worker'))
  return asPerson(node, { person: worker?.id, purpose: 'victim-protection' }, act)
}
