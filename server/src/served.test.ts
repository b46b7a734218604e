import assert from 'node:assert/strict'
import { test } from 'node:test'

import { routes } from '@shield/contract'

import { complete, serve } from './serve.ts'
import type { Served } from './serve.ts'
import { served } from './served.ts'

test('every route of the contract is served once, and the check counted them', () => {
  assert.equal(complete(served).length, Object.keys(routes).length)
  assert.ok(served.length >= 50, `only ${served.length} routes were looked at`)
})

test('a route that is left out, served twice, or asks the policy for nothing ends the start', () => {
  const [first] = served
  if (!first) assert.fail('nothing is served')
  const without = served.slice(1)
  const search = served.find((one) => one.route.name === 'searchRun') ?? assert.fail('nothing is searched')
  const others = served.filter((one) => one !== search)
  assert.throws(() => complete(without), new RegExp(`${first.route.name} is served 0 times`))
  assert.throws(() => complete([...served, first]), new RegExp(`${first.route.name} is served 2 times`))
  assert.throws(() => complete([...others, { ...search, needs: 'signed-out' }]), /searchRun asks/)
  const unknown = { ...search, needs: 'search.everything' } as unknown as Served
  assert.throws(() => complete([...others, unknown]), /searchRun asks/)
})

test('a route can not be written without an act that the policy knows', () => {
  // @ts-expect-error an act that is on no list
  assert.ok(serve(routes.sessionEnd, 'session.everything', async () => undefined))
  // @ts-expect-error no act at all
  assert.ok(serve(routes.sessionEnd, undefined, async () => undefined))
})
