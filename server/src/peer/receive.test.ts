import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import type { Json } from '@shield/core'
import { people } from '@shield/world'
import { CompactSign } from 'jose'

import type { Node } from '../context.ts'
import { loadKeys } from '../keys.ts'
import { templateMarking } from '../marking-template.ts'
import { openEnvelope, seal } from '../modules/exchange/index.ts'
import type { Message } from '../modules/exchange/index.ts'
import { addPartner } from '../testing-guard.ts'
import { get } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { registerPeerRoutes } from './index.ts'

let th: TestNode
let ph: Node
let stranger: Node
let agreement: string
let ended: string
let sequence = 0

before(async () => {
  th = await createTestNode('th')
  registerPeerRoutes(th.app, th.node)
  agreement = await addPartner(th.node)
  ended = await addPartner(th.node, { validFrom: '2019-01-01', validUntil: '2020-01-01' })
  const keysIn = (name: string): ReturnType<typeof loadKeys> =>
    loadKeys(join(th.node.config.dataFolder, name))
  ph = { ...th.node, name: 'ph', keys: await keysIn('keys-of-ph') }
  stranger = { ...th.node, name: 'ph', keys: await keysIn('keys-of-a-stranger') }
})
after(() => th.close())

const marking = {
  ...templateMarking('node', { node: 'ph', organisation: 'ph-wdk', organisationKind: 'police' }),
  releasedTo: ['node:th'],
  purposes: ['investigation'] as const,
}

interface Body {
  readonly [name: string]: Json
}

function releaseBody(changes: Readonly<Record<string, unknown>> = {}): Body {
  return {
    ...{ release: newId(), agreement, organisation: 'ph-wdk', purpose: 'investigation' },
    legalBasis: 'Test agreement, article 1',
    package: {
      ...{ entity: newId(), kind: 'Person', marking },
      statements: [{ property: 'name', value: 'Bayani Salvador', grade: 'B2' }],
    },
    ...changes,
  } as unknown as Body
}

function message(kind: Message['kind'], body: unknown, changes: Partial<Message> = {}): Message {
  return {
    ...{ protocol: 1, id: newId(), from: 'ph', to: 'th', sequence: sequence + 1, kind },
    at: th.node.now().toISOString(),
    body: body as Json,
    ...changes,
  }
}

async function post(envelope: string, from = 'ph'): Promise<{ status: number; text: string }> {
  const answer = await th.app.inject({
    method: 'POST',
    url: '/peer/v1/envelopes',
    headers: { 'content-type': 'application/jose', 'shield-node': from },
    payload: envelope,
  })
  return { status: answer.statusCode, text: answer.body }
}

/** Sends what the partner has signed; gives what the receipt says. */
async function send(what: Message): Promise<string> {
  // Signed as another maker's node might: in no canonical form, and with whatever is in it.
  const signed = new CompactSign(new TextEncoder().encode(JSON.stringify(what)))
  const envelope = await signed.setProtectedHeader({ alg: 'EdDSA' }).sign(ph.keys.envelope.privateKey)
  const answer = await post(envelope)
  assert.equal(answer.status, 200, answer.text)
  sequence += 1
  const receipt = await openEnvelope(answer.text, {
    ...{ from: 'th', to: 'ph' },
    key: th.node.keys.envelope.publicKey,
  })
  return String((receipt?.body as { outcome?: string } | undefined)?.outcome)
}

/** Every row of every table but those that note that somebody knocked. */
async function everything(): Promise<string> {
  const { pool } = th.node.database
  const tables = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition
       and relname not like 'audit%' order by relname`,
  )
  const parts = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const found = await pool.query<{ hash: string }>(
        `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from "${name}" t`,
      )
      return `${name} ${found.rows[0]?.hash}`
    }),
  )
  assert.ok(parts.length > 25, 'few tables were compared')
  return parts.join('\n')
}

async function finds(text: string): Promise<number> {
  await th.node.search.upToDate()
  const headers = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
  return (await get(th, headers, 'searchRun', { query: { q: text } })).count ?? 0
}

test('an envelope that was touched, signed by another, or meant for another changes nothing', async () => {
  const good = message('release', releaseBody())
  const sealed = await seal(ph, good)
  const [head = '', payload = '', signature = ''] = sealed.split('.')
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const touched = Object.keys(good).map((key) => {
    const value = (good as unknown as Record<string, unknown>)[key]
    const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : {}
    return `${head}.${encode({ ...good, [key]: other })}.${signature}`
  })
  const before_ = await everything()
  const refused: readonly (readonly [string, string, string?])[] = [
    ...touched.map((text) => ['a field touched', text] as const),
    ['signature cut', `${head}.${payload}.${signature.slice(0, -4)}`],
    ['payload cut', `${head}.${payload.slice(0, -7)}.${signature}`],
    ['cut in the middle', sealed.slice(0, sealed.length / 2)],
    ['nothing', ''],
    ['no signature', `${encode({ alg: 'none' })}.${payload}.`],
    ['another algorithm', `${encode({ alg: 'HS256' })}.${payload}.${signature}`],
    ['signed by a stranger', await seal(stranger, good)],
    ['meant for another', await seal(ph, { ...good, to: 'mm' })],
    ['said to be from another', await seal(ph, { ...good, from: 'mm' })],
    ['from a node nobody knows', sealed, 'mm'],
    ['from nobody', sealed, ''],
    ['a receipt nobody waits for', await seal(ph, { ...good, kind: 'receipt' })],
    ['no such kind', await seal(ph, { ...good, kind: 'order' as never })],
    ['no body', await seal(ph, { ...good, body: null })],
    ['no time', await seal(ph, { ...good, at: 'soon' })],
    ['another protocol', await seal(ph, { ...good, protocol: 2 as never })],
  ]
  for (const [what, envelope, from] of refused) {
    const answer = await post(envelope, from)
    assert.deepEqual(answer, { status: 403, text: '' }, what)
  }
  assert.equal(await everything(), before_)
  const plain = await th.app.inject({ method: 'POST', url: '/peer/v1/envelopes', payload: { a: 1 } })
  assert.equal(plain.statusCode, 403)
  assert.equal(await send(good), 'applied', 'the same envelope untouched is taken')
})

test('a replayed envelope is answered as before and changes nothing; one out of turn waits', async () => {
  const first = message('release', releaseBody())
  const sealed = await seal(ph, first)
  const answer = await post(sealed)
  sequence += 1
  const before_ = await everything()
  assert.deepEqual(await post(sealed), answer)
  const again = await post(await seal(ph, { ...first, body: releaseBody() }))
  assert.deepEqual(again, answer, 'its number with another body is its number')
  const early = await post(await seal(ph, message('release', releaseBody(), { sequence: sequence + 5 })))
  assert.deepEqual(early, { status: 409, text: String(sequence + 1) })
  assert.equal(await everything(), before_)
})

test('what is signed but not agreed is refused, receipted, and brings in nothing', async () => {
  const contents = releaseBody()['package'] as unknown as Record<string, Json>
  const of = (changes: object): Body => releaseBody({ package: { ...contents, ...changes } })
  const marked = (changes: object): Body => of({ marking: { ...marking, ...changes } })
  const statements = (one: object): Body =>
    of({ statements: [{ property: 'name', value: 'X', grade: 'B2', ...one }] })
  const unlawful: Readonly<Record<string, unknown>> = {
    'an agreement that has ended': releaseBody({ agreement: ended }),
    'an agreement nobody signed': releaseBody({ agreement: newId() }),
    'no agreement': releaseBody({ agreement: 'x' }),
    'a purpose not agreed': releaseBody({ purpose: 'victim-protection' }),
    'a marking for a purpose not agreed': marked({ purposes: ['victim-protection'] }),
    'a marking of another node': marked({ node: 'th' }),
    'a marking of another owner': marked({ organisation: 'ph-mwo' }),
    'an owner of this node': releaseBody({
      organisation: 'th-aht',
      package: { ...contents, marking: { ...marking, organisation: 'th-aht' } },
    }),
    'an audience beyond this node': marked({ releasedTo: ['node:th', 'node:mm'] }),
    'no audience': marked({ releasedTo: [] }),
    'recalled already': marked({ recalled: true }),
    'a kind nobody knows': of({ kind: 'Ghost' }),
    'a property nobody knows': statements({ property: 'soul' }),
    'a key nobody declared': of({ more: true }),
    'half a surrogate': statements({ value: 'a\ud800b' }),
    'a NUL': statements({ value: 'a\0b' }),
    'a NUL in its reasons': releaseBody({ legalBasis: 'a\0b' }),
    'a well without a bottom': {
      ...releaseBody(),
      well: JSON.parse('['.repeat(4000) + ']'.repeat(4000)) as Json,
    },
    'a day that is none': releaseBody({ expiresOn: '2026-99-99' }),
    'no release': { ...releaseBody(), release: 7 },
    'a list': [],
  }
  const rows = async (): Promise<string> =>
    JSON.stringify(
      (
        await th.node.database.pool.query(
          `select (select count(*) from entity) as e, (select count(*) from statement) as s, (select count(*) from release) as r,
           (select count(*) from batch) as b, (select count(*) from source) as o, (select count(*) from record) as d`,
        )
      ).rows,
    )
  const before_ = await rows()
  for (const [what, body] of Object.entries(unlawful)) {
    assert.equal(await send(message('release', body)), 'refused', what)
    assert.equal(await rows(), before_, what)
  }
  assert.equal(await send(message('release', releaseBody())), 'applied', 'and the line behind them moves on')
})

test('a recall hides at once, twice is once, and outlives what comes after it', async () => {
  const body = releaseBody({
    package: {
      ...(releaseBody()['package'] as unknown as object),
      statements: [{ property: 'name', value: 'Dalisay Recalled', grade: 'B2' }],
    },
  })
  const release = String(body['release'])
  assert.equal(await send(message('release', body)), 'applied')
  assert.equal(await finds('Dalisay Recalled'), 1)
  assert.equal(await send(message('recall', { release })), 'recalled')
  assert.equal(await finds('Dalisay Recalled'), 0)
  assert.equal(await send(message('recall', { release })), 'recalled')
  assert.equal(await send(message('release', body)), 'refused', 'the old version does not come back')
  const early = releaseBody()
  assert.equal(await send(message('recall', { release: early['release'] })), 'recalled')
  assert.equal(await send(message('release', early)), 'refused', 'a recall that came first stands')
  assert.equal(await finds('Dalisay Recalled'), 0)
})

test('nobody recalls what another partner released', async () => {
  const body = releaseBody()
  assert.equal(await send(message('release', body)), 'applied')
  await th.node.database.pool.query(
    `insert into peer (node, name_en, name_th, address, public_key) select 'mm', 'Third', 'สาม', address, $1 from peer where node = 'ph'`,
    [JSON.stringify(stranger.keys.envelope.publicKey.export({ format: 'jwk' }))],
  )
  const third = { ...stranger, name: 'mm' }
  const recall = message('recall', { release: body['release'] }, { from: 'mm', sequence: 1 })
  assert.equal((await post(await seal(third, recall), 'mm')).status, 200)
  const state = await th.node.database.pool.query<{ state: string }>(
    'select state from release where id = $1',
    [body['release']],
  )
  assert.equal(state.rows[0]?.state, 'applied')
})

test('the releases of a suspended partner are refused, its recalls are done', async () => {
  const body = releaseBody()
  assert.equal(await send(message('release', body)), 'applied')
  await th.node.database.pool.query(`update peer set suspended_at = now() where node = 'ph'`)
  assert.equal(await send(message('release', releaseBody())), 'refused')
  assert.equal(await send(message('recall', { release: body['release'] })), 'recalled')
})
