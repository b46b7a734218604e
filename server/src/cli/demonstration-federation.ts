import { createServer } from 'node:net'

import type { Words } from '@shield/core'

import type { Config } from '../config.ts'
import {
  admit,
  askToJoin,
  askToRenew,
  findFederation,
  foundFederation,
  invite,
  takeWelcome,
} from '../federation/index.ts'
import { partnerNames } from './load-demonstration.ts'

/** Of the web app's port: 8080 has its partners at 8443. */
const peerPortAhead = 363

/** The demonstration's federation: the first node founds it, the others join as a country does, all in one process. */
export async function makeDemonstrationFederation(configs: readonly Config[]): Promise<void> {
  const now = new Date()
  const [first, ...others] = configs
  if (!first) return
  if (!(await findFederation(first)))
    await foundFederation(first, {
      ...{ name: 'Training federation', officers: ['Training registrar'], threshold: 1, now },
      self: { name: nameOf(first), address: await freeAddress(first) },
    })
  else await moveIfTaken(first, first, now)
  for (const other of others) {
    if (await findFederation(other)) {
      await moveIfTaken(first, other, now)
      continue
    }
    const { file, code, fingerprint } = await invite(first, { node: other.node, now })
    const self = { name: nameOf(other), address: await freeAddress(other) }
    const asked = await askToJoin(other, file, { code, fingerprint, self, now })
    await takeWelcome(other, await admit(first, asked, now))
  }
}

/** A port that another program has taken since is left to it: the member moves to another address and says so. */
async function moveIfTaken(first: Config, member: Config, now: Date): Promise<void> {
  const known = await findFederation(member)
  const self = known?.list.members.find((one) => one.node === member.node)
  const port = Number(new URL(self?.address ?? 'https://localhost').port)
  if (!self || (await isFree(port))) return
  const asked = await askToRenew(member, { now, address: await freeAddress(member) })
  const welcome = await admit(first, asked, now)
  if (member !== first) await takeWelcome(member, welcome)
}

function nameOf({ node }: Config): Words {
  return partnerNames[node as keyof typeof partnerNames]
}

async function freeAddress({ port }: Config): Promise<string> {
  const wished = port === 0 ? 0 : port + peerPortAhead
  return `https://127.0.0.1:${(await isFree(wished)) && wished !== 0 ? wished : await listenAt(0)}`
}

function isFree(port: number): Promise<boolean> {
  return listenAt(port).then(
    () => true,
    () => false,
  )
}

function listenAt(port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
