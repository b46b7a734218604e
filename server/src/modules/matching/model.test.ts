import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'

import { looksOf, rateAlarm } from './alarm.ts'
import { isInFilter, makeFilter, sizeClass } from './filter.ts'
import { evaluateWhole, newKeyPair } from './oprf.ts'
import { epochOf, normalise, tokenInput } from './token.ts'

test('what is written in many ways is asked as one', () => {
  for (const text of ['+66 81 234 5678', '+66-81-234-5678', ' +66812345678 '])
    assert.equal(normalise('phone', text), '+66812345678')
  assert.equal(normalise('email', ' Boss@Example.TEST '), 'boss@example.test')
  assert.equal(normalise('domain', 'https://Casino.Example/x'), 'casino.example')
  assert.equal(normalise('document', 'th: AA 123-4567'), 'TH:AA1234567')
  assert.notEqual(normalise('document', 'TH:AA1234567'), normalise('document', 'PH:AA1234567'))
})

test('what cannot be compared is not asked', () => {
  assert.equal(normalise('phone', '081 234 5678'), undefined, 'a telephone without its country')
  assert.equal(normalise('document', 'AA1234567'), undefined, 'a document without its issuer')
  assert.equal(normalise('account', '12'), undefined)
})

test('a token has its kind, agreement, month and version of comparing in it', () => {
  const domain = {
    agreement: '019b7615-6c00-7000-8000-0000000a0001',
    identifier: 'phone',
    epoch: '2026-11',
  } as const
  assert.equal(
    tokenInput(domain, '+66812345678').toString(),
    '["shield-match",1,"phone","019b7615-6c00-7000-8000-0000000a0001","2026-11","+66812345678"]',
  )
  const { secret } = newKeyPair()
  const others = [domain, { ...domain, epoch: '2026-12' }, { ...domain, identifier: 'account' as const }]
  assert.equal(
    new Set(others.map((one) => evaluateWhole(secret, tokenInput(one, '1'), 'verifiable').toString('hex')))
      .size,
    3,
  )
  assert.equal(epochOf(new Date('2026-11-30T23:59:59.999Z')), '2026-11')
})

test('a filter holds what it was made of, and what fills it is of the same length, order and looks', () => {
  const outputs = Array.from({ length: 700 }, () => randomBytes(64))
  const filter = makeFilter(outputs, randomBytes(32))
  assert.equal(filter.length, 1024 * 8)
  assert.ok(outputs.every((one) => isInFilter(filter, one)))
  assert.equal(sizeClass(0), 1024)
  assert.equal(sizeClass(1024), 1024)
  assert.equal(sizeClass(1025), 4096)
  assert.equal(makeFilter([], randomBytes(32)).length, 1024 * 8)
})

test('of another filter of the same secret only the new tokens and as many fills differ', () => {
  const secret = randomBytes(32)
  const outputs = Array.from({ length: 50 }, () => randomBytes(64))
  const tokens = (filter: Buffer): Set<string> =>
    new Set(Array.from({ length: filter.length / 8 }, (_, at) => filter.toString('hex', at * 8, at * 8 + 8)))
  const before = tokens(makeFilter(outputs, secret))
  const after = tokens(makeFilter([...outputs, randomBytes(64)], secret))
  assert.equal([...after].filter((one) => !before.has(one)).length, 1)
})

test('measured: tokens cut to 16 bits are hit by chance as often as they are many, so 64 bits by 2^48 less', () => {
  const { secret } = newKeyPair()
  const domain = { agreement: 'a', identifier: 'phone', epoch: '2026-11' } as const
  const cut = (at: number): number =>
    evaluateWhole(secret, tokenInput(domain, `+6681${at}`), 'verifiable').readUInt16BE()
  const held = new Set(Array.from({ length: 2000 }, (_, at) => cut(at)))
  const asked = 3000
  const hits = Array.from({ length: asked }, (_, at) => cut(100_000 + at)).filter((one) =>
    held.has(one),
  ).length
  const expected = (asked * held.size) / 2 ** 16
  // Six standard deviations of a Poisson count.
  assert.ok(Math.abs(hits - expected) < 6 * Math.sqrt(expected), `${hits} hits, ${expected} by chance`)
})

const phones = (count: number, next: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => ({ identifier: 'phone' as const, norm: next(at) }))

test('a range and a part of a register are told from the numbers of a case', () => {
  const random = () =>
    `+66${8 + Math.floor(Math.random() * 2)}${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  assert.deepEqual(looksOf(phones(300, random)), { sequential: false, register: false })
  assert.deepEqual(looksOf(phones(19, (at) => `+668100000${at + 10}`)), {
    sequential: false,
    register: false,
  })
  assert.equal(looksOf(phones(50, (at) => `+6681000${1000 + at}`)).sequential, true)
  assert.equal(looksOf(phones(50, (at) => `+6681000${1000 + 2 * at}`)).sequential, true)
  const spread = looksOf(phones(200, (at) => `+668100${1000 + at * 37}`))
  assert.deepEqual(spread, { sequential: false, register: true })
})

test('nearly no hits and nearly all hits raise an alarm, once there are a thousand', () => {
  assert.equal(rateAlarm({ asked: 999, hits: 0 }), undefined)
  assert.equal(rateAlarm({ asked: 1000, hits: 0 }), 'few-hits')
  assert.equal(rateAlarm({ asked: 1000, hits: 1 }), undefined)
  assert.equal(rateAlarm({ asked: 1000, hits: 600 }), undefined)
  assert.equal(rateAlarm({ asked: 1000, hits: 601 }), 'many-hits')
})
