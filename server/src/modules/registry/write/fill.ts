import type { PreparedRound } from '../../../prepare-records.ts'
import { createRowMaker } from '#store/rows.ts'
import type { Rows } from '#store/rows.ts'
import type { Entities } from './stage.ts'

/** What was decided of a record of the round that is not simply new. */
export interface Decided {
  readonly outcome: 'matched' | 'older' | 'changed' | 'won' | 'lost'
  /** Of the record that stands, or stood, for its key. */
  readonly oldBatch: number
}

/** What the database says of a prepared round. */
export interface Known {
  readonly source: number
  readonly batch: number
  /** By the record's number in the round, where each has its own. */
  readonly batches: readonly number[] | undefined
  /** By the record's number in the round. */
  readonly decided: ReadonlyMap<number, Decided>
  readonly recordIds: readonly number[]
  readonly entities: Entities
  /** The moment of the transaction, in microseconds since 2000. */
  readonly now: number
}

/** Rows that stand; and those, with more columns, of records that another one of their key had overtaken before they came. */
export interface Filled {
  readonly standing: Rows
  readonly past: Rows
}

export const isNews = (decided: Decided | undefined): boolean => decided?.outcome !== 'matched'
export const isPast = (decided: Decided | undefined): boolean =>
  decided?.outcome === 'older' || decided?.outcome === 'lost'

export function fillRecords({ records }: PreparedRound, known: Known): Filled {
  const standing = createRowMaker()
  const past = createRowMaker()
  for (let n = 0; n < records.starts.length - 1; n += 1) {
    const decided = known.decided.get(n)
    if (!isNews(decided)) continue
    const maker = isPast(decided) ? past : standing
    maker.again(records, n, maker === past ? 2 : 0)
    maker.number(0, known.recordIds[n] ?? 0)
    maker.number(1, known.source)
    maker.number(2, known.batches?.[n] ?? known.batch)
    if (maker !== past || !decided) continue
    past.big(known.now)
    past.big(decided.oldBatch)
  }
  return { standing: standing.rows(), past: past.rows() }
}

export function fillStatements({ statements, statementsOf }: PreparedRound, known: Known): Filled {
  const standing = createRowMaker()
  const past = createRowMaker()
  for (let row = 0; row < statements.starts.length - 1; row += 1) {
    const n = statementsOf[row * 3] ?? 0
    const decided = known.decided.get(n)
    if (!isNews(decided)) continue
    const maker = isPast(decided) ? past : standing
    maker.again(statements, row, maker === past ? 1 : 0)
    maker.number(0, known.entities.idOf[statementsOf[row * 3 + 1] ?? 0] ?? 0)
    maker.number(1, known.recordIds[n] ?? 0)
    if (maker === past) past.big(known.now)
  }
  return { standing: standing.rows(), past: past.rows() }
}

/** The entities that were not there before, with the distinct markings of what stands of them. */
export function fillEntities(
  { entities }: PreparedRound,
  { source, entities: { idOf, isKnown } }: Known,
  markings: readonly (readonly number[] | undefined)[],
): Rows {
  const maker = createRowMaker()
  for (const [e, id] of idOf.entries()) {
    if (id === 0 || isKnown[e] === 1) continue
    maker.again(entities, e, 1)
    maker.number(0, id)
    maker.number(1, id)
    maker.number(2, source)
    maker.integers(markings[e] ?? [])
  }
  return maker.rows()
}

/** The distinct markings that the records of a round give each of its entities, by the entity's number. */
export function markingsGiven(
  { statementsOf }: PreparedRound,
  decided: ReadonlyMap<number, Decided>,
): readonly (readonly number[] | undefined)[] {
  const given: number[][] = []
  for (let at = 0; at < statementsOf.length; at += 3) {
    const outcome = decided.get(statementsOf[at] ?? 0)
    if (!isNews(outcome) || isPast(outcome)) continue
    const own = (given[statementsOf[at + 1] ?? 0] ??= [])
    const marking = statementsOf[at + 2] ?? 0
    if (!own.includes(marking)) own.push(marking)
  }
  for (const own of given) own?.sort((a, b) => a - b)
  return given
}

/** Which entities the news of a round speak of. */
export function entitiesOfNews(
  { mentions }: PreparedRound,
  decided: ReadonlyMap<number, Decided>,
): (e: number) => boolean {
  const asked: boolean[] = []
  for (let at = 0; at < mentions.length; at += 2)
    if (isNews(decided.get(mentions[at] ?? 0))) asked[mentions[at + 1] ?? 0] = true
  return (e) => asked[e] === true
}
