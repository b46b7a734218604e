import { isUtf8 } from 'node:buffer'
import type { Json, Place } from '@shield/core'
import { defectOf } from '../rule.ts'
import type { Item, Limits } from '../format.ts'
import type { RuleName } from '../rule.ts'
import type { Scan } from './scan.ts'

type DefectItem = Extract<Item, { defect: unknown }>

export interface Parsed {
  /** undefined where the value was rejected. */
  readonly value: Json | undefined
  readonly defects: readonly DefectItem[]
}

/**
 * Parses one value whose bytes were scanned. Keys such as `__proto__` become own properties and nothing else
 * (JSON.parse defines, it does not assign); numbers that would lose digits become text.
 */
export function parseJson(bytes: Uint8Array, scan: Scan, place: Place, limits: Limits): Parsed {
  const reject = (rule: RuleName, value: string, at: Place = place): Parsed => ({
    value: undefined,
    defects: [defectOf(rule, 'rejected', at, value)],
  })
  if (!isUtf8(bytes)) return reject('invalid-utf-8', excerpt(bytes))
  if (scan.nul) return reject('nul-character', excerpt(bytes))
  if (scan.deepest > limits.maxDepth) return reject('too-deep', `${scan.deepest} > ${limits.maxDepth}`)
  if (scan.longest > limits.maxStringLength)
    return reject('string-too-long', `${scan.longest} > ${limits.maxStringLength}`)
  const text = textOf(bytes)
  let value: Json
  const large: string[] = []
  try {
    value = scan.longNumber ? parseExactly(text, large) : (JSON.parse(text) as Json)
  } catch (error) {
    return reject('invalid-json', error instanceof Error ? error.message : text)
  }
  const found = look(value, scan.unicodeEscape)
  if (found.keys !== scan.keys) return reject('duplicate-key', '', inside(place, duplicateKey(text)))
  if (found.broken) return reject(found.broken.rule, '', inside(place, found.broken.pointer))
  const defects = large.map((number) => defectOf('unsafe-number', 'warning', place, number))
  for (const pointer of found.reserved)
    defects.push(defectOf('reserved-key', 'warning', inside(place, pointer), pointer))
  return { value, defects }
}

function inside(place: Place, pointer: string): Place {
  return { ...place, pointer: `${place.pointer ?? ''}${pointer}` }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

function excerpt(bytes: Uint8Array): string {
  return textOf(bytes.subarray(0, 400))
}

/** A big integer, or a number past the range of a double, stays as its own text. */
function parseExactly(text: string, large: string[]): Json {
  const keep = (_key: string, value: unknown, context: { readonly source?: string }): unknown => {
    if (typeof value !== 'number' || context.source === undefined) return value
    const whole = /^-?\d+$/.test(context.source)
    const exact = whole
      ? Number.isSafeInteger(value) || String(value) === context.source
      : Number.isFinite(value)
    if (exact) return value
    if (large.length < 10) large.push(context.source)
    return context.source
  }
  return JSON.parse(text, keep as (this: unknown, key: string, value: unknown) => unknown) as Json
}

interface Look {
  keys: number
  broken: { readonly rule: RuleName; readonly pointer: string } | undefined
  reserved: string[]
}

export const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

function look(value: Json, withText: boolean): Look {
  const found: Look = { keys: 0, broken: undefined, reserved: [] }
  if (withText) lookAtText(value, '', found)
  else count(value, found)
  if (found.reserved.length > 0) {
    found.reserved = []
    findReserved(value, '', found.reserved)
  }
  return found
}

const reservedKey = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype'

function count(value: Json, found: Look): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) count(value[index] as Json, found)
    return
  }
  const object = value as { readonly [key: string]: Json }
  for (const key in object) {
    found.keys++
    if (reservedKey(key)) found.reserved.push(key)
    count(object[key] as Json, found)
  }
}

function lookAtText(value: Json, pointer: string, found: Look): void {
  if (typeof value === 'string') {
    judge(value, pointer, found)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      found.keys++
      judge(key, pointer, found)
      if (reservedKey(key)) found.reserved.push(key)
    }
    lookAtText(item as Json, `${pointer}/${escapePointer(key)}`, found)
  }
}

function judge(text: string, pointer: string, found: Look): void {
  if (found.broken) return
  if (!text.isWellFormed()) found.broken = { rule: 'lone-surrogate', pointer }
  else if (text.includes('\0')) found.broken = { rule: 'nul-character', pointer }
}

function findReserved(value: Json, pointer: string, into: string[]): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    const here = `${pointer}/${escapePointer(key)}`
    if (!Array.isArray(value) && reservedKey(key) && into.length < 10) into.push(here)
    findReserved(item as Json, here, into)
  }
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/** Pointer of the first key given twice in valid JSON text; '' when there is none. Slow: only for text known to have one. */
function duplicateKey(text: string): string {
  const stack: { readonly keys: Set<string> | undefined; key: string; index: number }[] = []
  const here = (): string =>
    stack.map((level) => `/${level.keys ? escapePointer(level.key) : level.index}`).join('')
  let last = ''
  for (const [piece] of text.matchAll(token)) {
    const top = stack.at(-1)
    if (piece === '{') stack.push({ keys: new Set(), key: '', index: 0 })
    else if (piece === '[') stack.push({ keys: undefined, key: '', index: 0 })
    else if (piece === '}' || piece === ']') stack.pop()
    else if (piece === ',' && top && !top.keys) top.index++
    else if (piece === ':' && top?.keys) {
      top.key = JSON.parse(last) as string
      if (top.keys.has(top.key)) return here()
      top.keys.add(top.key)
    } else last = piece
  }
  return ''
}
