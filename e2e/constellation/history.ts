/**
 * What happened in a constellation of nodes, one line for each thing, as JSON lines. `posted`, `barred` and `touched` are told
 * by those who acted; everything else is read from what each node holds when all is quiet.
 */
export type Line =
  /** An act was acknowledged: from now on its message may not get lost. */
  | (About & { readonly op: 'posted'; readonly message: string })
  /** The sender's book. */
  | (Placed & { readonly op: 'numbered'; readonly message: string; readonly digest: string })
  /** The receiver's book; `t` by its database, in milliseconds. */
  | (Placed & About & { readonly op: 'taken'; readonly message: string } & Said & { readonly t: number })
  /** The sender holds this signed receipt. */
  | (Between & { readonly op: 'receipt'; readonly message: string } & Said)
  /** The audit of a node: what it told, what it took. */
  | {
      readonly op: 'logged'
      readonly node: string
      readonly what: 'posted' | 'taken'
      readonly message: string
      readonly digest: string
    }
  /** The audit of a receiver: what was done with a release. */
  | {
      readonly op: 'effect'
      readonly node: string
      readonly about: string
      readonly what: 'received' | 'hidden'
    }
  /** At the end: what the owner believes of its release, and what the receiver holds. */
  | (Between & { readonly op: 'book'; readonly about: string; readonly state: string })
  | (Between & { readonly op: 'held'; readonly about: string; readonly state: string })
  /** No agreement was in force at the receiver, by its database's clock. */
  | (Between & { readonly op: 'barred'; readonly from: number; readonly until: number })
  /** An envelope was changed on the way, and this was the answer. */
  | (Between & { readonly op: 'touched'; readonly status: number })

interface Between {
  readonly node: string
  readonly peer: string
}
interface About extends Between {
  readonly kind: string
  readonly about: string
}
interface Placed extends Between {
  readonly lane: string
  readonly incarnation: number
  readonly number: number
}
interface Said {
  readonly state: string
  readonly digest: string
}

export const rules = [
  'lost',
  'twice',
  'order',
  'tampered',
  'replayed',
  'invented',
  'receipt missing',
  'receipt wrong',
  'unrecalled',
  'end state unequal',
  'without agreement',
  'not in the audit',
] as const
export type Rule = (typeof rules)[number]

export interface Violation {
  readonly rule: Rule
  /** The message or release it is about. */
  readonly about: string
  readonly because: string
}

type Of<Op extends Line['op']> = Extract<Line, { readonly op: Op }>

/** Everything in a history that must not be. Pure: the same lines give the same violations, whoever recorded them. */
export function violationsOf(history: readonly Line[]): readonly Violation[] {
  const of = <Op extends Line['op']>(...ops: readonly Op[]): readonly Of<Op>[] =>
    history.filter((line): line is Of<Op> => (ops as readonly string[]).includes(line.op))
  const books: Books = {
    posted: of('posted'),
    numbered: keyed(of('numbered')),
    taken: of('taken'),
    receipts: of('receipt'),
    logged: of('logged'),
    effects: of('effect'),
    book: of('book'),
    held: new Map(of('held').map((line) => [line.about, line])),
    barred: of('barred'),
    touched: of('touched'),
  }
  return [
    ...lostOrWithoutReceipt(books),
    ...takenWrongly(books),
    ...outOfOrder(books),
    ...doneTwice(books),
    ...againstRecall(books),
    ...unequal(books),
    ...withoutAgreement(books),
    ...notLogged(books),
    ...books.touched
      .filter((line) => line.status < 400)
      .map((line) =>
        found('tampered', line.peer, `${line.node} answered ${line.status} to a changed envelope`),
      ),
  ]
}

interface Books {
  readonly posted: readonly Of<'posted'>[]
  readonly numbered: ReadonlyMap<string, Of<'numbered'>>
  readonly taken: readonly Of<'taken'>[]
  readonly receipts: readonly Of<'receipt'>[]
  readonly logged: readonly Of<'logged'>[]
  readonly effects: readonly Of<'effect'>[]
  readonly book: readonly Of<'book'>[]
  readonly held: ReadonlyMap<string, Of<'held'>>
  readonly barred: readonly Of<'barred'>[]
  readonly touched: readonly Of<'touched'>[]
}

function found(rule: Rule, about: string, because: string): Violation {
  return { rule, about, because }
}

function keyed<T extends { readonly message: string }>(lines: readonly T[]): ReadonlyMap<string, T> {
  return new Map(lines.map((line) => [line.message, line]))
}

function grouped<T>(lines: readonly T[], keyOf: (line: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(lines, keyOf)
}

function* lostOrWithoutReceipt({ posted, taken, receipts }: Books): Iterable<Violation> {
  const arrived = keyed(taken)
  const held = grouped(receipts, (line) => line.message)
  for (const { message, peer } of posted)
    if (!arrived.has(message)) yield found('lost', message, `${peer} does not have it`)
    else if (!held.has(message)) yield found('receipt missing', message, `nobody holds the word of ${peer}`)
  for (const receipt of receipts) {
    const there = arrived.get(receipt.message)
    if (!there) yield found('receipt wrong', receipt.message, 'a receipt for what was not taken')
    else if (['state', 'digest'].some((key) => there[key as keyof Said] !== receipt[key as keyof Said]))
      yield found('receipt wrong', receipt.message, `it says ${receipt.state}, the receiver ${there.state}`)
  }
}

/** What was taken has to be what its owner told, under the number its owner gave. */
function* takenWrongly({ taken, numbered }: Books): Iterable<Violation> {
  for (const line of taken) {
    const told = numbered.get(line.message)
    if (!told || told.node !== line.peer || told.peer !== line.node)
      yield found('invented', line.message, `${line.peer} never told it to ${line.node}`)
    else if (told.digest !== line.digest) yield found('tampered', line.message, 'other words than were told')
    else if (told.incarnation === line.incarnation && told.number !== line.number)
      yield found('order', line.message, `number ${line.number} there, ${told.number} here`)
  }
}

/** Dense from 1, and each taken after the one before it. */
function* outOfOrder({ taken }: Books): Iterable<Violation> {
  const streams = grouped(taken, (line) => [line.peer, line.node, line.lane, line.incarnation].join(' '))
  for (const [stream, lines] of streams)
    for (const [at, line] of lines.toSorted((a, b) => a.t - b.t || a.number - b.number).entries())
      if (line.number !== at + 1) {
        yield found('order', line.message, `${stream}: number ${line.number} at place ${at + 1}`)
        break
      }
}

function* doneTwice({ taken, effects, logged }: Books): Iterable<Violation> {
  for (const [message, lines] of grouped(taken, (line) => line.message))
    if (lines.length > 1) yield found('twice', message, `taken ${lines.length} times`)
  const received = effects.filter((line) => line.what === 'received')
  for (const [about, lines] of grouped(received, (line) => line.about))
    if (lines.length > 1) yield found('twice', about, `received ${lines.length} times`)
  const takes = logged.filter((line) => line.what === 'taken')
  for (const [message, lines] of grouped(takes, (line) => line.message))
    if (lines.length > 1)
      yield found('replayed', message, `${lines.length} lines of the audit say it was done`)
}

/** A recall wins over every release, in whichever order they came. */
function* againstRecall({ taken, held, effects, posted }: Books): Iterable<Violation> {
  const recalled = new Set(taken.filter((line) => line.kind === 'recall').map((line) => line.about))
  for (const about of recalled) {
    const there = held.get(about)
    if (there && there.state !== 'recalled')
      yield found('unrecalled', about, `${there.node} holds it as ${there.state}`)
    if (effects.length > 0 && effects.findLast((line) => line.about === about)?.what === 'received')
      yield found('unrecalled', about, 'it was received after it had been recalled')
  }
  for (const { kind, about, peer } of posted)
    if (kind === 'recall' && !recalled.has(about))
      yield found('unrecalled', about, `${peer} never heard of the recall`)
}

function* unequal({ book, held }: Books): Iterable<Violation> {
  for (const { about, state } of book) {
    const there = held.get(about)?.state ?? 'nothing'
    const fits =
      state === 'applied'
        ? there === 'applied'
        : state === 'recalled'
          ? there !== 'applied'
          : state === 'refused' && there === 'nothing'
    if (!fits) yield found('end state unequal', about, `${state} for its owner, ${there} for the receiver`)
  }
  const known = new Set(book.map((line) => line.about))
  for (const [about] of held)
    if (!known.has(about)) yield found('end state unequal', about, 'held, and its owner knows nothing of it')
}

function* withoutAgreement({ taken, barred }: Books): Iterable<Violation> {
  for (const line of taken.filter((one) => one.kind === 'release' && one.state === 'applied'))
    if (
      barred.some(
        (one) => one.node === line.node && one.peer === line.peer && line.t > one.from && line.t < one.until,
      )
    )
      yield found('without agreement', line.message, `${line.node} had suspended it`)
}

/** Both sides have a line of the audit for it, with one digest. */
function* notLogged({ taken, logged }: Books): Iterable<Violation> {
  const lines = new Map(logged.map((line) => [`${line.what} ${line.message}`, line]))
  for (const { message, digest } of taken)
    for (const what of ['posted', 'taken'] as const)
      if (lines.get(`${what} ${message}`)?.digest !== digest)
        yield found('not in the audit', message, `no line says that it was ${what}`)
}
