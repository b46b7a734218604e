import assert from 'node:assert/strict'
import { test } from 'node:test'

import { rules, violationsOf } from './history.ts'
import type { Line, Rule } from './history.ts'

interface Told {
  readonly message: string
  readonly kind: 'release' | 'recall'
  readonly about: string
  readonly number: number
  readonly state: string
}

/** Everything that is recorded of one message that went from th to ph as it should. */
function course({ message, kind, about, number, state }: Told): Line[] {
  const out = { node: 'th', peer: 'ph' }
  const into = { node: 'ph', peer: 'th' }
  const place = { lane: kind === 'recall' ? 'urgent' : 'ordinary', incarnation: 1, number }
  const digest = `digest of ${message}`
  return [
    { op: 'posted', ...out, message, kind, about },
    { op: 'numbered', ...out, ...place, message, digest },
    { op: 'taken', ...into, ...place, message, kind, about, state, digest, t: number * 10 },
    { op: 'receipt', ...out, message, state, digest },
    { op: 'logged', node: 'th', what: 'posted', message, digest },
    { op: 'logged', node: 'ph', what: 'taken', message, digest },
  ]
}

/** Three releases, the second of them recalled, the third refused because the agreement was suspended. */
function good(): Line[] {
  const out = { node: 'th', peer: 'ph' }
  const into = { node: 'ph', peer: 'th' }
  return [
    ...course({ message: 'm1', kind: 'release', about: 'r1', number: 1, state: 'applied' }),
    ...course({ message: 'm2', kind: 'release', about: 'r2', number: 2, state: 'applied' }),
    ...course({ message: 'm3', kind: 'release', about: 'r3', number: 3, state: 'refused' }),
    ...course({ message: 'm4', kind: 'recall', about: 'r2', number: 1, state: 'recalled' }),
    { op: 'effect', node: 'ph', about: 'r1', what: 'received' },
    { op: 'effect', node: 'ph', about: 'r2', what: 'received' },
    { op: 'effect', node: 'ph', about: 'r2', what: 'hidden' },
    { op: 'book', ...out, about: 'r1', state: 'applied' },
    { op: 'book', ...out, about: 'r2', state: 'recalled' },
    { op: 'book', ...out, about: 'r3', state: 'refused' },
    { op: 'held', ...into, about: 'r1', state: 'applied' },
    { op: 'held', ...into, about: 'r2', state: 'recalled' },
    { op: 'barred', ...into, from: 25, until: 35 },
    { op: 'touched', node: 'ph', peer: 'th', status: 403 },
  ]
}

type Change = (lines: Line[]) => Line[]
const without =
  (is: (line: Line) => boolean): Change =>
  (lines) =>
    lines.filter((line) => !is(line))
const changed =
  (is: (line: Line) => boolean, change: object): Change =>
  (lines) =>
    lines.map((line) => (is(line) ? ({ ...line, ...change } as Line) : line))
const withMore =
  (...more: Line[]): Change =>
  (lines) => [...lines, ...more]
const doubled =
  (is: (line: Line) => boolean): Change =>
  (lines) => [...lines, ...lines.filter(is)]
const isOf =
  (op: Line['op'], message?: string) =>
  (line: Line): boolean =>
    line.op === op &&
    (message === undefined ||
      ('message' in line && line.message === message) ||
      ('about' in line && line.about === message))

const planted: readonly (readonly [string, Rule, Change])[] = [
  [
    'an acknowledged message never arrives',
    'lost',
    without((line) => ['taken', 'receipt'].includes(line.op) && 'message' in line && line.message === 'm1'),
  ],
  ['a message is taken twice', 'twice', doubled(isOf('taken', 'm1'))],
  [
    'a release comes in twice',
    'twice',
    withMore({ op: 'effect', node: 'ph', about: 'r1', what: 'received' }),
  ],
  ['two messages change places', 'order', changed(isOf('taken', 'm2'), { t: 5 })],
  [
    'a number is left out',
    'order',
    changed((line) => isOf('taken', 'm3')(line) || isOf('numbered', 'm3')(line), { number: 4 }),
  ],
  ['a message has another number there', 'order', changed(isOf('numbered', 'm4'), { number: 7 })],
  [
    'other words are taken than were told',
    'tampered',
    changed((line) => line.op === 'numbered' && line.message === 'm1', { digest: 'another' }),
  ],
  ['a changed envelope is answered', 'tampered', changed(isOf('touched'), { status: 200 })],
  [
    'a replayed message is done again',
    'replayed',
    doubled((line) => isOf('logged', 'm1')(line) && 'what' in line && line.what === 'taken'),
  ],
  ['a message comes from nowhere', 'invented', without(isOf('numbered', 'm1'))],
  ['a message for another node is taken', 'invented', changed(isOf('numbered', 'm1'), { peer: 'mm' })],
  ['a receipt is lost', 'receipt missing', without(isOf('receipt', 'm1'))],
  ['a receipt says what is not so', 'receipt wrong', changed(isOf('receipt', 'm3'), { state: 'applied' })],
  ['a receipt is for other words', 'receipt wrong', changed(isOf('receipt', 'm1'), { digest: 'another' })],
  ['a recalled release is still held', 'unrecalled', changed(isOf('held', 'r2'), { state: 'applied' })],
  [
    'a release comes back after its recall',
    'unrecalled',
    withMore({ op: 'effect', node: 'ph', about: 'r2', what: 'received' }),
  ],
  ['a recall never arrives', 'unrecalled', without(isOf('taken', 'm4'))],
  [
    'the owner believes what is not so',
    'end state unequal',
    changed(isOf('book', 'r3'), { state: 'applied' }),
  ],
  [
    'a receiver holds what nobody gave',
    'end state unequal',
    withMore({ op: 'held', node: 'ph', peer: 'th', about: 'r9', state: 'applied' }),
  ],
  ['a release waits for ever', 'end state unequal', changed(isOf('book', 'r1'), { state: 'sent' })],
  [
    'a release is applied while the agreement is suspended',
    'without agreement',
    changed(isOf('barred'), { from: 15, until: 35 }),
  ],
  [
    'the sender wrote no line',
    'not in the audit',
    without((line) => isOf('logged', 'm1')(line) && 'what' in line && line.what === 'posted'),
  ],
  [
    'the audit tells of other words',
    'not in the audit',
    changed((line) => isOf('logged', 'm2')(line) && 'what' in line && line.what === 'taken', {
      digest: 'another',
    }),
  ],
]

test('a history in which everything went right has nothing to say', () => {
  assert.deepEqual(violationsOf(good()), [])
  assert.deepEqual(violationsOf([]), [])
})

for (const [what, rule, change] of planted)
  test(`found: ${what}`, () => {
    const named = violationsOf(change(good())).map((one) => one.rule)
    assert.ok(named.includes(rule), `${rule} was not found, but ${named.join(', ') || 'nothing'}`)
  })

test('every rule is proved by a planted violation', () => {
  const proved = new Set(planted.map(([, rule]) => rule))
  assert.deepEqual(
    rules.filter((rule) => !proved.has(rule)),
    [],
  )
})
