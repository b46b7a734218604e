import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import fc from 'fast-check'
import { defaultLimits } from '../format.ts'
import type { Limits } from '../format.ts'
import type { Part } from './split.ts'
import { readElements, readLines } from './stream.ts'
import { stream } from './testing.ts'

async function parts(
  content: string | Uint8Array,
  limits: Partial<Limits> = {},
  size = 65_536,
): Promise<Part[]> {
  return Array.fromAsync(
    readElements(stream(content, size), { lists: ['objects'] }, { ...defaultLimits, ...limits }),
  )
}
const elements = (found: readonly Part[]): Json[] =>
  found.flatMap((part) => ('element' in part ? [part.element] : []))
const faults = (found: readonly Part[]): string[] =>
  found.flatMap((part) =>
    'defect' in part ? [`${part.defect.weight} ${part.defect.rule} ${part.defect.place.pointer}`] : [],
  )

test('elements of a named list come with pointer and byte offset, the other members as header', async () => {
  const text = '{"type":"bundle","objects":[{"a":1}, {"b":"ก"}],"id":"x"}'
  assert.deepEqual(await parts(text), [
    { element: { a: 1 }, place: { pointer: '/objects/0' }, offset: 28, bytes: 7 },
    { element: { b: 'ก' }, place: { pointer: '/objects/1' }, offset: 37, bytes: 11 },
    { header: { type: 'bundle', id: 'x' }, lists: ['objects'] },
  ])
})

test('cutting the bytes anywhere gives the same elements', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (list, size, pretty) => {
        const text = JSON.stringify(
          { before: { objects: [1] }, objects: list, after: '"]}' },
          null,
          pretty ? 2 : 0,
        )
        const expected = (JSON.parse(text) as { objects: Json[] }).objects
        const found = await parts(text, {}, size)
        assert.deepEqual(elements(found), expected)
        // fast-check makes such keys now and then; each is warned of, and nothing else is.
        const reserved = text.match(/"(__proto__|constructor|prototype)":/g)?.length ?? 0
        assert.equal(faults(found).length, reserved)
        assert.ok(faults(found).every((fault) => fault.startsWith('warning reserved-key ')))
      },
    ),
    { numRuns: 200, examples: [[[{ ['__proto__']: 0 }], 1, false]] },
  )
})

test('any bytes at all end without an exception', async () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\0',
    '1e999',
    '"objects"',
    'null',
    'ก',
    '\u{feff}',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (pieces, size) => {
        const text = pieces.join('')
        assert.deepEqual(await parts(text, {}, size), await parts(text))
      },
    ),
    { numRuns: 500 },
  )
})

test('a broken element costs only itself and is named by its pointer', async () => {
  const text = '[{"a":1},{"b":},{"c":"open\n},{"d":4},{"e":5}]'
  const found = await parts(text)
  assert.deepEqual(elements(found), [{ a: 1 }, { d: 4 }, { e: 5 }])
  assert.deepEqual(faults(found), ['rejected invalid-json /1', 'rejected invalid-json /2'])
})

test('a truncated file keeps what came whole and says where it was cut', async () => {
  const found = await parts('{"objects":[{"a":1},{"b":2},{"c"')
  assert.deepEqual(elements(found), [{ a: 1 }, { b: 2 }])
  assert.deepEqual(faults(found), ['rejected truncated /objects/2'])
})

test('a cut is named by the innermost part that had begun', async () => {
  const at = async (text: string): Promise<readonly string[]> => faults(await parts(text))
  assert.deepEqual(await at('{"objects":[{"a":[1,{"b/c":"x, \\"y\\": ['), [
    'rejected truncated /objects/0/a/1/b~1c',
  ])
  assert.deepEqual(await at('{"objects":[{"a":{"b":1},"c":[[],[2,'), ['rejected truncated /objects/0/c/1/1'])
  assert.deepEqual(await at('{"x":{"y":"\\'), ['rejected truncated /x/y'])
  assert.equal((await at(`[${'['.repeat(100_000)}`)).join().length, 'rejected truncated /0'.length + 64 * 2)
})

test('each hostile element is rejected by its own rule, and the good rest is kept', async () => {
  const bad = Buffer.from('"\xff\xfe"', 'latin1')
  const text = Buffer.concat([
    Buffer.from('[{"ok":1},'),
    bad,
    Buffer.from(`,{"n":"a\0b"},{"n":"a\\u0000b"},{"s":"\\ud800"},{"k":1,"x":{"y":[{"k":1,"\\u006b":2}]}},`),
    Buffer.from(`${'['.repeat(70)}${']'.repeat(70)},"${'x'.repeat(50)}",{"ok":2}]`),
  ])
  const found = await parts(text, { maxStringLength: 40 })
  assert.deepEqual(elements(found), [{ ok: 1 }, { ok: 2 }])
  assert.deepEqual(faults(found), [
    'rejected invalid-utf-8 /1',
    'rejected nul-character /2',
    'rejected nul-character /3/n',
    'rejected lone-surrogate /4/s',
    'rejected duplicate-key /5/x/y/0/k',
    'rejected too-deep /6',
    'rejected string-too-long /7',
  ])
})

test('a depth of a million closes without a crash', async () => {
  const found = await parts(`[${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},{"ok":1}]`)
  assert.deepEqual(elements(found), [{ ok: 1 }])
  assert.deepEqual(faults(found), ['rejected too-deep /0'])
})

test('__proto__ and constructor stay plain keys and change no prototype', async () => {
  const found = await parts('[{"a":{"__proto__":{"polluted":true}},"constructor":{"prototype":{"x":1}}}]')
  const [element] = elements(found) as [{ a: object }]
  assert.deepEqual(Object.keys(element.a), ['__proto__'])
  assert.equal(Object.getPrototypeOf(element.a), Object.prototype)
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  assert.deepEqual(faults(found), [
    'warning reserved-key /0/a/__proto__',
    'warning reserved-key /0/constructor',
    'warning reserved-key /0/constructor/prototype',
  ])
})

test('a number that would lose digits is kept as its text', async () => {
  const found = await parts(
    '[{"account":12345678901234567890,"far":1e999,"fine":1234567890123456,"f":1.5e3,"l":13.75633090123456}]',
  )
  assert.deepEqual(elements(found), [
    { account: '12345678901234567890', far: '1e999', fine: 1234567890123456, f: 1500, l: 13.75633090123456 },
  ])
  assert.deepEqual(faults(found), ['warning unsafe-number /0', 'warning unsafe-number /0'])
})

test('a byte order mark is passed over, other files are turned away with a hint', async () => {
  assert.deepEqual(elements(await parts('\uFEFF[1]', {}, 1)), [1])
  const utf16 = Buffer.from('\uFEFF[1]', 'utf16le')
  const gzip = Uint8Array.of(0x1f, 0x8b, 8, 0)
  for (const [content, rule] of [
    [utf16, 'utf-16'],
    [utf16.subarray(2), 'utf-16'],
    [gzip, 'wrong-file-type'],
    [Buffer.from('PK\x03\x04'), 'wrong-file-type'],
    [Buffer.from('<!doctype html><html>'), 'wrong-file-type'],
  ] as const)
    assert.deepEqual(faults(await parts(content)), [`rejected ${rule} `])
  assert.deepEqual(faults(await parts('')), ['rejected truncated '])
})

test('a control character between elements is told once, and what follows is read', async () => {
  const found = await parts('[1,\u001a,2\u0001,3]')
  assert.deepEqual(elements(found), [1, 2, 3])
  assert.deepEqual(faults(found), [
    'rejected invalid-json /1',
    'warning invalid-json /2',
    'rejected invalid-json /3',
  ])
})

test('text behind the end, a missing comma and a needless one are told, not fatal', async () => {
  const found = await parts('[1 2,,3] x')
  assert.deepEqual(elements(found), [1, 2, 3])
  assert.deepEqual(faults(found), [
    'warning invalid-json /0',
    'warning invalid-json /2',
    'warning trailing-text ',
  ])
})

test('records over the limits are named; the file and the count stop at theirs', async () => {
  const large = await parts(`[{"a":"${'x'.repeat(300)}"},{"b":1}]`, { maxRecordBytes: 100 }, 7)
  assert.deepEqual(elements(large), [{ b: 1 }])
  assert.deepEqual(faults(large), ['rejected record-too-large /0'])
  const many = await parts('[1,2,3]', { maxRecords: 2 })
  assert.deepEqual(elements(many), [1, 2])
  assert.deepEqual(faults(many), ['rejected too-many-records /2'])
  const long = await parts('[1,2,3,4,5]', { maxBytes: 5 })
  assert.deepEqual(elements(long), [1, 2])
  assert.deepEqual(faults(long), ['rejected file-too-large '])
})

test('one JSON text a line: blank lines pass, broken ones cost themselves, rows are counted', async () => {
  const text = '\uFEFF{"a":1}\r\n\n{"b":\n{"c":3} rest\n{"d":"ก"}'
  for (const size of [1, 3, 1000]) {
    const found = await Array.fromAsync(readLines(stream(text, size), defaultLimits))
    assert.deepEqual(elements(found), [{ a: 1 }, { c: 3 }, { d: 'ก' }])
    assert.deepEqual(
      found.flatMap((part) => ('defect' in part ? [`${part.defect.rule} ${part.defect.place.row}`] : [])),
      ['invalid-json 3', 'trailing-text 4'],
    )
  }
})

test('a last line that was cut off is told as truncated', async () => {
  const found = await Array.fromAsync(readLines(stream('{"a":1}\n{"b":"x'), defaultLimits))
  assert.deepEqual(elements(found), [{ a: 1 }])
  assert.deepEqual(
    found.flatMap((part) => ('defect' in part ? [`${part.defect.rule} ${part.defect.place.row}`] : [])),
    ['truncated 2'],
  )
})

test('what was read is what was written, for any JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const text = JSON.stringify([value])
      const [element] = elements(await parts(text))
      assert.equal(canonicalJson(element as Json), canonicalJson((JSON.parse(text) as Json[])[0] as Json))
    }),
    { numRuns: 200 },
  )
})
