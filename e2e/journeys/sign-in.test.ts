import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { shield } from '../../server/src/cli/testing.ts'
import type { NodeLinks } from '../../server/src/cli/tell-links.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { linkFor, setUpLinkFor } from '../person.ts'
import { gone, seen } from '../see.ts'

journey('a one-time link signs in once, and a second time it is refused', async ({ sit, th }) => {
  const link = await linkFor(th, cast.analyst)
  const first = await sit()
  await first.goto(link)
  await seen(first.getByRole('button', { name: 'Enter the TRAINING node' }))
  await assertAccessible(first, 'sign-in by a link')
  await first.getByRole('button', { name: 'Enter the TRAINING node' }).click()
  await seen(first.getByRole('button', { name: 'Arisa Thongmankhong: settings' }))
  assert.equal(new URL(first.url()).hash, '', 'the secret is no longer in the address')

  const second = await sit()
  await second.goto(link)
  await second.getByRole('button', { name: 'Enter the TRAINING node' }).click()
  await seen(second.getByRole('alert').getByText('You are not signed in.'))
  await assertAccessible(second, 'sign-in refused')
  await second.goto('/')
  await seen(second.getByRole('button', { name: 'Sign in with a passkey' }))
})

journey(
  'links printed beside a running demonstration lead to its own port, for everybody of it',
  async ({ sit, th }) => {
    const { code, stdout, stderr } = await shield(['demo', 'links', '--json'], {
      SHIELD_DATA: th.node.config.dataFolder,
      SHIELD_PORT: '8080',
    })
    assert.equal(code, 0, stderr)
    const { nodes } = JSON.parse(stdout) as { nodes: readonly NodeLinks[] }
    const [site] = nodes
    assert.equal(site?.address, th.node.config.origin)
    const printed = site.links.find(({ person }) => person.includes('th-imm'))
    const page = await sit()
    await page.goto(printed?.link ?? assert.fail('nobody of the bureau of immigration'))
    await page.getByRole('button', { name: 'Enter the TRAINING node' }).click()
    await seen(page.getByRole('button', { name: `${cast.border.name.en}: settings` }))
  },
)

journey('signing out ends the session in the browser and at the node', async ({ sit, th }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  const cookies = await page.context().cookies()
  const session = cookies.find((cookie) => cookie.httpOnly)
  assert.ok(session, 'the session is a cookie that no script can read')
  assert.equal(session.sameSite, 'Lax', 'and no other site can make the browser act with it')
  const ask = (): Promise<number> =>
    fetch(`http://127.0.0.1:${th.port}/api/v1/session`, {
      headers: { cookie: `${session.name}=${session.value}` },
    }).then((answer) => answer.status)
  assert.equal(await ask(), 200)

  await page.getByRole('button', { name: 'Arisa Thongmankhong: settings' }).click()
  await seen(page.getByRole('dialog', { name: /settings/ }))
  await assertAccessible(page, 'person menu')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))
  await assertAccessible(page, 'sign-in')
  assert.equal(await ask(), 401, 'the same cookie, kept by a thief, opens nothing')
  await page.goBack()
  await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))
  // Another tab of the same browser: the app sends this one to the sign-in of itself, which would get in the way.
  const tab = await page.context().newPage()
  await tab.goto('/search?q=Somchai')
  await seen(tab.getByRole('button', { name: 'Sign in with a passkey' }))
})

journey(
  'a passkey is made by a set-up link and signs in where the person wanted to go',
  async ({ sit, th }) => {
    const page = await sit()
    await plugIn(page)
    await page.goto(await setUpLinkFor(th, cast.administrator))
    await seen(page.getByRole('button', { name: 'Make the passkey' }))
    await assertAccessible(page, 'set-up')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByRole('button', { name: 'Wirot Kaeosawang: settings' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))

    await page.goto('/people')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await seen(page.getByRole('heading', { name: 'People and roles' }))
  },
)

journey('a device without a passkey of this node lets nobody in', async ({ sit }) => {
  const page = await sit()
  await plugIn(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await seen(page.getByRole('status').getByText('No passkey was given.'))
  await assertAccessible(page, 'sign-in without a passkey')
  await assertFits(page, 'sign-in without a passkey')
})

journey(
  'an answer of an identity provider that the node refuses leads back to the sign-in, in the language of the person',
  async ({ sit }) => {
    const page = await sit()
    await page.goto('/api/v1/sign-in/oidc/police/callback?state=of-somebody-else')
    await seen(page.getByRole('alert').getByText(/^You are not signed in\. It took too long/))
    await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))
    await assertAccessible(page, 'sign-in refused by a provider')
    await assertFits(page, 'sign-in refused by a provider')
    await page.getByText('ไทย', { exact: true }).click()
    await seen(page.getByRole('alert').getByText(/^คุณยังไม่ได้เข้าสู่ระบบ/))
  },
)

journey(
  'a session that ends elsewhere leaves the screen within a second of the next act',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.goto('/search?q=สมชาย')
    await seen(page.getByRole('table', { name: 'Results' }))
    const other = await page.context().newPage()
    await other.goto('/')
    await other.getByRole('button', { name: 'Arisa Thongmankhong: settings' }).click()
    await other.getByRole('button', { name: 'Sign out' }).click()
    await seen(other.getByRole('button', { name: 'Sign in with a passkey' }))

    const from = performance.now()
    await page.getByRole('link', { name: 'Link chart' }).click()
    await page.getByRole('search').getByRole('textbox', { name: 'Search' }).fill('Somchai')
    await page.keyboard.press('Enter')
    await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))
    const took = performance.now() - from
    assert.ok(took < 1000, `it took ${Math.round(took)} ms`)
    await gone(page.getByRole('table'))
    assert.match(page.url(), /[?&]next=/, 'the address keeps where to return')
  },
)

/** A passkey device as Chromium plays it for tests: built in, unlocked by its owner. */
async function plugIn(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('WebAuthn.enable')
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
