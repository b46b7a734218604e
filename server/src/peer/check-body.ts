import { createHash } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { messageKinds } from '@shield/contract'
import type { Earlier, Kind, MessageKind } from '@shield/contract'
import Ajv from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { TSchema } from 'typebox'

const ajv = (addFormats as unknown as (one: Ajv.default) => Ajv.default)(new Ajv.default({ strict: false }))
const checks = new Map<TSchema, ValidateFunction>()

/** Has the body the newest form of its kind? */
export function fitsKind(kind: MessageKind, body: unknown): boolean {
  return fits(messageKinds[kind].body, body)
}

/** The form that a message of this schema has, or undefined for one that is not read here. */
export function formOf(kind: MessageKind, schema: number): Earlier | undefined {
  const { schema: newest, body, before }: Kind = messageKinds[kind]
  if (schema === newest) return { schema, body, read: (told) => told, write: (told) => told }
  return before?.schema === schema ? before : undefined
}

/** A body of an earlier form, or of the newest, as the newest says it; undefined when it has not the form it claims. */
export function readForm(form: Earlier, body: Json): Json | undefined {
  return fits(form.body, body) ? (form.read(body) as Json) : undefined
}

function fits(schema: TSchema, body: unknown): boolean {
  let check = checks.get(schema)
  if (!check) checks.set(schema, (check = compile(schema)))
  return check(body) === true
}

export function compile(schema: object): ValidateFunction {
  return ajv.compile(schema)
}

interface Told {
  readonly id: string
  readonly kind: string
  readonly schema: number
  readonly body: Json
}

/** SHA-256 of what both sides hold of a message; its envelope, number and lane may be others next time. */
export function digestOf({ id, kind, schema, body }: Told): Buffer {
  return createHash('sha256').update(canonicalJson({ body, id, kind, schema })).digest()
}
