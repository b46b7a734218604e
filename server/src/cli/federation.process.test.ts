import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { projectFolder } from '../config.ts'
import { shield, startShield } from './testing.ts'
import type { Ended, Running } from './testing.ts'

const folder = await mkdtemp(join(tmpdir(), 'shield-joins-'))
// As root the cluster runs by an account that has to pass through.
await chmod(folder, 0o711)
const running: Running[] = []
after(async () => {
  for (const one of running) {
    one.child.kill('SIGTERM')
    await one.ended
  }
  await rm(folder, { recursive: true, force: true })
})

const settings = (node: string) => ({ SHIELD_DATA: join(folder, node), SHIELD_NODE: node })

/** The commands of the README, each with whose desk it is typed at. */
async function commandsOfReadme(): Promise<
  readonly { readonly node: string; readonly words: readonly string[] }[]
> {
  const text = await readFile(join(projectFolder, 'README.md'), 'utf8')
  const lines = [...text.matchAll(/^(th|ph)\$ bin\/shield (.+)$/gm)]
  return lines.map(([, node = '', words = '']) => ({ node, words: words.split(' ') }))
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
  return promise
}

test('a second country joins by exactly the commands of the README, on two fresh data folders, and the nodes meet', async () => {
  const ports = { th: await freePort(), ph: await freePort() }
  const commands = await commandsOfReadme()
  assert.equal(commands.length, 5)
  const told = new Map<string, string>()
  const filled = (word: string): string =>
    (told.get(word) ?? word)
      .replace(
        /^https:\/\/(th|ph)\.example:8443$/,
        (_, node: 'th' | 'ph') => `https://127.0.0.1:${ports[node]}`,
      )
      .replace(/^.*\.json$/, (name) => join(folder, name))
  for (const { node, words } of commands) {
    const { code, stdout, stderr }: Ended = await shield(words.map(filled), settings(node))
    assert.equal(code, 0, stderr)
    for (const [, name = '', digits = ''] of stdout.matchAll(/^(code|fingerprint) +([0-9 ]+)$/gm))
      told.set(name.toUpperCase(), digits)
  }
  for (const node of ['th', 'ph']) {
    const one = startShield(['serve', '--port', '0'], settings(node))
    running.push(one)
    await one.says(/listens on/)
  }
  const met = async (): Promise<boolean> => {
    const { stdout } = await shield(['federation', 'list', '--json'], settings('ph'))
    const { partners } = JSON.parse(stdout) as {
      partners: { node: string; protocol: number; keys: unknown[] }[]
    }
    return partners.some((one) => one.node === 'th' && one.protocol === 2 && one.keys.length > 0)
  }
  let tries = 0
  while (!(await met())) {
    assert.ok((tries += 1) < 30, 'the nodes did not meet')
    await sleep(1000)
  }
})

test('a wrong code and a wrong fingerprint are told in a line', async () => {
  const again = async (words: readonly string[], node: string): Promise<string> => {
    const { code, stderr } = await shield(words, settings(node))
    assert.equal(code, 1)
    return stderr
  }
  const file = join(folder, 'la.json')
  const invited = await shield(['federation', 'invite', 'la', '--out', file, '--json'], settings('th'))
  const { fingerprint } = JSON.parse(invited.stdout) as { fingerprint: string }
  const self = [
    '--name',
    'Laos',
    '--address',
    'https://la.example:8443',
    '--out',
    join(folder, 'la-request.json'),
  ]
  const joins = ['federation', 'join', file, '--code', '11111 22222 33333 44444 55555', ...self]
  assert.match(await again([...joins, '--fingerprint', '0'.repeat(40)], 'la'), /fingerprint is another/)
  assert.equal((await shield([...joins, '--fingerprint', fingerprint], settings('la'))).code, 0)
  const admits = [
    'federation',
    'admit',
    join(folder, 'la-request.json'),
    '--out',
    join(folder, 'la-welcome.json'),
  ]
  assert.match(await again(admits, 'th'), /not made with the code/)
})
