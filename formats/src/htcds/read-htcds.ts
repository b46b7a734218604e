import type { Words } from '@shield/core'

import { rowSplitter } from '../table/split-rows.ts'
import { htcdsExtensions } from './extension.ts'
import { htcdsFields } from './field.ts'
import type { FieldKind, HtcdsField } from './field.ts'
import { readValue } from './read-value.ts'
import type { HtcdsValue } from './read-value.ts'

export type HtcdsCase = Readonly<Record<string, HtcdsValue>>

export interface HtcdsFault {
  /** Which case, from 1. */
  readonly case: number
  readonly field: string
  /** The kind of value it should be. */
  readonly rule: FieldKind
  readonly hint: Words
}

export interface HtcdsFile {
  readonly version: '1.0' | '2.0'
  readonly cases: readonly HtcdsCase[]
  /** A value that is none stays outside; the rest of its case is taken. */
  readonly faults: readonly HtcdsFault[]
  /** Fields that no version of the standard has, each once. */
  readonly unknown: readonly string[]
  /** Core fields that no case has. */
  readonly missing: readonly string[]
}

const fields = new Map([...htcdsFields, ...htcdsExtensions].map((field) => [field.name, field]))

/** Names of the standard's own survey form that differ from its field sheet. */
const spellings: Readonly<Record<string, string>> = {
  prs_First_Name: 'prs_FirstName',
  prs_Second_Name: 'prs_SecondName',
  vic_Methods_of_Control: 'vic_MethodsOfControl',
}

/** Four boxes of version 1.0 that version 2.0 made one. */
const consent1 = ['con_PurposeOfInterview', 'con_UseOfData', 'con_DataForResearch', 'con_RightToBeForgotten']

const mostCases = 500

/** A file of cases, JSON or CSV. Undefined: it is no such file. */
export function readHtcds(content: Uint8Array): HtcdsFile | undefined {
  const text = Buffer.from(content)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  const raw = /^\s*[[{]/.test(text) ? jsonCases(text) : csvCases(text)
  if (!raw || raw.length === 0 || raw.length > mostCases) return undefined
  const names = new Set(raw.flatMap((one) => Object.keys(one)).map((name) => spellings[name] ?? name))
  const isFirst = consent1.some((name) => names.has(name))
  const known = [...names].filter((name) => fields.has(name))
  if (known.length === 0) return undefined
  const faults: HtcdsFault[] = []
  const cases = raw.map((one, index) =>
    readCase(one, ({ name, kind }, hint) => faults.push({ case: index + 1, field: name, rule: kind, hint })),
  )
  return {
    version: isFirst ? '1.0' : '2.0',
    cases,
    faults,
    unknown: [...names].filter((name) => !fields.has(name) && !consent1.includes(name)),
    missing: htcdsFields
      .filter(({ name, core, deprecated }) => core && !deprecated && !cases.some((one) => name in one))
      .map(({ name }) => name),
  }
}

function readCase(
  raw: Readonly<Record<string, unknown>>,
  fault: (field: HtcdsField, hint: Words) => void,
): HtcdsCase {
  const values: Record<string, HtcdsValue> = {}
  for (const [given, value] of Object.entries(raw)) {
    const name = spellings[given] ?? given
    const field: HtcdsField | undefined = fields.get(name)
    if (!field || isEmpty(value)) continue
    const found = readValue(field, value)
    if ('hint' in found) fault(field, found.hint)
    else values[name] = found.value
  }
  const told = consent1.filter((name) => name in raw)
  // One box that is not ticked leaves the whole not ticked.
  if (told.length > 0 && !('con_Consent' in values))
    values['con_Consent'] = told.every((name) => /^(true|1)$/i.test(String(raw[name]).trim()))
  return values
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

function jsonCases(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const parsed = parse(text)
  const list: unknown = Array.isArray(parsed) ? parsed : isObject(parsed) ? parsed['cases'] : undefined
  return Array.isArray(list) && list.every(isObject) ? list : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function csvCases(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const delimiter = (/^[^\r\n]*/.exec(text)?.[0] ?? '').includes(';') ? ';' : ','
  const splitter = rowSplitter(delimiter, 1_000_000)
  const rows = [...splitter.push(text), ...splitter.end()]
  const [head, ...lines] = rows
  if (!head || rows.some(({ fault }) => fault?.weight === 'rejected')) return undefined
  const names = head.cells.map((cell) => cell.trim())
  return lines.map(({ cells }) =>
    Object.fromEntries(cells.flatMap((cell, at) => (names[at] ? [[names[at], unguarded(cell)]] : []))),
  )
}

/** The apostrophe that keeps a spreadsheet from running a cell is no part of it. */
function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
}
