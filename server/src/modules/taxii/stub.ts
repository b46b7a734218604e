import type { Json } from '@shield/core'

export interface StixObject {
  readonly [key: string]: Json
}

/** Carried by what was taken back: it says to stop using what was fetched before. Its id is fixed for every node. */
export const recallMarking: StixObject = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--7a3f0f0e-5d0c-5b1e-9c55-0d6e6f7f4a11',
  created: '2026-01-01T00:00:00.000Z',
  name: 'SHIELD recall',
  definition_type: 'statement',
  definition: { statement: 'Taken back by its owner: stop using it and what was derived from it.' },
}

const word = 'recalled'
const named: StixObject = { name: word }
const beginning = '1970-01-01T00:00:00.000Z'
/** Ids only: who had the object had them. */
const refs = ['source_ref', 'target_ref', 'relationship_type', 'sighting_of_ref', 'object_refs'] as const

/** What each type may not be without (STIX 2.1 §4–6), said without saying anything. */
const needed: Readonly<Record<string, StixObject>> = {
  'attack-pattern': named,
  campaign: named,
  'course-of-action': named,
  identity: named,
  incident: named,
  infrastructure: named,
  'intrusion-set': named,
  'threat-actor': named,
  tool: named,
  vulnerability: named,
  'extension-definition': { name: word, schema: word, version: '1.0', extension_types: ['new-sdo'] },
  grouping: { context: 'unspecified' },
  indicator: {
    pattern: `[x-shield:recalled = true]`,
    pattern_type: 'stix',
    valid_from: beginning,
  },
  location: { region: 'world' },
  malware: { is_family: false },
  'malware-analysis': { product: word },
  note: { content: word },
  'observed-data': { first_observed: beginning, last_observed: beginning, number_observed: 1 },
  opinion: { opinion: 'neutral' },
  report: { name: word, published: beginning },
  artifact: { mime_type: 'text/plain', payload_bin: '' },
  'autonomous-system': { number: 0 },
  directory: { path: word },
  'domain-name': { value: 'recalled.invalid' },
  'email-addr': { value: 'recalled@recalled.invalid' },
  'email-message': { is_multipart: false },
  file: named,
  'ipv4-addr': { value: '0.0.0.0' },
  'ipv6-addr': { value: '::' },
  'mac-addr': { value: '00:00:00:00:00:00' },
  mutex: named,
  'network-traffic': { protocols: ['ip'] },
  process: { command_line: word },
  software: named,
  url: { value: 'https://recalled.invalid/' },
  'user-account': { account_login: word },
  'windows-registry-key': { key: word },
  'x509-certificate': { subject: word },
  'phone-number': { value: word },
  'cryptocurrency-wallet': { value: word },
}

/**
 * The last version of an object that was taken back: `revoked`, the recall's marking, and no content. Observables have no such
 * property in STIX 2.1; theirs is read by whoever looks for it, and kept by whoever does not.
 */
export function revokedStub(last: StixObject, modified: string): StixObject {
  const type = String(last['type'])
  const kept = refs.flatMap((key): [string, Json][] => (last[key] === undefined ? [] : [[key, last[key]]]))
  return {
    type,
    spec_version: '2.1',
    id: last['id'] as string,
    ...(last['created'] === undefined ? {} : { created: last['created'], modified }),
    ...needed[type],
    ...Object.fromEntries(kept),
    ...(last['extensions'] !== undefined && isNewType(last['extensions'])
      ? { extensions: last['extensions'] }
      : {}),
    revoked: true,
    object_marking_refs: [recallMarking['id'] as string],
  }
}

/** The extension that makes a type what it is carries nothing but that. */
function isNewType(extensions: Json): boolean {
  return Object.values(extensions as StixObject).every(
    (one) => Object.keys(one as StixObject).join() === 'extension_type',
  )
}
