import { distance } from '../name/distance.ts'
import { soundKey } from '../name/sound-key.ts'
import { foldText, nameTokens } from '../name/tokens.ts'
import { reasons } from './index-door.ts'
import type {
  Hit,
  IndexedValue,
  Reason,
  SearchIndex,
  SearchReply,
  SearchRequest,
  SuggestRequest,
  Suggested,
} from './index-door.ts'
import { newDictionary, note } from './posting.ts'
import type { Postings } from './posting.ts'
import { append, isVisible, newTable, removeEntity } from './table.ts'

/** A search index in this process's memory: 1 M names in about 400 MB. */
export function createSearchIndex(): SearchIndex {
  const table = newTable()
  const words = newDictionary()
  const sounds = newDictionary()
  const identifiers = newDictionary()
  /** The last eight digits of a number: how a phone is written without its country. */
  const tails = newDictionary()
  /** Words by their first two letters: for prefixes and for spelling. */
  const buckets = new Map<string, number[]>()

  const addName = (value: IndexedValue): void => {
    const tokens = nameTokens(value.text)
    const number = append(table, value, tokens.length)
    for (const token of new Set(tokens)) {
      const word = note(words, token, number)
      if (word.isNew) {
        const bucket = buckets.get(token.slice(0, 2))
        if (bucket) bucket.push(word.number)
        else buckets.set(token.slice(0, 2), [word.number])
      }
      const key = soundKey(token)
      if (key.length >= 2) note(sounds, key, number)
    }
  }
  const addIdentifier = (value: IndexedValue): void => {
    const number = append(table, value, 1)
    note(identifiers, value.text, number)
    const digits = value.text.replace(/\D/g, '')
    if (digits.length >= 8) note(tails, digits.slice(-8), number)
  }

  const found = (request: Pick<SearchRequest, 'text' | 'visible'>): Map<number, Reason> => {
    const best = new Map<number, Reason>()
    const offer = (postings: Postings | undefined, reason: Reason): void => {
      for (let at = 0; at < (postings?.length ?? 0); at += 1) {
        const value = postings?.items[at] ?? 0
        if (!isVisible(table, value, request.visible)) continue
        const before = best.get(value)
        if (before === undefined || reasons.indexOf(reason) < reasons.indexOf(before)) best.set(value, reason)
      }
    }
    if (/[?*]/.test(request.text)) {
      const matches = patternOf(request.text)
      for (const dictionary of [identifiers, words])
        dictionary.texts.forEach(
          (text, number) => matches(text) && offer(dictionary.postings[number], 'pattern'),
        )
      return best
    }
    for (const text of identifierForms(request.text)) offer(postingsOf(identifiers, text), 'same-identifier')
    const digits = request.text.replace(/[\s()./+-]/g, '')
    if (/^\d{8,}$/.test(digits)) offer(postingsOf(tails, digits.slice(-8)), 'same-identifier')
    for (const [value, reason] of byName(nameTokens(request.text), request.visible)) {
      const before = best.get(value)
      if (before === undefined || reasons.indexOf(reason) < reasons.indexOf(before)) best.set(value, reason)
    }
    return best
  }

  /** Values in which every word of the query is found; else, where no value has them all, all but one of several. */
  const byName = (tokens: readonly string[], visible: Uint8Array): Map<number, Reason> => {
    const asked = [...new Set(tokens)]
    const matched = new Map<number, { count: number; at: number; worst: number }>()
    asked.forEach((token, at) => {
      const take = (postings: Postings | undefined, reason: Reason): void => {
        const rank = reasons.indexOf(reason)
        for (let index = 0; index < (postings?.length ?? 0); index += 1) {
          const value = postings?.items[index] ?? 0
          if (!isVisible(table, value, visible)) continue
          const entry = matched.get(value)
          if (!entry) matched.set(value, { count: 1, at, worst: rank })
          else if (entry.at !== at) {
            entry.count += 1
            entry.at = at
            entry.worst = Math.max(entry.worst, rank)
          }
        }
      }
      take(postingsOf(words, token), 'all-words')
      for (const number of spelledLike(token)) take(words.postings[number], 'spelling')
      const key = soundKey(token)
      if (key.length >= 2) take(postingsOf(sounds, key), 'sound')
    })
    const all = [...matched].filter(([, entry]) => entry.count === asked.length)
    if (all.length > 0)
      return new Map(
        all.map(([value, entry]) => {
          const reason = reasons[entry.worst] ?? 'sound'
          return [value, reason === 'all-words' && table.words[value] === tokens.length ? 'same' : reason]
        }),
      )
    const some = [...matched].filter(
      ([, entry]) =>
        asked.length > 1 &&
        entry.count >= Math.max(1, asked.length - 1) &&
        entry.worst < reasons.indexOf('sound'),
    )
    return new Map(some.map(([value]) => [value, 'some-words' as const]))
  }

  /** Words one slip away (two in a long word) that begin alike; what sounds alike is found by its key. */
  const spelledLike = (token: string): readonly number[] => {
    const most = token.length >= 8 ? 2 : token.length >= 4 ? 1 : 0
    if (most === 0) return []
    return (buckets.get(token.slice(0, 2)) ?? []).filter((number) => {
      const text = words.texts[number] ?? ''
      return (
        text !== token && Math.abs(text.length - token.length) <= most && distance(token, text, most) <= most
      )
    })
  }

  const search = (request: SearchRequest): SearchReply => {
    const perEntity = new Map<number, [number, Reason][]>()
    const kinds = new Map<number, number>()
    for (const [value, reason] of found(request)) {
      const entity = table.entity[value] ?? 0
      const known = perEntity.get(entity)
      if (known) known.push([value, reason])
      else perEntity.set(entity, [[value, reason]])
    }
    const ranked: { readonly entity: number; readonly rank: number; readonly values: [number, Reason][] }[] =
      []
    for (const [entity, values] of perEntity) {
      const kind = table.kind[values[0]?.[0] ?? 0] ?? 0
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      if (request.kinds && !request.kinds.includes(kind)) continue
      ranked.push({ entity, rank: Math.min(...values.map(([, reason]) => reasons.indexOf(reason))), values })
    }
    ranked.sort((a, b) => a.rank - b.rank || a.entity - b.entity)
    const from = request.offset ?? 0
    return {
      hits: ranked
        .slice(from, from + request.limit)
        .map(({ entity, rank, values }) => hitOf(entity, rank, values)),
      total: ranked.length,
      kinds: [...kinds].toSorted(([a], [b]) => a - b),
    }
  }

  const hitOf = (entity: number, rank: number, values: [number, Reason][]): Hit => ({
    entity,
    band: bandOf(reasons[rank] ?? 'some-words'),
    because: values
      .map(([value, reason]) => ({
        property: table.property[value] ?? 0,
        text: table.texts[value] ?? '',
        reason,
      }))
      .toSorted(
        (a, b) =>
          reasons.indexOf(a.reason) - reasons.indexOf(b.reason) ||
          compare(a.text, b.text) ||
          a.property - b.property,
      )
      .slice(0, 5),
  })

  const suggest = (request: SuggestRequest): readonly Suggested[] => {
    const tokens = nameTokens(request.text)
    const last = tokens.at(-1)
    if (last === undefined || last.length < 2) return []
    const best: Suggested[] = []
    const seen = new Set<number>()
    const consider = (value: number): void => {
      if (!isVisible(table, value, request.visible) || seen.has(value)) return
      seen.add(value)
      const text = table.texts[value] ?? ''
      const folded = tokens.length > 1 ? foldText(text) : ''
      if (tokens.slice(0, -1).some((token) => !folded.includes(token))) return
      insert(
        best,
        { entity: table.entity[value] ?? 0, property: table.property[value] ?? 0, text },
        request.limit,
      )
    }
    for (const number of buckets.get(last.slice(0, 2)) ?? []) {
      if (!(words.texts[number] ?? '').startsWith(last)) continue
      const postings = words.postings[number]
      for (let at = 0; at < (postings?.length ?? 0); at += 1) consider(postings?.items[at] ?? 0)
    }
    for (const text of identifierForms(request.text)) {
      const postings = postingsOf(identifiers, text)
      for (let at = 0; at < (postings?.length ?? 0); at += 1) consider(postings?.items[at] ?? 0)
    }
    return best
  }

  const add = (values: readonly IndexedValue[]): void => {
    for (const value of values)
      if (value.type === 'name') addName(value)
      else addIdentifier(value)
  }

  return {
    add,
    replace: ({ entities, values }) => {
      for (const entity of entities) removeEntity(table, entity)
      add(values)
    },
    removeEntity: (entity) => removeEntity(table, entity),
    search,
    suggest,
    sameValue: ({ text, visible, limit }) => {
      const postings = postingsOf(identifiers, text)
      const entities = new Set<number>()
      for (let at = 0; at < (postings?.length ?? 0); at += 1) {
        const value = postings?.items[at] ?? 0
        if (isVisible(table, value, visible)) entities.add(table.entity[value] ?? 0)
      }
      return [...entities].toSorted((a, b) => a - b).slice(0, limit)
    },
    size: () => ({ values: table.count - table.dead, entities: table.newestOf.size }),
  }
}

function postingsOf(dictionary: ReturnType<typeof newDictionary>, text: string): Postings | undefined {
  const number = dictionary.numbers.get(text)
  return number === undefined ? undefined : dictionary.postings[number]
}

/** The normal forms a typed identifier may have: as it is, small, bare of separators, as a number with its country. */
function identifierForms(text: string): ReadonlySet<string> {
  const plain = foldDigits(text.trim()).replace(/^hxxp/i, 'http').replaceAll('[.]', '.')
  const bare = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
  const digits = plain.replace(/\D/g, '')
  const forms = new Set([plain, plain.toLowerCase(), bare.toUpperCase(), bare.toLowerCase()])
  if (digits.length >= 5 && /^[\d\s()./+-]+$/.test(plain))
    for (const form of [digits, `+${digits}`]) forms.add(form)
  forms.delete('')
  return forms
}

function foldDigits(text: string): string {
  return /\p{Nd}/u.test(text) && !/^[\x20-\x7e]*$/.test(text) ? foldText(text) : text
}

/** `?` stands for one character, `*` for any; small and capital letters are one. Linear in practice: no regular expression. */
function patternOf(text: string): (candidate: string) => boolean {
  const pattern = text.trim().toLowerCase().replace(/\*+/g, '*')
  return (candidate) => fits(pattern, candidate.toLowerCase())
}

/** Two marks and one step back to the last star: at most pattern length times text length. */
function fits(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let retry = 0
  for (let place = 0; place < text.length;) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[place]) && pattern[at] !== '*') {
      at += 1
      place += 1
    } else if (pattern[at] === '*') {
      star = at
      retry = place
      at += 1
    } else if (star >= 0) {
      at = star + 1
      retry += 1
      place = retry
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

function bandOf(reason: Reason): Hit['band'] {
  if (reason === 'same' || reason === 'same-identifier') return 'exact'
  if (reason === 'all-words' || reason === 'prefix' || reason === 'pattern') return 'strong'
  return reason === 'spelling' ? 'probable' : 'possible'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Keeps the `limit` first by length of text, text, entity: the shortest name that begins so is the likeliest meant. */
function insert(best: Suggested[], one: Suggested, limit: number): void {
  const before = (a: Suggested, b: Suggested): number =>
    a.text.length - b.text.length || compare(a.text, b.text) || a.entity - b.entity
  const last = best.at(-1)
  if (best.length >= limit && last && before(one, last) >= 0) return
  const at = best.findIndex((other) => before(one, other) < 0)
  best.splice(at < 0 ? best.length : at, 0, one)
  if (best.length > limit) best.pop()
}
