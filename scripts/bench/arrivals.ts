import { randomBytes } from 'node:crypto'

import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { issueToken } from '../../server/src/modules/identity/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import type { Bench, Figure } from './figure.ts'
import { quantile, rounded } from './figure.ts'

const officers = 10
const openings = 25
const namedOfThree = 2

/** A day at a bridge: 500 people received by ten officers at once, every third without a name; then persons opened. */
export const arriving: Bench = {
  name: 'arrivals',
  summary: '500 people received by ten officers at once, and identities opened',
  run: async ({ scale, tell }) => {
    const count = Math.round(500 * scale)
    const bench = await startBenchNode()
    try {
      const hand = await openBoard(bench)
      const received = await receiveAll(hand, count)
      tell(
        `received: ${received.times.length} in ${received.seconds.toFixed(1)} s, ${received.errors} errors`,
      )
      const opened = await openSome(hand, received.codes)
      return figures(count, { received, opened })
    } finally {
      await bench.close()
    }
  },
}

interface Hand {
  readonly arrival: string
  /** Asks the node as the case worker; milliseconds and the answer. */
  readonly ask: (
    path: string,
    body?: unknown,
  ) => Promise<{ readonly ms: number; readonly status: number; readonly text: string }>
}

async function openBoard({ running: { node }, address }: BenchNode): Promise<Hand> {
  const worker = people.find((one) => one.roles.includes('case-worker'))
  if (!worker) throw new Error('the world has no case worker')
  const token = await node.database.inTransaction((tx) =>
    issueToken(
      { tx, node, now: new Date(), requestId: newId() },
      { person: worker.id, purpose: 'victim-protection', reference: 'bench' },
    ),
  )
  const ask: Hand['ask'] = async (path, body) => {
    const from = performance.now()
    const answer = await fetch(`${address}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { ms: performance.now() - from, status: answer.status, text }
  }
  const made = await ask('/arrivals', {
    site: 'Bench bridge',
    startedAt: new Date().toISOString(),
    organisations: ['th-bfm'],
  })
  if (made.status !== 200) throw new Error(`no board was opened: ${made.text}`)
  return { arrival: (JSON.parse(made.text) as { id: string }).id, ask }
}

interface Received {
  readonly seconds: number
  readonly errors: number
  readonly times: readonly number[]
  /** Of those whose names were told. */
  readonly codes: readonly string[]
}

/** Each officer sends one person after the other: answers, who stays together, most names. */
async function receiveAll({ arrival, ask }: Hand, count: number): Promise<Received> {
  const times: number[] = []
  const codes: string[] = []
  let errors = 0
  const from = performance.now()
  const officer = async (first: number): Promise<void> => {
    let before: string | undefined
    for (let at = first; at < count; at += officers) {
      const code = personCode(randomBytes(11))
      const isNamed = at % (namedOfThree + 1) !== 0
      const { ms, status } = await ask(`/arrivals/${arrival}/acts`, {
        acts: [actOf(code, { at, isNamed, before: at % 4 === 0 ? before : undefined })],
      })
      times.push(ms)
      if (status !== 200) errors += 1
      else if (isNamed) codes.push(code)
      before = code
    }
  }
  await Promise.all(Array.from({ length: officers }, (_, first) => officer(first)))
  return { seconds: (performance.now() - from) / 1000, errors, times, codes }
}

interface Arriving {
  readonly at: number
  readonly isNamed: boolean
  readonly before: string | undefined
}

function actOf(code: string, { at, isNamed, before }: Arriving): object {
  return {
    id: newId(),
    code,
    at: new Date().toISOString(),
    triage: {
      health: at % 20 === 0 ? 'now' : 'well',
      age: at % 30 === 0 ? 'child' : 'adult',
      speaks: ['my'],
    },
    ...(before === undefined ? {} : { staysWith: [before] }),
    ...(isNamed
      ? {
          identity: {
            names: [{ text: `Bench Person ${at}`, kind: 'given' }],
            born: '2001',
            citizenships: [],
            documents: [{ kind: 'passport', issuer: 'ZZ', number: `XX${5_000_000 + at}`, holds: 'taken' }],
            phones: [],
          },
        }
      : {}),
  }
}

/** The screen of a person and the identity behind it, one after the other; an officer opens 30 people a day. */
async function openSome({ ask }: Hand, codes: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const code of codes.slice(0, openings)) {
    const read = await ask(`/protected/${code}`)
    const opened = await ask(`/protected/${code}/open`, { reason: 'To call the family' })
    if (read.status !== 200 || opened.status !== 200) throw new Error(`${read.status}, ${opened.status}`)
    times.push(read.ms + opened.ms)
  }
  return times
}

function figures(
  count: number,
  { received, opened }: { readonly received: Received; readonly opened: readonly number[] },
): readonly Figure[] {
  const conditions = `${count} people, ${officers} officers at once, two of three with a sealed identity`
  return [
    {
      name: 'arrivals, errors',
      value: received.errors,
      unit: 'of all',
      goal: { at: 'most', value: 0 },
      conditions,
    },
    {
      name: 'arrivals, all received',
      value: rounded(received.seconds),
      unit: 's',
      goal: { at: 'most', value: 3600 },
      conditions: `${conditions}; an hour of a bridge without its pauses`,
    },
    {
      name: 'arrivals, one person p95',
      value: rounded(quantile(received.times, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: 1000 },
      conditions,
    },
    {
      name: 'arrivals, opening a person p95',
      value: rounded(quantile(opened, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: 200 },
      conditions: `${opened.length} people read and opened, with vault and audit, beside ${count}`,
    },
  ]
}
