import * as client from 'openid-client'

import type { OidcProvider } from '../../config.ts'
import type { Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Visitor } from '../../serve.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import { newSecret, secretHash, startSession } from './session.ts'

const discovered = new Map<string, Promise<client.Configuration>>()

/** Where to send the browser: authorization code with PKCE, state and nonce (OpenID Connect Core, RFC 7636). */
export async function beginOidc(visit: Visitor, id: string): Promise<string> {
  const { provider, configuration } = await find(visit, id)
  const verifier = client.randomPKCECodeVerifier()
  const nonce = client.randomNonce()
  const browser = visit.browser ?? newSecret()
  visit.setBrowser(browser)
  const ceremony = await beginCeremony(visit, {
    kind: 'oidc',
    state: { verifier, nonce, provider: provider.id, browser: browserHash(browser) },
  })
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(visit, provider),
    scope: 'openid',
    state: ceremony,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return address.href
}

/**
 * Finishes a sign-in at a provider; gives the session's token. A stranger, a wrong state, a replay and a browser
 * that did not begin it (who was sent somebody else's answer would work in that one's name) are refused alike.
 */
export async function finishOidc(
  visit: Visitor,
  id: string,
  query: Readonly<Record<string, string>>,
): Promise<string> {
  const { provider, configuration } = await find(visit, id)
  const ceremony = String(query['state'] ?? '')
  if (!/^[0-9a-f-]{36}$/.test(ceremony)) throw new Problem('secret-refused')
  const { state } = await endCeremony(visit, 'oidc', ceremony)
  const isSameBrowser = visit.browser !== undefined && state['browser'] === browserHash(visit.browser)
  if (state['provider'] !== provider.id || !isSameBrowser) throw new Problem('secret-refused')
  const address = new URL(callbackOf(visit, provider))
  address.search = new URLSearchParams(query).toString()
  const tokens = await client
    .authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: state['verifier'] ?? '',
      expectedState: ceremony,
      expectedNonce: state['nonce'] ?? '',
      idTokenExpected: true,
    })
    .catch(() => {
      throw new Problem('secret-refused')
    })
  const claims = tokens.claims()
  const person = await visit.tx.db
    .selectFrom('oidc_identity')
    .innerJoin('person', 'person.id', 'oidc_identity.person_id')
    .select('person.id')
    .where('issuer', '=', claims?.iss ?? '')
    .where('subject', '=', claims?.sub ?? '')
    .where('person.active', '=', true)
    .executeTakeFirst()
  if (!person) throw new Problem('secret-refused')
  visit.setBrowser(undefined)
  return startSession(visit, { person: person.id, method: 'oidc' })
}

async function find(
  visit: Visit,
  id: string,
): Promise<{ readonly provider: OidcProvider; readonly configuration: client.Configuration }> {
  const provider = visit.node.config.oidc.find((one) => one.id === id)
  if (!provider) throw new Problem('not-found')
  const key = JSON.stringify(provider)
  const known = discovered.get(key) ?? discover(provider)
  discovered.set(key, known)
  const configuration = await known.catch(() => {
    discovered.delete(key)
    throw new Problem('not-ready')
  })
  return { provider, configuration }
}

async function discover(provider: OidcProvider): Promise<client.Configuration> {
  const issuer = new URL(provider.issuer)
  // A provider on this machine (tests, a local gateway) may speak plain HTTP; any other must not.
  const isLocal = issuer.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(issuer.hostname)
  return client.discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
    execute: isLocal ? [client.allowInsecureRequests] : [],
  })
}

function browserHash(secret: string): string {
  return secretHash(secret).toString('hex')
}

function callbackOf(visit: Visit, provider: OidcProvider): string {
  return `${visit.node.config.origin}/api/v1/sign-in/oidc/${provider.id}/callback`
}
