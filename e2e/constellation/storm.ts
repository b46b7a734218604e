import { setTimeout as sleep } from 'node:timers/promises'

import { newId } from '../../server/src/store/identifier.ts'
import type { Constellation } from './constellation.ts'
import type { Line } from './history.ts'
import type { Act, Done } from './node.ts'
import { calm } from './proxy.ts'
import type { Weather } from './proxy.ts'
import { record } from './record.ts'

interface StormOptions {
  readonly messages: number
  readonly random: () => number
  readonly tell: (line: string) => void
}

export interface Storm {
  readonly history: readonly Line[]
  readonly posted: number
  /** What was done to envelopes, and to nodes. */
  readonly faults: ReadonlyMap<string, number>
  readonly seconds: number
}

/** One envelope in three meets with something. */
const rough: Weather = {
  ...{ drop: 0.06, loseAnswer: 0.05, duplicate: 0.06, replay: 0.05, tamper: 0.05, cut: 0.02 },
  ...{ delay: 0.08, halfOpen: 0.002, throttle: 0.02 },
}

const atATime = 40
const statements = 3
/** One release in ten is taken back. */
const recallShare = 0.1

/** Messages between all nodes while everything goes wrong, then quiet; gives all that happened. */
export async function storm(stars: Constellation, { messages, random, tell }: StormOptions): Promise<Storm> {
  const from = performance.now()
  const told: Line[] = []
  const faults = new Map<string, number>()
  const count = (what: string): void => void faults.set(what, (faults.get(what) ?? 0) + 1)
  for (const way of stars.ways.values()) way.weather = rough
  const desks = new Desks(stars, random, told)
  const disasters = disastersOf(stars, told)
  const every = messages / (disasters.length + 1)
  let running: Promise<void> = Promise.resolve()
  let next = 1
  while (told.filter(isPosted).length < messages) {
    await Promise.all(stars.names.map((name) => desks.work(name)))
    const posted = told.filter(isPosted).length
    const disaster = disasters[next - 1]
    if (disaster && posted >= every * next) {
      next += 1
      count(disaster.name)
      tell(`${posted} messages: ${disaster.name}`)
      running = running.then(disaster.strike)
      // A fault is told where the storm ends; until then it is not unheard.
      running.catch(() => undefined)
    }
  }
  await running
  tell(`${told.filter(isPosted).length} messages posted in ${seconds(from)} s; now all is calm`)
  for (const way of stars.ways.values()) way.weather = calm
  await untilQuiet(stars, tell)
  for (const way of stars.ways.values()) {
    told.push(...way.touched)
    for (const [what, times] of way.done) faults.set(what, (faults.get(what) ?? 0) + times)
  }
  const history = [...told, ...(await record(stars))]
  tell(`quiet after ${seconds(from)} s; ${history.length} lines of history`)
  return { history, posted: told.filter(isPosted).length, faults, seconds: (performance.now() - from) / 1000 }
}

const isPosted = (line: Line): boolean => line.op === 'posted'
const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(0)

/** The desks of all nodes: they release, and take back what they know to have released. */
class Desks {
  readonly #stars: Constellation
  readonly #random: () => number
  readonly #told: Line[]
  readonly #own = new Map<string, Done[]>()

  constructor(stars: Constellation, random: () => number, told: Line[]) {
    this.#stars = stars
    this.#random = random
    this.#told = told
  }

  async work(node: string): Promise<void> {
    const peers = this.#stars.names.filter((one) => one !== node)
    const own = this.#own.get(node) ?? []
    const acts: Act[] = []
    for (let at = 0; at < atATime; at += 1) {
      const peer = peers[Math.floor(this.#random() * peers.length)] ?? ''
      const agreement = this.#stars.agreements.get(`${node}>${peer}`) ?? ''
      const old =
        this.#random() < recallShare ? own.splice(Math.floor(this.#random() * own.length), 1)[0] : undefined
      acts.push(
        old
          ? { kind: 'recall', peer: old.peer, release: old.release, agreement, statements }
          : { kind: 'release', peer, release: newId(), agreement, statements },
      )
    }
    const done = await this.#stars.act(node, acts)
    // A node that is down answers nothing: the storm must not spin.
    if (done.length === 0) await sleep(100)
    for (const one of done.filter((each) => each.message !== undefined)) {
      const { kind, peer, release, message = '' } = one
      this.#told.push({ op: 'posted', node, peer, message, kind, about: release })
      if (kind === 'release') own.push(one)
    }
    this.#own.set(node, own)
  }
}

interface Disaster {
  readonly name: string
  readonly strike: () => Promise<void>
}

/** What befalls the nodes, one after the other, in the midst of it. */
function disastersOf(stars: Constellation, told: Line[]): readonly Disaster[] {
  const [first = '', second = '', third = ''] = stars.names
  const way = (from: string, to: string) => stars.ways.get(`${from}>${to}`)
  const killed = (name: string): Disaster => ({
    name: 'kill -9 of a node',
    strike: async () => {
      await stars.kill(name)
      await sleep(500)
      await stars.start(name)
    },
  })
  return [
    killed(second),
    {
      name: 'kill -9 of PostgreSQL',
      strike: async () => {
        await stars.cluster.kill()
        await sleep(500)
        await stars.cluster.start()
      },
    },
    {
      name: 'disk full',
      strike: async () => {
        await stars.query(first, fullDisk)
        await sleep(3000)
        await stars.query(first, 'drop trigger full_disk on inbox; drop function full_disk()')
      },
    },
    {
      name: 'agreement suspended',
      strike: async () => {
        const of = [second, stars.agreements.get(`${second}>${first}`)] as const
        const at = async (sql: string): Promise<number> => {
          await stars.query(second, sql, [of[1]])
          const [row] = await stars.query<{ t: number }>(
            second,
            `select extract(epoch from clock_timestamp())::float8 * 1000 as t`,
          )
          return row?.t ?? 0
        }
        await at('update agreement set suspended_at = now() where id = $1')
        // What had looked at the agreement before may still end.
        await sleep(1000)
        const from = await at('select $1::uuid')
        await sleep(2500)
        const [row] = await stars.query<{ t: number }>(
          second,
          `select extract(epoch from clock_timestamp())::float8 * 1000 as t`,
        )
        await at('update agreement set suspended_at = null where id = $1')
        told.push({ op: 'barred', node: second, peer: first, from, until: row?.t ?? 0 })
      },
    },
    {
      name: 'clocks apart',
      strike: async () => {
        stars.ahead(third, 2 * 60_000)
        await sleep(1500)
        stars.ahead(third, 10 * 60_000)
        await sleep(1500)
        stars.ahead(third, 0)
      },
    },
    {
      name: 'a node stands still',
      strike: async () => {
        stars.signal(first, 'SIGSTOP')
        await sleep(2000)
        stars.signal(first, 'SIGCONT')
      },
    },
    {
      name: 'key changed',
      strike: async () => {
        await stars.rotateKey(third)
        await stars.kill(third)
        // Its first word to every partner carries the key log.
        await stars.start(third)
      },
    },
    {
      name: 'two cut off from each other',
      strike: async () => {
        const cut = [way(first, second), way(second, first)]
        for (const one of cut) if (one) one.isClosed = true
        await sleep(4000)
        for (const one of cut) if (one) one.isClosed = false
      },
    },
    killed(first),
  ]
}

const fullDisk = `
create function full_disk() returns trigger language plpgsql as $$
begin raise exception using errcode = '53100', message = 'could not extend file: No space left on device'; end $$;
create trigger full_disk before insert on inbox for each row execute function full_disk();`

/** Without a step forward for so long, it stands still. */
const longestMs = 120_000

/** Until every message is answered. Throws with what is left when nothing moves any more. */
async function untilQuiet(stars: Constellation, tell: StormOptions['tell']): Promise<void> {
  let told = performance.now()
  let moved = told
  let before = ''
  for (;;) {
    const left: string[] = []
    for (const name of stars.names) {
      const found = await stars
        .query<{ peer: string; lane: string; count: number; fault: string | null }>(
          name,
          `select o.peer, o.lane, count(*)::int as count, concat_ws(' ', p.breaker, p.failures, p.fault, p.try_at, 'skew', p.skew_ms, p.meet) as fault from outbox o join peer p on p.node = o.peer
         where o.answered_at is null group by o.peer, o.lane, p.node`,
        )
        .catch(() => [{ peer: '?', lane: '?', count: 1, fault: 'no database' }])
      left.push(
        ...found.map((one) => `${name}>${one.peer} ${one.lane}: ${one.count} (${one.fault ?? 'no fault'})`),
      )
    }
    if (left.length === 0) return
    if (performance.now() - told > 10_000) {
      told = performance.now()
      tell(`still waiting: ${left.join('; ')}`)
    }
    // What is left is what moves; that a door is tried in vain once more is no step.
    const counts = left.map((one) => one.replace(/ \(.*\)$/, '')).join()
    if (counts !== before) moved = performance.now()
    before = counts
    if (performance.now() - moved > longestMs) throw new Error(`it does not become quiet: ${left.join('; ')}`)
    await sleep(250)
  }
}
