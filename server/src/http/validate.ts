import Ajv from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

import { Problem } from '../problem.ts'

const options = { strict: true, strictRequired: false, allErrors: false, allowUnionTypes: true } as const
const formats = addFormats as unknown as (ajv: Ajv.default) => Ajv.default

/** Two validators: JSON must be what it says it is; texts of paths and queries are read as numbers where the schema asks. */
const body = formats(new Ajv.default(options))
const text = formats(new Ajv.default({ ...options, coerceTypes: true }))

/** A check that throws a Problem naming the place and the rule. What was sent is not repeated, be it a value or a key nobody declared. */
export function checkOf(part: 'body' | 'query' | 'params', schema: object): (value: unknown) => void {
  const validate: ValidateFunction = (part === 'body' ? body : text).compile(schema)
  return (value) => {
    if (validate(value)) return
    const fault = validate.errors?.[0]
    // A path that can't be an id names nothing: the same answer as an id that is not there.
    if (part === 'params') throw new Problem('not-found')
    const { missingProperty } = (fault?.params ?? {}) as { missingProperty?: string }
    const place = [fault?.instancePath ?? '', missingProperty ?? '']
    throw new Problem(part === 'body' ? 'body-invalid' : 'query-invalid', undefined, [
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
