import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { newId } from '#store/identifier.ts'
import type { Marking } from '@shield/core'

import type { Node } from '../../context.ts'
import type { TemplateName } from '../../marking-template.ts'
import { addClient } from '../identity/index.ts'
import { importFile } from '../intake/index.ts'
import { followOutlet } from '../outlet/index.ts'
import type { TestNode } from '../../testing.ts'
import { openCollection } from './collection.ts'
import { followCollections } from './follow.ts'

export interface TestClient {
  readonly id: string
  readonly secret: string
  readonly collection: string
  /** Addresses under the collection. */
  readonly path: string
}

/** A client of th-aht with its collection filled. */
export async function addTestClient(
  node: Node,
  markings: readonly TemplateName[],
  options: { readonly write?: boolean; readonly organisation?: string } = {},
): Promise<TestClient> {
  const { write = false, organisation = 'th-aht' } = options
  const made = await node.database.inTransaction((tx) =>
    addClient(
      { tx, node, now: node.now(), requestId: newId() },
      { name: 'tool', door: 'taxii', organisation, markings, write },
    ),
  )
  const { id, secret } = made ?? assert.fail('no such organisation')
  const collection = await openCollection(node, id)
  return { id, secret, collection, path: `/taxii2/shield/collections/${collection}` }
}

export interface TaxiiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly json: Record<string, never> & {
    readonly objects?: readonly StixLike[]
    readonly more?: boolean
    readonly next?: string
    readonly versions?: readonly string[]
  }
}

interface StixLike {
  readonly id: string
  readonly type: string
  readonly name?: string
  readonly modified?: string
  readonly revoked?: boolean
  readonly [key: string]: unknown
}

export function basicOf({ id, secret }: TestClient): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
}

/** Asks the door as a client would. */
export async function askTaxii(
  th: TestNode,
  client: TestClient,
  path: string,
  options: {
    readonly method?: 'GET' | 'POST' | 'DELETE'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  } = {},
): Promise<TaxiiAnswer> {
  const answer = await th.app.inject({
    method: options.method ?? 'GET',
    url: path,
    headers: {
      accept: 'application/taxii+json;version=2.1',
      authorization: basicOf(client),
      ...(options.body === undefined ? {} : { 'content-type': 'application/taxii+json;version=2.1' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { payload: options.body }),
  })
  const json = (answer.body.startsWith('{') ? JSON.parse(answer.body) : {}) as TaxiiAnswer['json']
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, json }
}

/** Somebody as another tool would write him. */
export function identity(
  name: string,
  at = '2026-01-02T03:04:05.000Z',
  id: string = randomUUID(),
): { readonly id: string } {
  return {
    ...{ type: 'identity', spec_version: '2.1', id: `identity--${id}`, created: at, modified: at },
    ...{ name, identity_class: 'individual' },
  }
}

/** Imports STIX objects under a block. */
export async function importStix(
  { node }: TestNode,
  marking: Marking,
  objects: readonly object[],
  sourceName = 'STIX',
): Promise<string> {
  const path = join(node.config.dataFolder, `${newId()}.json`)
  await writeFile(path, JSON.stringify({ type: 'bundle', id: `bundle--${newId()}`, objects }))
  const done = await importFile(node, {
    ...{ path, fileName: 'stix.json', format: 'stix', sourceName, marking },
    ...{ organisation: marking.organisation, purpose: 'investigation' },
  })
  assert.equal(done.state, 'done')
  return done.id
}

/** Until every collection has what committed so far. */
export async function follow({ node }: TestNode): Promise<void> {
  await followOutlet(node)
  await followCollections(node)
}
