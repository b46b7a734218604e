import type { Mapping } from '@shield/formats'

import type { FileToMeasure } from './bench-node.ts'

const onsets = [
  'k',
  'kh',
  't',
  'th',
  'p',
  'ph',
  'b',
  'd',
  'm',
  'n',
  's',
  'ch',
  'r',
  'l',
  'w',
  'y',
  'h',
  'pr',
  'kr',
]
const rhymes = [
  'a',
  'an',
  'ang',
  'at',
  'ai',
  'ao',
  'i',
  'in',
  'it',
  'o',
  'on',
  'ong',
  'u',
  'un',
  'uk',
  'ee',
  'ok',
  'am',
]

/** mulberry32: the same numbers each run, so that two runs measure the same file. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export interface RegisteredPerson {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly birthDate: string
}

/** Invented people with as many different names as a register has: some 100,000 family names, 6,000 given names. */
export function* registeredPeople(count: number, seed = 1): Generator<RegisteredPerson> {
  const below = numbers(seed)
  const word = (syllables: number): string => {
    let text = ''
    for (let at = 0; at < syllables; at += 1)
      text += (onsets[below(onsets.length)] ?? '') + (rhymes[below(rhymes.length)] ?? '')
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  const given = Array.from({ length: 6000 }, () => word(2 + below(2)))
  const family = Array.from({ length: 100_000 }, () => word(2 + below(3)))
  for (let index = 0; index < count; index += 1)
    yield {
      id: `R${String(index).padStart(8, '0')}`,
      name: `${given[below(given.length)] ?? ''} ${family[below(family.length)] ?? ''}`,
      phone: `+99980${String(below(10_000_000)).padStart(7, '0')}`,
      birthDate: `${1950 + below(55)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
    }
}

const mapping: Mapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'phone', property: 'phone' },
        { column: 'born', property: 'birthDate' },
      ],
    },
  ],
  links: [],
}

export function registerCsv(count: number): FileToMeasure {
  return { name: 'register.csv', format: 'csv', mapping, content: csvLines(count) }
}

function* csvLines(count: number): Generator<string> {
  yield 'id,name,phone,born\n'
  for (const { id, name, phone, birthDate } of registeredPeople(count))
    yield `${id},${name},${phone},${birthDate}\n`
}

export function registerFtm(count: number): FileToMeasure {
  return { name: 'register.ijson', format: 'ftm', content: ftmLines(count) }
}

function* ftmLines(count: number): Generator<string> {
  for (const { id, name, phone, birthDate } of registeredPeople(count))
    yield `${JSON.stringify({ id, schema: 'Person', properties: { name: [name], phone: [phone], birthDate: [birthDate] } })}\n`
}

/** Domains, accounts, and a relation from each third to the one before: what a campaign feed is made of. */
export function campaignStix(count: number): FileToMeasure {
  return { name: 'campaign.json', format: 'stix', content: stixObjects(count) }
}

function* stixObjects(count: number): Generator<string> {
  const idOf = (type: string, number: number): string =>
    `${type}--00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
  const at = '2026-01-01T00:00:00.000Z'
  yield `{"type":"bundle","id":"${idOf('bundle', 1)}","objects":[`
  for (let index = 0; index < count; index += 1) {
    const common = { spec_version: '2.1' }
    const versions = { created: at, modified: at }
    const third = index % 3
    const object =
      third === 0
        ? { type: 'domain-name', ...common, id: idOf('domain-name', index), value: `win-${index}.example` }
        : third === 1
          ? {
              type: 'infrastructure',
              ...common,
              id: idOf('infrastructure', index),
              ...versions,
              name: `Panel ${index}`,
            }
          : {
              type: 'relationship',
              ...common,
              id: idOf('relationship', index),
              ...versions,
              relationship_type: 'consists-of',
              source_ref: idOf('infrastructure', index - 1),
              target_ref: idOf('domain-name', index - 2),
            }
    yield `${index === 0 ? '' : ','}${JSON.stringify(object)}\n`
  }
  yield ']}'
}
