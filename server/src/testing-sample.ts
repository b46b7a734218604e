import type { Route } from '@shield/contract'

/** JSON schema as typebox writes it. */
interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly format?: string
}

/** Names in bodies and queries that stand for a row, and which row. */
const idNames: Readonly<Record<string, string>> = {
  entity: 'entity',
  entities: 'entity',
  id: 'entity',
  ids: 'entity',
  nodes: 'entity',
  left: 'entity',
  right: 'other',
  from: 'entity',
  to: 'other',
  person: 'person',
  record: 'record',
  source: 'source',
  statements: 'statement',
  agreement: 'agreement',
}

/** Which row the id of a path is, by the word before it. */
const pathNames: Readonly<Record<string, string>> = {
  entities: 'entity',
  records: 'record',
  judgements: 'judgement',
  imports: 'batch',
  releases: 'release',
  changes: 'change',
  proposals: 'proposal',
  questions: 'question',
  watches: 'watch',
  leads: 'lead',
  tickets: 'ticket',
  asks: 'ask',
  grants: 'grant',
  people: 'person',
  events: 'event',
}

/** Values that no schema tells. */
const fixed: Readonly<Record<string, unknown>> = {
  wish: { edit: { noCourtUse: true } },
  q: 'Guarded',
  zone: 'UTC',
}

export interface Sampled {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** Kinds of rows the request names. */
  readonly names: ReadonlySet<string>
}

/** A request that a route's own schemas accept, about the rows with these ids. A row it knows no id of is an error: the matrix has to be taught. */
export function sampleRequest(route: Route, ids: Readonly<Record<string, string>>): Sampled {
  const names = new Set<string>()
  const idOf = (name: string, where: string): string => {
    const id = ids[name]
    if (id === undefined) throw new Error(`the matrix has no id for ${name} of ${where}`)
    names.add(name)
    return id
  }
  const sample = (schema: Schema, name: string): unknown => {
    if (name in fixed) return fixed[name]
    if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, name)
    // Of the formats of an export only a table is the same bytes each time.
    if (schema.enum) return schema.enum.includes('csv') ? 'csv' : schema.enum[0]
    if (schema.type === 'object') return sampleObject(schema)
    if (schema.type === 'array') return (schema.minItems ?? 0) > 0 ? [sample(schema.items ?? {}, name)] : []
    if (schema.type === 'boolean') return false
    if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
    const kind = idNames[name]
    if (kind !== undefined) return idOf(kind, route.name)
    if (schema.format === 'date') return '2098-01-01'
    return 'a'.repeat(Math.max(schema.minLength ?? 0, 8))
  }
  const sampleObject = (schema: Schema): Record<string, unknown> => {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([name, one]) =>
        (schema.required ?? []).includes(name) ||
        name === 'reason' ||
        (name === 'entities' && one.type === 'array'),
    )
    return Object.fromEntries(wanted.map(([name, one]) => [name, sample(one, name)]))
  }
  const params: Record<string, string> = {}
  for (const found of route.path.matchAll(/([\w-]+)\/:(\w+)/g)) {
    const [, before = '', name = ''] = found
    const kind = pathNames[before]
    params[name] = kind === undefined ? 'none' : idOf(kind, route.path)
  }
  const { query, body } = route.shapes as { readonly query?: Schema; readonly body?: Schema }
  return {
    params,
    query: query ? sampleObject(query) : {},
    body: body ? sampleObject(body) : undefined,
    names,
  }
}
