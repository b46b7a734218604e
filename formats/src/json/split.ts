import { isUtf8 } from 'node:buffer'
import type { Defect, Json, Place } from '@shield/core'
import { defectOf } from '../rule.ts'
import type { Limits } from '../format.ts'
import type { RuleName } from '../rule.ts'
import { pointerAtEnd } from './cut.ts'
import { escapePointer, parseJson } from './parse.ts'
import { newScan, scan } from './scan.ts'
import type { Scan } from './scan.ts'

/** `offset` counts bytes from the start of the file. */
export type Part =
  | {
      readonly element: Json
      readonly place: Place
      readonly offset: number
      readonly bytes: number
      /** Name of the member that the element is the value of. */
      readonly key?: string
    }
  /** The members of a top-level object that are not among the lists asked for, and the lists that were found. */
  | { readonly header: Json; readonly lists: readonly string[] }
  | { readonly defect: Defect }

interface Capture {
  readonly as: 'element' | 'key' | 'member'
  readonly state: Scan
  readonly offset: number
  pieces: Uint8Array[]
  size: number
}

type Where = 'head' | 'list' | 'next' | 'object' | 'colon' | 'member' | 'comma' | 'done' | 'lost'

export interface Wanted {
  /** Members of a top-level object whose lists are split. */
  readonly lists: readonly string[]
  /** The other members are elements too, instead of the header: `{"a.example": ["0x…"], …}`. */
  readonly members?: boolean
}

export interface Splitter {
  readonly push: (chunk: Uint8Array) => Part[]
  /** After the last byte. */
  readonly end: () => Part[]
}

/**
 * Splits JSON text, as its bytes arrive, into the elements of the top-level list, or of the lists named
 * when the top level is an object. Holds one element and the other members of the object, nothing else.
 * `JSON.parse` of an element takes most of the time; see scan.ts and docs/benchmarks.md for the rest.
 */
export function splitter(wanted: Wanted, limits: Limits): Splitter {
  let where: Where = 'head'
  let capture: Capture | undefined
  let offset = 0
  let key = ''
  let list = ''
  let nested = false
  let index = 0
  let header: string[] = []
  let headerSize = 0
  const lists: string[] = []
  let parts: Part[] = []

  const here = (): string => {
    if (where === 'list' || where === 'next') return `${list}/${index}`
    return key === '' ? '' : `/${escapePointer(key)}`
  }
  const wrong = (rule: RuleName, weight: Defect['weight'], value = ''): void => {
    parts.push(defectOf(rule, weight, { pointer: here() }, value))
  }
  const lost = (value: string): void => {
    wrong('invalid-json', 'rejected', value)
    where = 'lost'
  }

  function finish(found: Capture): void {
    const bytes = found.pieces.length === 1 ? (found.pieces[0] as Uint8Array) : Buffer.concat(found.pieces)
    if (found.as === 'element') finishElement(found, bytes)
    else if (found.as === 'key') finishKey(bytes)
    else finishMember(found, bytes)
  }

  function finishElement(found: Capture, bytes: Uint8Array): void {
    const place = { pointer: here() }
    if (found.size > limits.maxRecordBytes)
      wrong('record-too-large', 'rejected', `${found.size} > ${limits.maxRecordBytes}`)
    else {
      const { value, defects } = parseJson(bytes, found.state, place, limits)
      parts.push(...defects)
      if (value !== undefined) parts.push({ element: value, place, offset: found.offset, bytes: found.size })
    }
    where = 'next'
  }

  function finishKey(bytes: Uint8Array): void {
    try {
      key = JSON.parse(Buffer.from(bytes).toString('utf8')) as string
      where = 'colon'
    } catch {
      key = ''
      lost(Buffer.from(bytes).toString('utf8'))
    }
  }

  function finishMember(found: Capture, bytes: Uint8Array): void {
    if (wanted.members === true) {
      const name = key
      finishElement(found, bytes)
      const last = parts.at(-1)
      if (last && 'element' in last) parts[parts.length - 1] = { ...last, key: name }
      where = 'comma'
      return
    }
    headerSize += found.size
    if (headerSize > limits.maxRecordBytes)
      wrong('record-too-large', 'rejected', `${headerSize} > ${limits.maxRecordBytes}`)
    else if (!isUtf8(bytes)) wrong('invalid-utf-8', 'rejected')
    else header.push(`${JSON.stringify(key)}:${Buffer.from(bytes).toString('utf8')}`)
    where = 'comma'
  }

  function finishObject(): void {
    where = 'done'
    key = ''
    const bytes = Buffer.from(`{${header.join(',')}}`)
    header = []
    const state = newScan()
    scan(state, bytes, 0)
    const { value, defects } = parseJson(bytes, state, { pointer: '' }, limits)
    parts.push(...defects)
    if (value !== undefined) parts.push({ header: value, lists })
  }

  /** One byte between values; answers how many bytes it took. */
  function step(byte: number): number {
    const begin = (as: Capture['as']): number => {
      capture = { as, state: newScan(), offset, pieces: [], size: 0 }
      return 0
    }
    switch (where) {
      case 'head':
        if (byte === 0x5b) where = 'list'
        else if (byte === 0x7b) where = 'object'
        else lost(String.fromCodePoint(byte))
        return 1
      case 'list':
      case 'next':
        if (byte === 0x5d) where = nested ? 'comma' : 'done'
        else if (byte === 0x7d) lost('}')
        else if (byte === 0x2c) {
          if (where === 'list') wrong('invalid-json', 'warning', ',')
          else index++
          where = 'list'
        } else {
          if (where === 'next') {
            wrong('invalid-json', 'warning', String.fromCodePoint(byte))
            index++
          }
          where = 'list'
          return begin('element')
        }
        return 1
      case 'object':
      case 'comma':
        if (byte === 0x7d) finishObject()
        else if (byte === 0x2c && where === 'comma') where = 'object'
        else if (byte === 0x22) return begin('key')
        else lost(String.fromCodePoint(byte))
        return 1
      case 'colon':
        if (byte === 0x3a) where = 'member'
        else lost(String.fromCodePoint(byte))
        return 1
      case 'member':
        if (byte !== 0x5b || !wanted.lists.includes(key))
          return byte === 0x7d || byte === 0x5d ? (lost(''), 1) : begin('member')
        list = `/${key}`
        nested = true
        index = 0
        lists.push(key)
        where = 'list'
        return 1
      case 'done':
        wrong('trailing-text', 'warning', String.fromCodePoint(byte))
        where = 'lost'
        return 1
      case 'lost':
        return 1
    }
  }

  function push(chunk: Uint8Array): Part[] {
    parts = []
    let at = 0
    const start = offset
    while (at < chunk.length && where !== 'lost') {
      if (capture) {
        const next = scan(capture.state, chunk, at)
        capture.size += next - at
        if (capture.size <= limits.maxRecordBytes)
          // What stays for the next chunk is copied: the caller may use its buffer again.
          capture.pieces.push(capture.state.done ? chunk.subarray(at, next) : chunk.slice(at, next))
        else capture.pieces = []
        at = next
        if (capture.state.done) {
          const found = capture
          capture = undefined
          finish(found)
        }
        continue
      }
      const byte = chunk[at] as number
      offset = start + at
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) at++
      else if (where === 'head' && offset < 3 && byte === [0xef, 0xbb, 0xbf][offset]) at++
      else at += step(byte)
    }
    offset = start + chunk.length
    return parts
  }

  function end(): Part[] {
    parts = []
    if (where === 'done' || where === 'lost') return parts
    const inside =
      capture && capture.as !== 'key' ? pointerAtEnd(Buffer.concat(capture.pieces), limits.maxDepth) : ''
    parts.push(defectOf('truncated', 'rejected', { pointer: `${here()}${inside}` }, `${offset}`))
    return parts
  }
  return { push, end }
}
