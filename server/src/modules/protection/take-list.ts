import { createHash, randomBytes } from 'node:crypto'

import type {
  ArrivalListFile,
  ArrivalListOutcome,
  ArrivalListPreview,
  TakeArrivalList,
} from '@shield/contract'
import { personCode } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { BlindValue } from '../../vault-door.ts'
import { addArrivals } from './add-arrivals.ts'
import { getArrival } from './arrival.ts'
import { askVault } from './ask-vault.ts'
import { documentsOf } from './blind-values.ts'
import { readList } from './read-list.ts'
import type { ListLine } from './read-list.ts'
import { sealIdentities } from './seal-identity.ts'

/** Of a line, so many documents are asked for. */
const mostDocuments = 3
/** Lines of one blind question: the vault answers at most 20 persons, and a line may fit two. */
const linesAsked = 10

/** What of a list would be taken. Nothing is kept. */
export async function previewList(
  ctx: Context,
  id: string,
  file: ArrivalListFile,
): Promise<ArrivalListPreview> {
  await getArrival(ctx, id)
  const { columns, lines, faults } = await readList(file)
  await audit(ctx, { action: 'arrival.list-previewed', object: id, detail: { lines: lines.length } })
  return { columns, lines: lines.length, faults: [...faults], first: lines.slice(0, 5) }
}

/**
 * Each line of a list becomes a person with a new code and a sealed identity. Who is on this board already, by a document
 * or by the same line of the same list, is left as they are. All of it or none.
 */
export async function takeList(ctx: Context, id: string, file: TakeArrivalList): Promise<ArrivalListOutcome> {
  const arrival = await getArrival(ctx, id)
  permit(ctx, 'content.write', ctx.node.markings.block(arrival.marking_id))
  if (arrival.ended_at) throw new Problem('conflict')
  const { lines, faults } = await readList(file)
  // Sent twice at once, the second waits and finds everybody there.
  await ctx.tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438043))', [id])
  const findable = findableOf(file, lines)
  const people = await placeLines(ctx, id, findable)
  const made = people.filter(({ outcome }) => outcome === 'made')
  if (made.length > 0) await makePeople(ctx, id, { made, at: file.at })
  const detail = { lines: lines.length, made: made.length }
  await audit(ctx, { action: 'arrival.list-taken', object: id, detail })
  return {
    people: people.map(({ line, code, outcome, before }) => ({
      line,
      outcome,
      ...(code === undefined ? {} : { code }),
      ...(before === undefined ? {} : { before }),
    })),
    faults: [...faults],
  }
}

/** In no order of the list: whoever holds it and the database must not tell by their order who is who. */
async function makePeople(
  ctx: Context,
  id: string,
  { made, at }: { readonly made: readonly Placed[]; readonly at: string },
): Promise<void> {
  const shuffled = made
    .map((one) => ({ one, key: randomBytes(8).readBigUInt64BE() }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ one }) => ({ ...one, code: one.code ?? '' }))
  await addArrivals(
    ctx,
    id,
    shuffled.map(({ code }) => ({ id: newId(), code, at, triage: {} })),
  )
  await sealIdentities(
    ctx,
    shuffled.map(({ code, identity, found }) => ({ code, identity, found })),
  )
}

type Findable = ListLine & {
  /** What the line is found again by, beside what every identity is. */
  readonly found: readonly BlindValue[]
}
type Placed = Findable & ArrivalListOutcome['people'][number]

/**
 * The whole file, and of each line the name and birth within a list of this name, with which of its namesakes there it is:
 * two lists that name the same name may speak of two people, and nobody is joined by a name.
 */
function findableOf({ name: list, content }: TakeArrivalList, lines: readonly ListLine[]): Findable[] {
  const digest = createHash('sha256').update(content, 'base64').digest('hex')
  const whole: BlindValue = { kind: 'document', value: `list|${digest}` }
  const namesakes = new Map<string, number>()
  return lines.map((line) => {
    const { names, born } = line.identity
    const name = (names[0]?.text ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ')
    const key = `listed|${list}|${born ?? ''}|${name}`
    const nth = (namesakes.get(key) ?? 0) + 1
    namesakes.set(key, nth)
    return { ...line, found: [{ kind: 'name', value: `${key}|${nth}` }, whole] }
  })
}

/** Who of the lines is here already, who came out at another time, and a new code for everybody else. */
async function placeLines(ctx: Context, id: string, lines: readonly Findable[]): Promise<Placed[]> {
  const [first] = lines
  const whole = first?.found.at(-1)
  if (whole && [...(await askPlaces(ctx, [whole])).values()].some((one) => one.arrival === id))
    return lines.map((one) => ({ ...one, outcome: 'known' }))
  const placed: Placed[] = []
  for (let from = 0; from < lines.length; from += linesAsked)
    placed.push(...(await placeSome(ctx, id, lines.slice(from, from + linesAsked))))
  return onceEach(placed)
}

/** A list that names one document twice names one person. */
function onceEach(placed: readonly Placed[]): Placed[] {
  const codes = new Map<string, string>()
  return placed.map((one) => {
    if (one.code === undefined) return one
    const documents = documentsOf(one.identity).slice(0, mostDocuments)
    const code = documents.map(({ value }) => codes.get(value)).find((found) => found !== undefined)
    for (const { value } of documents) codes.set(value, code ?? one.code)
    return code === undefined || one.outcome === 'known' ? one : { ...one, code, outcome: 'known' }
  })
}

async function placeSome(ctx: Context, id: string, lines: readonly Findable[]): Promise<Placed[]> {
  const asked = lines.flatMap((one) =>
    [...one.found.slice(0, 1), ...documentsOf(one.identity).slice(0, mostDocuments)].map((value) => ({
      line: one.line,
      value,
    })),
  )
  const found = await askPlaces(
    ctx,
    asked.map(({ value }) => value),
  )
  return lines.map((one) => {
    const fits = [...found].filter(([, { places }]) =>
      places.some((place) => asked[place]?.line === one.line),
    )
    const known = fits.find(([, { arrival }]) => arrival === id)?.[0]
    if (known !== undefined) return { ...one, code: known, outcome: 'known' }
    const before = fits[0]?.[0]
    return {
      ...one,
      code: personCode(randomBytes(11)),
      outcome: 'made',
      ...(before === undefined ? {} : { before }),
    }
  })
}

interface FoundPlace {
  readonly arrival: string
  /** Which of the values fit, by their place in the question. */
  readonly places: readonly number[]
}

/** Who has these values, of those whom this hand may see; the others are nobody. */
async function askPlaces(
  ctx: Context,
  values: readonly BlindValue[],
): Promise<ReadonlyMap<string, FoundPlace>> {
  const fits = await askVault(ctx, (vault, asker) => vault.find(asker, values))
  const seen = await ctx.tx.client.query<{ code: string; arrival_id: string | null }>(
    'select code, arrival_id from protected_person where code = any($1::text[]) and visible($2, marking_id)',
    [fits.map(({ code }) => code), ctx.visible],
  )
  return new Map(
    seen.rows.map((row) => [
      row.code,
      { arrival: row.arrival_id ?? '', places: fits.find(({ code }) => code === row.code)?.fits ?? [] },
    ]),
  )
}
