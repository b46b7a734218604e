import Ajv from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

import { Problem } from '../problem.ts'
import { unstorableAt } from '../storable.ts'

const options = { strict: true, strictRequired: false, allErrors: false, allowUnionTypes: true } as const

/** Every moment can be told to PostgreSQL, and so can the day after it: no year 0, no 9999, no leap second. */
const isKept = (text: string): boolean => !/^(0000|9999)/.test(text) && !Number.isNaN(Date.parse(text))

function formats(ajv: Ajv.default): Ajv.default {
  const every = addFormats as unknown as (ajv: Ajv.default) => Ajv.default
  every(ajv)
  for (const name of ['date', 'date-time']) {
    const { validate } = ajv.formats[name] as { readonly validate: (text: string) => boolean }
    ajv.addFormat(name, (text: string) => validate(text) && isKept(text))
  }
  // Blanks at the ends are cut before a text is kept: a name of blanks is no name.
  return ajv.removeKeyword('minLength').addKeyword({
    keyword: 'minLength',
    type: 'string',
    schemaType: 'number',
    validate: (least: number, text: string) => [...text.trim()].length >= least,
    error: { message: ({ schema }) => `must have at least ${String(schema)} characters beside blanks` },
  })
}

/** Two validators: JSON must be what it says it is; texts of paths and queries are read as numbers where the schema asks. */
const body = formats(new Ajv.default(options))
const text = formats(new Ajv.default({ ...options, coerceTypes: true }))

const noText = {
  rule: 'text',
  hint: {
    en: 'Take out what is no character, U+0000 or half of a pair, and send it again',
    th: 'โปรดนำอักขระที่ใช้ไม่ได้ออก (U+0000 หรืออักขระที่ขาดคู่) แล้วส่งใหม่',
  },
} as const

/** A check that throws a Problem naming the place and the rule. What was sent is not repeated, be it a value or a key nobody declared. */
export function checkOf(part: 'body' | 'query' | 'params', schema: object): (value: unknown) => void {
  const validate: ValidateFunction = (part === 'body' ? body : text).compile(schema)
  return (value) => {
    const isValid = validate(value)
    const unstorable = isValid ? unstorableAt(value) : undefined
    if (isValid && unstorable === undefined) return
    // A path that can't be an id names nothing: the same answer as an id that is not there.
    if (part === 'params') throw new Problem('not-found')
    const code = part === 'body' ? 'body-invalid' : 'query-invalid'
    if (unstorable !== undefined)
      throw new Problem(code, undefined, [{ ...noText, pointer: unstorable.slice(0, 200) }])
    const fault = validate.errors?.[0]
    const { missingProperty } = (fault?.params ?? {}) as { missingProperty?: string }
    const place = [fault?.instancePath ?? '', missingProperty ?? '']
    throw new Problem(code, undefined, [
      {
        pointer: place
          .filter((step) => step !== '')
          .join('/')
          .slice(0, 200),
        rule: fault?.keyword ?? 'schema',
        hint: fault?.message ?? '',
      },
    ])
  }
}
