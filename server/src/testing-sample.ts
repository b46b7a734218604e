import { randomUUID } from 'node:crypto'

import type { Route } from '@shield/contract'

/** JSON schema as typebox writes it. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
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
  codes: 'protectedPerson',
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
  service: 'service',
  releases: 'release',
  returns: 'returnCase',
}

/** Which row the id of a path is, by the word before it. */
const pathNames: Readonly<Record<string, string>> = {
  entities: 'entity',
  records: 'record',
  judgements: 'judgement',
  imports: 'batch',
  releases: 'release',
  permissions: 'permission',
  agreements: 'agreement',
  'agreement-versions': 'version',
  'recall-orders': 'order',
  changes: 'change',
  proposals: 'proposal',
  agreed: 'exportRequest',
  questions: 'question',
  watches: 'watch',
  leads: 'lead',
  tickets: 'ticket',
  asks: 'ask',
  grants: 'grant',
  people: 'person',
  events: 'event',
  alarms: 'alarm',
  feeds: 'feed',
  partners: 'agreement',
  matches: 'match',
  requests: 'request',
  hits: 'hit',
  arrivals: 'arrival',
  contacts: 'contact',
  places: 'place',
  protected: 'protectedPerson',
  referrals: 'referral',
  services: 'service',
  consent: 'consentEntry',
  restrictions: 'restriction',
  shares: 'share',
  interviews: 'interview',
  determinations: 'determination',
  packs: 'pack',
  'break-glass': 'glass',
  complaints: 'complaint',
  corrections: 'correction',
  evacuations: 'evacuation',
  erasures: 'erasure',
  findings: 'finding',
  holds: 'hold',
  'quality-checks': 'qualityCheck',
  returns: 'returnCase',
  'return-overrides': 'returnOverride',
  'return-batches': 'returnBatch',
  consular: 'consularMatter',
  'case-releases': 'caseRelease',
  'figure-releases': 'figureRelease',
}

/** Values that no schema tells. */
const fixed: Readonly<Record<string, unknown>> = {
  wish: { edit: { noCourtUse: true } },
  q: 'Guarded',
  zone: 'UTC',
  content: Buffer.from('name,passport\nGuarded Listed,XX1234567\n').toString('base64'),
  // Which of two answers holds.
  seen: { health: 'soon' },
  settled: { health: 'well' },
  seal: '0'.repeat(32),
  peer: 'ph',
  recipient: 'th-bfm',
  language: 'my',
  personLanguage: 'my',
  officerLanguage: 'th',
  organisations: ['th-msd', 'th-bfm'],
  toldOfReview: true,
  comeBack: '0000-0000-0000-0000-0000',
  // Of the country's list.
  offence: 'fraud',
  digest: 'a'.repeat(64),
  // A stream without an end has no answer to compare.
  once: true,
  // Of a key log, as they are read out.
  digits: '0'.repeat(40),
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
    if (name === 'code') return idOf('protectedPerson', route.name)
    // What a package of a referral holds; of a receipt it is an object.
    if (name === 'items' && schema.type === 'array') return ['triage.speaks']
    if (name === 'act' && route.name === 'careAct') return { kind: 'review', nextOn: '2098-01-01' }
    if (name === 'acts')
      return route.name === 'interviewAct'
        ? [{ id: randomUUID(), at: '2026-05-12T02:00:00Z', act: { kind: 'pause' } }]
        : [
            {
              ...{ id: randomUUID(), code: idOf('protectedPerson', route.name) },
              ...{ at: '2026-05-12T02:00:00Z', triage: { wish: 'rest' } },
            },
          ]
    if (schema.const !== undefined) return schema.const
    if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, name)
    // Of the formats of an export only a table is the same bytes each time.
    if (schema.enum) return schema.enum.includes('csv') ? 'csv' : schema.enum[0]
    if (schema.type === 'object') return sampleObject(schema)
    if (schema.type === 'array') return (schema.minItems ?? 0) > 0 ? [sample(schema.items ?? {}, name)] : []
    if (schema.type === 'boolean') return false
    if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
    // The state of a track: a word of a closed list, whatever its field is called.
    if (schema.pattern === '^[a-z-]{2,30}$') return 'asked'
    const kind = idNames[name]
    if (kind !== undefined) return idOf(kind, route.name)
    // A month.
    if (schema.pattern?.startsWith('^20\\d{2}-') === true) return '2026-05'
    if (schema.format === 'date') return '2098-01-01'
    if (schema.format === 'date-time') return '2098-01-01T00:00:00Z'
    return 'a'.repeat(Math.max(schema.minLength ?? 0, 8))
  }
  const sampleObject = (schema: Schema): Record<string, unknown> => {
    const wanted = Object.entries(schema.properties ?? {}).filter(
      ([name, one]) =>
        (schema.required ?? []).includes(name) ||
        name === 'reason' ||
        name === 'once' ||
        (name === 'entities' && one.type === 'array'),
    )
    return Object.fromEntries(wanted.map(([name, one]) => [name, sample(one, name)]))
  }
  const params: Record<string, string> = {}
  for (const found of route.path.matchAll(/([\w-]+)\/:(\w+)/g)) {
    const [, before = '', name = ''] = found
    const kind = pathNames[before]
    // A partner is named by the code of its node.
    if (name === 'node') params[name] = 'ph'
    else if (name === 'offence')
      // One that somebody else has assessed waits for a second person.
      params[name] = idOf(route.name === 'punishmentSecond' ? 'assessedOffence' : 'offence', route.path)
    else if (name === 'indicator') params[name] = 'CD01'
    else if (name === 'set') params[name] = 'ilo-ec-2009'
    else if (name === 'language') params[name] = 'my'
    else params[name] = kind === undefined ? 'none' : idOf(kind, route.path)
  }
  const { query, body } = route.shapes as { readonly query?: Schema; readonly body?: Schema }
  return {
    params,
    query: query ? sampleObject(query) : {},
    body: body ? sample(body, 'body') : undefined,
    names,
  }
}
