import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'
import { Provider } from 'oidc-provider'

import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

const origin = 'http://localhost:8080'
let server: Server
let issuer: string
let th: TestNode
/** Who signs in at the provider next. */
let subject = 'subject-of-arisa'
const arisa = people[0]?.id ?? assert.fail('nobody is invented')

before(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  server.on('request', answering(startProvider()))
  const name = { en: 'Police sign-in', th: 'ระบบลงชื่อเข้าใช้ของตำรวจ' }
  const client = { issuer, clientId: 'shield-th', clientSecret: 'a secret of this test', name }
  th = await createTestNode('th', {
    origin,
    oidc: [
      { id: 'police', ...client },
      { id: 'other', ...client },
      { id: 'silent', ...client, issuer: 'http://127.0.0.1:9' },
    ],
  })
  await th.node.database.pool.query(
    'insert into oidc_identity (issuer, subject, person_id) values ($1, $2, $3)',
    [issuer, 'subject-of-arisa', arisa],
  )
})
after(async () => {
  await th.close()
  server.closeAllConnections()
  server.close()
})

function startProvider(): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'shield-th',
        client_secret: 'a secret of this test',
        redirect_uris: ['police', 'other'].map((id) => `${origin}/api/v1/sign-in/oidc/${id}/callback`),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['a key of this test'] },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 300,
      IdToken: 300,
      Interaction: 300,
      Session: 300,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    // Whoever has signed in has agreed.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
}

/** The provider, and its page on which somebody types a name. */
function answering(provider: Provider): (request: IncomingMessage, response: ServerResponse) => void {
  const callback = provider.callback()
  return (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: subject } })
  }
}

interface Begun {
  readonly location: URL
  readonly browser: Record<string, string>
}

async function begin(provider = 'police'): Promise<Begun> {
  const answer = await th.app.inject({ method: 'GET', url: `/api/v1/sign-in/oidc/${provider}` })
  assert.equal(answer.statusCode, 303, answer.body)
  const cookie = String(answer.headers['set-cookie'])
  assert.match(
    cookie,
    /^shield-th-browser=[\w-]{43}; Max-Age=300; Path=\/api\/v1\/sign-in; HttpOnly; SameSite=Lax$/,
  )
  return {
    location: new URL(String(answer.headers.location)),
    browser: { cookie: cookie.split(';')[0] ?? '' },
  }
}

/** Goes through the provider as a browser does, up to the address it sends the browser back to. */
async function atProvider(from: URL): Promise<URL> {
  const jar = new Map<string, string>()
  let at = from
  for (let hops = 0; hops < 8; hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    at = new URL(
      answer.headers.get('location') ?? assert.fail(`${answer.status}: ${await answer.text()}`),
      at,
    )
    if (at.origin === origin) return at
  }
  return assert.fail('the provider sends the browser in circles')
}

interface Finished {
  readonly status: number
  readonly same: string
  readonly cookies: readonly string[]
}

async function finish(back: URL, browser: Record<string, string>): Promise<Finished> {
  const answer = await th.app.inject({
    method: 'GET',
    url: `${back.pathname}${back.search}`,
    headers: browser,
  })
  return {
    status: answer.statusCode,
    same: `${answer.statusCode} ${answer.headers.location ?? ''} ${answer.body}`,
    cookies: [answer.headers['set-cookie'] ?? []].flat(),
  }
}

test('somebody known signs in at a provider by code, PKCE, state and nonce', async () => {
  subject = 'subject-of-arisa'
  const { location, browser } = await begin()
  assert.equal(location.searchParams.get('code_challenge_method'), 'S256')
  for (const name of ['code_challenge', 'state', 'nonce']) assert.ok(location.searchParams.get(name), name)
  const done = await finish(await atProvider(location), browser)
  assert.equal(done.status, 303, done.same)
  const session = done.cookies.find((one) => one.startsWith('shield-th=')) ?? assert.fail('no session')
  const { person } = await get(th, { cookie: session.split(';')[0] ?? '' }, 'sessionRead')
  assert.equal(person.id, arisa)
  const rows = await th.node.database.pool.query<{ method: string }>('select method from session')
  assert.deepEqual(rows.rows, [{ method: 'oidc' }])
})

test('a stranger, a person put out, a replay, another browser and a swapped answer are refused alike', async () => {
  const refused: Record<string, Finished> = {}
  subject = 'subject-of-nobody'
  const stranger = await begin()
  refused['a stranger'] = await finish(await atProvider(stranger.location), stranger.browser)

  subject = 'subject-of-arisa'
  await th.node.database.pool.query('update person set active = false where id = $1', [arisa])
  const out = await begin()
  refused['put out'] = await finish(await atProvider(out.location), out.browser)
  await th.node.database.pool.query('update person set active = true where id = $1', [arisa])

  const used = await begin()
  const answer = await atProvider(used.location)
  assert.equal((await finish(answer, used.browser)).status, 303)
  refused['state replayed'] = await finish(answer, used.browser)

  const tried = await begin()
  const good = await atProvider(tried.location)
  const bad = new URL(good)
  bad.searchParams.set('code', 'guessed')
  refused['code guessed'] = await finish(bad, tried.browser)
  refused['code after a guess'] = await finish(good, tried.browser)

  const theirs = await begin()
  const sent = await atProvider(theirs.location)
  const mine = await begin()
  refused['another browser'] = await finish(sent, mine.browser)
  const bare = await begin()
  refused['no browser'] = await finish(await atProvider(bare.location), {})

  const one = await begin()
  const other = await begin()
  const swapped = await atProvider(one.location)
  swapped.searchParams.set('state', other.location.searchParams.get('state') ?? '')
  refused['answers swapped'] = await finish(swapped, other.browser)

  const nonce = await begin()
  const returned = await atProvider(nonce.location)
  await th.node.database.pool.query(
    `update ceremony set state = state || '{"nonce": "of-another-sign-in"}' where id = $1`,
    [nonce.location.searchParams.get('state')],
  )
  refused['nonce of another'] = await finish(returned, nonce.browser)

  const elsewhere = await begin()
  const moved = await atProvider(elsewhere.location)
  moved.pathname = moved.pathname.replace('police', 'other')
  refused['another provider'] = await finish(moved, elsewhere.browser)

  const late = await begin()
  const arrived = await atProvider(late.location)
  th.pass({ minutes: 6 })
  refused['too late'] = await finish(arrived, late.browser)
  refused['made up'] = await finish(
    new URL(`${origin}/api/v1/sign-in/oidc/police/callback?state=x`),
    late.browser,
  )

  const [first] = Object.values(refused)
  assert.equal(first?.same, '303 /sign-in?refused=secret-refused ', 'the person is led back, not shown JSON')
  for (const [name, one_] of Object.entries(refused)) {
    assert.equal(one_.same, first?.same, name)
    assert.deepEqual(one_.cookies, [], name)
  }
})

test('a ceremony that nobody finished is gone when the next begins', async () => {
  await begin()
  th.pass({ minutes: 6 })
  await begin()
  const rows = await th.node.database.pool.query('select id from ceremony')
  assert.equal(rows.rowCount, 1)
})

test('whoever wants to sign in where nothing answers, or nothing is, is led back to the sign-in', async () => {
  const led = async (path: string): Promise<unknown> => {
    const answer = await th.app.inject({ method: 'GET', url: `/api/v1/sign-in/oidc/${path}` })
    return [answer.statusCode, answer.headers.location, answer.headers['set-cookie']]
  }
  assert.deepEqual(await led('silent'), [303, '/sign-in?refused=not-ready', undefined])
  assert.deepEqual(await led('nobody'), [303, '/sign-in?refused=not-found', undefined])
  assert.deepEqual(await led(`police/callback?state=${'x'.repeat(4001)}`), [
    303,
    '/sign-in?refused=query-invalid',
    undefined,
  ])
})
