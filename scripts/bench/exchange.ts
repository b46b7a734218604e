import { setTimeout as sleep } from 'node:timers/promises'

import { openConstellation } from '../../e2e/constellation/constellation.ts'
import type { Constellation } from '../../e2e/constellation/constellation.ts'
import { violationsOf } from '../../e2e/constellation/history.ts'
import type { Rule } from '../../e2e/constellation/history.ts'
import type { Act } from '../../e2e/constellation/node.ts'
import { seeded } from '../../e2e/constellation/seeded.ts'
import { storm } from '../../e2e/constellation/storm.ts'
import { newId } from '../../server/src/store/identifier.ts'
import type { Bench, BenchOptions, Figure } from './figure.ts'
import { rounded } from './figure.ts'

const names = ['th', 'ph', 'mm'] as const
const seed = 11

/** Three nodes as processes on a durable cluster: what passes in a storm, how fast in calm, and how soon a recall is confirmed. */
export const exchanging: Bench = {
  name: 'exchange',
  summary: 'messages between three nodes in a storm, statements a second, recall by two partners',
  run: async (options) => [...(await inCalm(options)), ...(await inStorm(options))],
}

async function withStars<T>(act: (stars: Constellation) => Promise<T>): Promise<T> {
  const stars = await openConstellation(names, seeded(seed))
  try {
    return await act(stars)
  } finally {
    await stars.close()
  }
}

function inStorm({ scale, tell }: BenchOptions): Promise<readonly Figure[]> {
  return withStars(async (stars) => {
    const messages = Math.round(100_000 * scale)
    const { history, posted, faults, seconds } = await storm(stars, { messages, random: seeded(seed), tell })
    const violations = violationsOf(history)
    for (const { rule, about, because } of violations.slice(0, 20)) tell(`${rule}: ${about}: ${because}`)
    const befell = [...faults].map(([what, times]) => `${what} ${times}`).join(', ')
    const conditions = `3 nodes, 3 statements a release, one in ten recalled; ${befell}; ${Math.round(seconds)} s`
    const none = (name: string, ...rules: readonly Rule[]): Figure => ({
      name: `exchange.${name}`,
      value: violations.filter((one) => rules.includes(one.rule)).length,
      unit: 'messages',
      goal: { at: 'most', value: 0 },
      conditions,
    })
    return [
      {
        name: 'exchange.messages',
        value: posted,
        unit: 'messages',
        goal: { at: 'least', value: messages },
        conditions,
      },
      none('lost', 'lost'),
      none('twice', 'twice', 'replayed'),
      none('unrecalled', 'unrecalled'),
      none('out-of-order', 'order'),
      none('forged', 'tampered', 'invented'),
      none('without-receipt', 'receipt missing', 'receipt wrong'),
      none('unequal', 'end state unequal', 'without agreement', 'not in the audit'),
    ]
  })
}

const perRelease = 20

/** One way, nothing goes wrong: from the first act until the last signed receipt is kept, each side's disk synced at each commit. */
function inCalm({ scale, tell }: BenchOptions): Promise<readonly Figure[]> {
  return withStars(async (stars) => {
    const count = Math.max(20, Math.round(1000 * scale))
    const ids = Array.from({ length: count }, newId)
    const released = actsOf(stars, ids, { peer: 'ph', kind: 'release', statements: perRelease })
    const took = await timed(stars, () => stars.act('th', released))
    tell(`${count * perRelease} statements in ${took.toFixed(1)} s`)
    const items = Math.max(20, Math.round(10_000 * scale))
    const own = Array.from({ length: items }, (_, at) => ({ id: newId(), peer: at % 2 === 0 ? 'ph' : 'mm' }))
    const of = (peer: string): readonly Act[] =>
      actsOf(
        stars,
        own.filter((one) => one.peer === peer).map((one) => one.id),
        { peer, kind: 'release', statements: 1 },
      )
    await timed(stars, () => Promise.all(['ph', 'mm'].map((peer) => stars.act('th', of(peer)))))
    const recalled = await timed(stars, () =>
      stars.recall(
        'th',
        own.map((one) => one.id),
      ),
    )
    tell(`${items} items recalled in ${recalled.toFixed(1)} s`)
    return [
      {
        name: 'exchange.statements',
        value: rounded((count * perRelease) / took),
        unit: 'statements/s',
        goal: { at: 'least', value: 1000 },
        conditions: `${count} releases of ${perRelease} statements, one partner, signed, encrypted, receipts kept, fsync on`,
      },
      {
        name: 'exchange.recall',
        value: rounded(recalled),
        unit: 's',
        goal: { at: 'most', value: 10 },
        conditions: `${items} releases recalled in one act, half from each of two partners, until every receipt is kept`,
      },
    ]
  })
}

function actsOf(
  { agreements }: Constellation,
  releases: readonly string[],
  what: Omit<Act, 'agreement' | 'release'>,
): readonly Act[] {
  const agreement = agreements.get(`th>${what.peer}`) ?? ''
  return releases.map((release) => ({ ...what, release, agreement }))
}

/** Seconds until th has a receipt for everything. */
async function timed(stars: Constellation, act: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await act()
  for (;;) {
    const [left] = await stars.query<{ count: number }>(
      'th',
      'select count(*)::int as count from outbox where answered_at is null',
    )
    if (left?.count === 0) return (performance.now() - from) / 1000
    await sleep(100)
  }
}
