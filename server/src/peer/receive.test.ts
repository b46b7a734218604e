import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import type { Json } from '@shield/core'
import { people } from '@shield/world'
import { CompactEncrypt } from 'jose'

import { templateMarking } from '../marking-template.ts'
import { addPartner } from '../testing-guard.ts'
import { get } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { decrypt, encryptFor, signContent } from './envelope.ts'
import { registerPeerRoutes } from './index.ts'
import { envelope, knock, makePartner, message, seal, send as sendTo, tell } from './testing.ts'
import type { Partner } from './testing.ts'

let th: TestNode
let ph: Partner
let stranger: Partner
let agreement: string
let ended: string

before(async () => {
  th = await createTestNode('th')
  registerPeerRoutes(th.app, th.node)
  agreement = await addPartner(th.node)
  ended = await addPartner(th.node, { validFrom: '2019-01-01', validUntil: '2020-01-01' })
  ph = await makePartner(th, 'ph', 'keys-of-ph')
  stranger = await makePartner(th, 'ph', 'keys-of-a-stranger')
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
      entities: [
        {
          ...{ entity: newId(), kind: 'Person' },
          statements: [{ property: 'name', value: 'Bayani Salvador', grade: 'B2' }],
        },
      ],
      ...{ links: [], marking },
    },
    ...changes,
  } as unknown as Body
}

const send = (what: ReturnType<typeof message>): Promise<string> => tell(ph, th, what)

/** Every row of every table but those that note that somebody knocked. */
async function everything(...but: readonly string[]): Promise<string> {
  const { pool } = th.node.database
  const tables = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition
       and relname not like 'audit%' order by relname`,
  )
  const parts = await Promise.all(
    tables.rows
      .filter(({ name }) => !but.includes(name))
      .map(async ({ name }) => {
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

test('S16 signature check that does not stop: an envelope that was touched, signed by another, or meant for another changes nothing', async () => {
  const good = envelope(ph, [message('release', releaseBody())])
  const signed = await signContent(ph.node, good)
  const sealed = await encryptFor(th.node.keys.encryption.publicKey, signed)
  const { payload, signatures } = JSON.parse(signed) as { payload: string; signatures: object[] }
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const encrypted = (jws: unknown): Promise<string> =>
    encryptFor(th.node.keys.encryption.publicKey, typeof jws === 'string' ? jws : JSON.stringify(jws))
  const touched: [string, string][] = []
  for (const key of Object.keys(good)) {
    const value = (good as unknown as Record<string, unknown>)[key]
    const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : {}
    touched.push([
      `${key} touched`,
      await encrypted({ payload: encode({ ...good, [key]: other }), signatures }),
    ])
  }
  const [head = '', key = '', iv = '', cipher = '', tag = ''] = sealed.split('.')
  const wrongTag = `${tag.startsWith('A') ? 'B' : 'A'}${tag.slice(1)}`
  const before_ = await everything()
  const refused: readonly (readonly [string, string])[] = [
    ...touched,
    ['the tag touched', [head, key, iv, cipher, wrongTag].join('.')],
    ['the cipher text cut', [head, key, iv, cipher.slice(0, -8), tag].join('.')],
    ['the key of another envelope', [head, key.slice(0, -1), iv, cipher, tag].join('.')],
    ['the payload cut', await encrypted({ payload: payload.slice(0, -7), signatures })],
    ['cut in the middle', sealed.slice(0, sealed.length / 2)],
    ['nothing', ''],
    ['not encrypted', signed],
    ['no signature', await encrypted({ payload, signatures: [] })],
    [
      'an algorithm that signs nothing',
      await encrypted({ payload, signatures: [{ protected: encode({ alg: 'none' }), signature: '' }] }),
    ],
    [
      'encrypted with a password',
      await new CompactEncrypt(Buffer.from(signed))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(Buffer.alloc(32, 1)),
    ],
    ['signed by a stranger', await seal(stranger.node, th.node, good)],
    ['encrypted for another', await seal(ph.node, stranger.node, good)],
    ['meant for another', await seal(ph.node, th.node, { ...good, to: 'mm' })],
    ['said to be from another', await seal(ph.node, th.node, { ...good, from: 'mm' })],
    ['said to be from this node', await seal(ph.node, th.node, { ...good, from: 'th' })],
    ['no message', await seal(ph.node, th.node, { ...good, messages: [] })],
    [
      'too many messages',
      await seal(ph.node, th.node, { ...good, messages: Array(101).fill(good.messages[0]) }),
    ],
    ['no time', await seal(ph.node, th.node, { ...good, created: 'soon' })],
    ['no such lane', await seal(ph.node, th.node, { ...good, lane: 'express' })],
    [
      'an answer nobody waits for',
      await seal(ph.node, th.node, { ...good, answers: newId(), messages: undefined }),
    ],
  ]
  for (const [what, text] of refused) assert.deepEqual(await knock(th, text), { status: 403, text: '' }, what)
  assert.equal(await everything(), before_)
  const plain = await th.app.inject({ method: 'POST', url: '/peer/v2/envelopes', payload: { a: 1 } })
  assert.equal(plain.statusCode, 403)
  const { receipts } = await sendTo(ph, th, good)
  assert.equal(receipts[0]?.state, 'applied', 'the same envelope untouched is taken')
})

test('what is sent again is answered again and not done again; what is out of turn waits', async () => {
  const first = envelope(ph, [message('release', releaseBody()), message('release', releaseBody())])
  const answer = await sendTo(ph, th, first)
  assert.deepEqual(
    answer.receipts.map((one) => one.state),
    ['applied', 'applied'],
  )
  const before_ = await everything('answer')
  const again = await sendTo(ph, th, first)
  assert.deepEqual(again.receipts, answer.receipts)
  const other = await sendTo(ph, th, { ...first, messages: [message('release', releaseBody())] })
  assert.deepEqual(other.receipts, [], 'a number that was taken is not taken for another message')
  const early = await sendTo(
    ph,
    th,
    envelope(ph, [message('release', releaseBody())], { first: answer.expected + 5 }),
  )
  assert.deepEqual([early.fault, early.expected, early.receipts], ['gap', answer.expected, []])
  assert.equal(await everything('answer'), before_)
})

test('what the node received on its wire is read by nobody else', async () => {
  const text = await seal(ph.node, th.node, envelope(ph, [message('release', releaseBody())]))
  assert.equal(await decrypt(stranger.node, text), undefined)
  assert.doesNotMatch(Buffer.from(text.split('.')[3] ?? '', 'base64url').toString('latin1'), /Bayani/)
})

test('what is signed but not agreed is refused, receipted, and brings in nothing', async () => {
  const contents = releaseBody()['package'] as unknown as Record<string, Json>
  const of = (changes: object): Body => releaseBody({ package: { ...contents, ...changes } })
  const marked = (changes: object): Body => of({ marking: { ...marking, ...changes } })
  const entity = {
    entity: newId(),
    kind: 'Person',
    statements: [{ property: 'name', value: 'X', grade: 'B2' }],
  }
  const entities = (...changes: object[]): Body =>
    of({ entities: changes.map((one) => ({ ...entity, ...one })) })
  const statements = (one: object): Body =>
    entities({ statements: [{ property: 'name', value: 'X', grade: 'B2', ...one }] })
  const other = newId()
  const links = (...changes: object[]): Body =>
    of({
      entities: [entity, { ...entity, entity: other }],
      links: changes.map((one) => ({
        link: newId(),
        kind: 'Holder',
        from: entity.entity,
        to: other,
        ...one,
      })),
    })
  const link = newId()
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
    'a kind nobody knows': entities({ kind: 'Ghost' }),
    'one entity twice': entities({}, {}),
    'a link whose end is not in it': links({ to: newId() }),
    'a good link and one whose end is not in it': links({}, { from: newId() }),
    'a link of a thing with itself': links({ to: entity.entity }),
    'one link twice': links({ link }, { link }),
    'a link of a kind nobody knows': links({ kind: 'Bewitches' }),
    'more entities than a package has': of({
      entities: Array.from({ length: 101 }, () => ({ ...entity, entity: newId() })),
    }),
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
      entities: [
        {
          ...{ entity: newId(), kind: 'Person' },
          statements: [{ property: 'name', value: 'Dalisay Recalled', grade: 'B2' }],
        },
      ],
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

test('S17 trust in an owner that the sender names: nobody recalls what another partner released', async () => {
  const body = releaseBody()
  assert.equal(await send(message('release', body)), 'applied')
  await th.node.database.pool.query(
    `insert into peer (node, name_en, name_th, address, public_key, encryption_key) select 'mm', 'Third', 'สาม', address, $1, $2 from peer where node = 'ph'`,
    [stranger.node.keys.envelope, stranger.node.keys.encryption].map((key) =>
      JSON.stringify(key.publicKey.export({ format: 'jwk' })),
    ),
  )
  const third: Partner = { node: { ...stranger.node, name: 'mm' }, next: { urgent: 1, ordinary: 1 } }
  assert.equal(await tell(third, th, message('recall', { release: body['release'] })), 'recalled')
  const state = await th.node.database.pool.query<{ state: string }>(
    'select state from release where id = $1',
    [body['release']],
  )
  assert.equal(state.rows[0]?.state, 'applied')
})

test('S1 caller identity taken from the request: who sent it is who signed it, whatever the head says', async () => {
  const body = releaseBody()
  const text = await seal(ph.node, th.node, envelope(ph, [message('release', body)]))
  for (const name of ['mm', 'th', "ph' or true", '']) {
    const answer = await th.app.inject({
      method: 'POST',
      url: '/peer/v2/envelopes',
      headers: { 'content-type': 'application/jose', 'shield-node': name, authorization: `Bearer ${name}` },
      payload: text,
    })
    assert.equal(answer.statusCode, 200)
  }
  const found = await th.node.database.pool.query<{ peer: string }>(
    'select peer from release where id = $1',
    [body['release']],
  )
  assert.deepEqual(found.rows, [{ peer: 'ph' }], 'once, and from the one whose key it was')
  ph.next.ordinary += 1
})

test('S9 local ids in federation: one id from two partners is two messages, each with its own receipt', async () => {
  const third: Partner = { node: { ...stranger.node, name: 'mm' }, next: { urgent: 2, ordinary: 1 } }
  const same = newId()
  const release = newId()
  for (const one of [ph, third])
    assert.equal(await tell(one, th, message('recall', { release }, { id: same })), 'recalled')
  const taken = await th.node.database.pool.query<{ peer: string }>(
    'select peer from inbox where message_id = $1 order by peer',
    [same],
  )
  assert.deepEqual(
    taken.rows.map((row) => row.peer),
    ['mm', 'ph'],
  )
})

test('the releases of a suspended partner are refused, its recalls are done', async () => {
  const body = releaseBody()
  assert.equal(await send(message('release', body)), 'applied')
  await th.node.database.pool.query(`update peer set suspended_at = now() where node = 'ph'`)
  assert.equal(await send(message('release', releaseBody())), 'refused')
  assert.equal(await send(message('recall', { release: body['release'] })), 'recalled')
})
