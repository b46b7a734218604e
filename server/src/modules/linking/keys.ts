import { hash } from 'node:crypto'

import { properties } from '@shield/core'
import { readName } from '@shield/engine'
import type { NamePart } from '@shield/engine'

import { grounds, identifierGround, identifierTypeOf, nameClassesOf } from './ground.ts'
import type { NameClass } from './ground.ts'

/** A standing value, as the keys are made of it. */
export interface KeyValue {
  readonly property: number
  readonly value: string
  readonly norm: string
  readonly marking: number
}

export interface LinkKey {
  /** A signed number of 64 bits, as text. */
  readonly key: string
  readonly ground: number
  readonly marking: number
  /** The handling of the second value where a key is made of two; else the same. */
  readonly beside: number
}

/** Of the making of keys; another number has every entity matched anew. */
export const keyVersion = 3

/** Weak aliases are too weak to be found by. */
const nameNumbers: readonly number[] = [
  properties.name.number,
  properties.alias.number,
  properties.previousName.number,
]
export const keyNameNumbers = nameNumbers

/** Values of one kind and handling beyond this are a list, not a description; which count is decided by themselves alone. */
const mostValues = 40
const mostParts = 5

/** The keys by which an entity is found beside others: each tells what it is made of and how that is handled. */
export function keysOf(kind: number, values: readonly KeyValue[]): readonly LinkKey[] {
  const found = new Map<string, LinkKey>()
  const add = (ground: number, text: string, handling: readonly [number, number]): void => {
    const [marking, beside] = handling
    const key = hash('sha1', `${ground}/${text}`, 'buffer').readBigInt64BE(0).toString()
    found.set(`${key}/${marking}/${beside}`, { key, ground, marking, beside })
  }
  for (const one of chosen(values, (property) => identifierTypeOf(property) !== undefined)) {
    const type = identifierTypeOf(one.property) ?? ''
    if (one.norm !== '') add(identifierGround(type), `${type}/${one.norm}`, [one.marking, one.marking])
  }
  const names = chosen(values, (property) => nameNumbers.includes(property))
  const births = chosen(values, (property) => property === properties.birthDate.number)
  for (const nameClass of nameClassesOf(kind))
    for (const name of names) {
      const parts = tellingParts(name.value, nameClass)
      for (const pair of [...pairsOf(parts), ...wholesOf(parts)])
        add(grounds.names, `${nameClass}/${pair}`, [name.marking, name.marking])
      if (parts.length === 1)
        for (const sound of (parts[0] ?? []).filter(isLong))
          add(grounds['one-name'], `${nameClass}/${sound}`, [name.marking, name.marking])
      for (const birth of births) {
        const year = /^\d{4}/.exec(birth.norm)?.[0]
        if (year === undefined) continue
        for (const sound of new Set(parts.flat().filter(isLong)))
          add(grounds['name-and-year'], `${nameClass}/${sound}/${year}`, [name.marking, birth.marking])
      }
    }
  return [...found.values()]
}

/** At most so many of each handling, in the order of their text: more of a handling one may not see changes nothing here. */
function chosen(values: readonly KeyValue[], fits: (property: number) => boolean): readonly KeyValue[] {
  const counts = new Map<number, number>()
  return values
    .filter((one) => fits(one.property))
    .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.property - b.property))
    .filter(({ marking }) => {
      const count = (counts.get(marking) ?? 0) + 1
      counts.set(marking, count)
      return count <= mostValues
    })
}

/** How each part of a name that tells something may sound, whatever script it is in; families of one surname are one sound. */
function tellingParts(text: string, nameClass: NameClass): readonly (readonly string[])[] {
  return readName(text.slice(0, 300), nameClass).parts.filter(isTelling).map(soundsOf).slice(0, mostParts)
}

/** A word without a sound that anybody knows is found as it is written. */
function soundsOf({ surname, sounds, written }: NamePart): readonly string[] {
  const heard = sounds.filter((sound) => sound !== '').slice(0, 2)
  const family = surname === undefined ? [] : [`#${surname}`]
  return heard.length + family.length === 0 ? [written] : [...new Set([...family, ...heard])]
}

/** One consonant alone is no name to look for. */
const isLong = (sound: string): boolean => sound.length >= 2

function isTelling(part: NamePart): boolean {
  return !part.initial && !['particle', 'generation', 'legal-form', 'number'].includes(part.role)
}

/** Every two parts, in whatever order they were written. */
function pairsOf(parts: readonly (readonly string[])[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  parts.forEach((sounds, at) => {
    for (const others of parts.slice(at + 1))
      for (const one of sounds) for (const other of others) pairs.add([one, other].toSorted().join('+'))
  })
  return pairs
}

const mostWholes = 8

/** The sounds run together, for one writes Lan Min and another Lanmin; families by their sound here, not by their group. */
function wholesOf(parts: readonly (readonly string[])[]): readonly string[] {
  if (parts.length < 2) return []
  let wholes: readonly string[] = ['']
  for (const sounds of parts) {
    const heard = sounds.filter((sound) => !sound.startsWith('#'))
    wholes = wholes.flatMap((start) => heard.map((sound) => start + sound)).slice(0, mostWholes)
  }
  return wholes.filter(isLong).map((whole) => `=${whole}`)
}
