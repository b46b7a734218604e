import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { Purpose } from '@shield/core'

import { createApp } from './http/app.ts'
import { loadPolicy } from './policy/index.ts'
import { notFound, Problem } from './problem.ts'
import type { Served } from './serve.ts'
import { served } from './served.ts'
import { buildGuardedWorld } from './testing-guard.ts'
import type { GuardedWorld } from './testing-guard.ts'
import { expectedOf, idsOf, isAboutRow, put, runMatrix } from './testing-matrix.ts'
import { missing } from './testing-missing.ts'
import { recordStatements } from './testing-statements.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

let th: TestNode
let world: GuardedWorld
before(async () => {
  th = await createTestNode('th')
  world = await buildGuardedWorld(th)
})
after(() => th.close())

test('every route answers every role, block and purpose as the policy says', async () => {
  const matrix = await runMatrix(world, await loadPolicy(), served, { purposesEach: 1 })
  assert.deepEqual(matrix.violations.slice(0, 30), [])
  // A matrix that asks little is green for the wrong reason.
  assert.ok(matrix.asked > 2000, `only ${matrix.asked} questions were asked`)
  for (const [kind, count] of Object.entries(matrix.seen)) assert.ok(count > 300, `${kind}: ${count}`)
})

/** The same node with one route of it served otherwise. */
async function withPlanted(planted: Served): Promise<GuardedWorld['th']['app']> {
  const all = served.map((one) => (one.route.name === planted.route.name ? planted : one))
  return createApp(world.th.node, all)
}

function real(name: Served['route']['name']): Served {
  return served.find((one) => one.route.name === name) ?? assert.fail(`${name} is not served`)
}

test('the matrix finds a route that asks for the wrong act', async () => {
  const app = await withPlanted({ ...real('importList'), needs: 'session.self' })
  const found = await runMatrix(world, await loadPolicy(), [real('importList')], { app, purposesEach: 1 })
  assert.ok(found.violations.some((one) => one.includes('administrator')))
  await app.close()
})

test('the matrix finds a handler that tells what is hidden, by its status or by a word', async () => {
  for (const refusal of [new Problem('not-allowed'), new Problem('not-found', { en: 'Hidden', th: 'ซ่อน' })]) {
    const entity = real('entityRead')
    const handle: Served['handle'] = async (ctx, input) => {
      const answer = await entity.handle(ctx, input).catch((error: unknown) => error)
      if (!(answer instanceof Error)) return answer
      const { id } = (input as { params: { id: string } }).params
      const there = await ctx.tx.client.query('select 1 from entity where wire = $1', [id])
      throw there.rowCount === 0 ? notFound() : refusal
    }
    const app = await withPlanted({ ...entity, handle })
    const found = await runMatrix(world, await loadPolicy(), [entity], { app, purposesEach: 1 })
    assert.ok(found.violations.length > 10, `${refusal.code} was found ${found.violations.length} times`)
    await app.close()
  }
})

test('the matrix finds a handler that shows people in care of a shelter to everybody who cares', async () => {
  const person = real('protectedRead')
  const app = await withPlanted({
    ...person,
    handle: (ctx, input) =>
      person.handle(
        { ...ctx, visible: new Uint8Array(64).fill(255), actor: { ...ctx.actor, organisation: 'th-bfm' } },
        input,
      ),
  })
  const found = await runMatrix(world, await loadPolicy(), [person], { app, purposesEach: 13 })
  assert.ok(found.violations.some((one) => one.includes('case-worker · of a shelter ·')))
  assert.ok(!found.violations.some((one) => one.includes('shared with welfare')))
  await app.close()
})

test('the matrix finds a read that is not in the audit', async () => {
  const entity = real('entityRead')
  const elsewhere = '019b7615-6c00-7000-8000-0000000000aa'
  const app = await withPlanted({
    ...entity,
    handle: (ctx, input) => entity.handle({ ...ctx, requestId: elsewhere }, input),
  })
  const found = await runMatrix(world, await loadPolicy(), [entity], { app, purposesEach: 1 })
  assert.ok(found.violations.some((one) => one.endsWith('not in the audit')))
  await app.close()
})

test('who is not signed in gets one answer everywhere, and a sign-in route answers everybody alike', async () => {
  const ids = idsOf(world)
  for (const one of served.filter((route) => route.needs !== 'signed-out')) {
    const answer = await put(world.th, {}, one, ids)
    assert.equal(answer.status, 401, one.route.name)
    const forged = await put(world.th, { authorization: `Bearer ${'x'.repeat(43)}` }, one, ids)
    assert.equal(forged.same, answer.same, one.route.name)
  }
  const asker = world.askers[0] ?? assert.fail('nobody asks')
  const signed = await world.th.signIn({ id: asker.actor.person }, 'investigation')
  const fresh = ['passkeyAsk', 'complaintMake']
  for (const one of served.filter(
    (route) => route.needs === 'signed-out' && !fresh.includes(route.route.name),
  ))
    assert.equal(
      (await put(world.th, signed, one, ids)).same,
      (await put(world.th, {}, one, ids)).same,
      one.route.name,
    )
})

/** Whose statements are compared, and what they ask for. */
const purposeOf: Readonly<Record<string, Purpose>> = {
  supervisor: 'investigation',
  'case-worker': 'victim-protection',
  'shelter-head': 'victim-protection',
  'consular-officer': 'consular-return',
}

/** Routes of which the same statements are asked for a hidden row and for one that is not there, and those that differ. */
async function compareStatements(
  routes: readonly Served[],
  node: TestNode = th,
): Promise<{ readonly compared: number; readonly differing: readonly string[] }> {
  const policy = await loadPolicy()
  const recorder = recordStatements()
  const differing: string[] = []
  let compared = 0
  try {
    for (const asker of world.askers.filter((one) => purposeOf[one.role] !== undefined))
      for (const one of routes.filter((route) => route.needs !== 'signed-out' && isAboutRow(route, world)))
        for (const subject of world.subjects) {
          const purpose = purposeOf[asker.role] ?? 'investigation'
          const asking = { served: one, asker, purpose, subject } as const
          if (expectedOf(policy, asking).is !== 'as-missing') continue
          const headers = await th.signIn({ id: asker.actor.person }, purpose)
          recorder.take()
          await put(node, headers, one, idsOf(world, subject))
          const hidden = recorder.take()
          await put(node, headers, one, { ...idsOf(world, subject), ...missing })
          compared += 1
          if (JSON.stringify(hidden) !== JSON.stringify(recorder.take()))
            differing.push(`${one.route.name} · ${asker.role} · ${subject.name}`)
        }
  } finally {
    recorder.stop()
  }
  return { compared, differing }
}

test('S19 timing: the same statements are run for what is hidden and for what is not there', async () => {
  const { compared, differing } = await compareStatements(served)
  assert.deepEqual(differing, [])
  assert.ok(compared > 150, `only ${compared} pairs were compared`)
})

test('a query more for what is hidden is found', async () => {
  const entity = real('entityRead')
  const app = await withPlanted({
    ...entity,
    handle: async (ctx, input) => {
      const { id } = (input as { params: { id: string } }).params
      const there = await ctx.tx.client.query('select 1 from entity where wire = $1', [id])
      if (there.rowCount !== 0) await ctx.tx.client.query('select pg_sleep(0)')
      return entity.handle(ctx, input)
    },
  })
  assert.ok((await compareStatements([entity], { ...th, app })).differing.length > 5)
  await app.close()
})
