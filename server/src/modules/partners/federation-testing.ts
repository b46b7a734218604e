import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Config } from '../../config.ts'
import { admit, askToJoin, foundFederation, invite, takeWelcome } from '../../federation/index.ts'
import { openPeerDoor } from '../../peer/index.ts'
import { Problem } from '../../problem.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { takeFederation } from './follow-federation.ts'

export interface Members {
  readonly th: TestNode
  readonly ph: TestNode
  readonly folder: string
  /** Nodes that are being brought to safety: their doors let nobody in. */
  readonly shut: Set<string>
  close(): Promise<void>
}

/** th and ph in one federation, each with its door open; without a sender: a test says when something is sent. */
export async function createMembers(ofTh: Partial<Config> = {}): Promise<Members> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-members-'))
  const whose = (node: string) => ({ dataFolder: join(folder, node), node })
  const self = async (node: string) => ({
    ...{ name: { en: node, th: node }, address: `https://127.0.0.1:${await freePort()}` },
  })
  const now = new Date()
  const founding = { name: 'Test', officers: ['Registrar'], threshold: 1, self: await self('th'), now }
  await foundFederation(whose('th'), founding)
  const { file, code, fingerprint } = await invite(whose('th'), { node: 'ph', now })
  const asked = await askToJoin(whose('ph'), file, { code, fingerprint, self: await self('ph'), now })
  await takeWelcome(whose('ph'), await admit(whose('th'), asked, now))
  const th = await createTestNode('th', { ...ofTh, dataFolder: join(folder, 'th') })
  const ph = await createTestNode('ph', { dataFolder: join(folder, 'ph') })
  const shut = new Set<string>()
  const doors = await Promise.all(
    [th, ph].map(({ node }) =>
      openPeerDoor(node, () => {
        if (shut.has(node.name)) throw new Problem('evacuating')
      }),
    ),
  )
  for (const { node } of [th, ph]) await takeFederation(node)
  return {
    ...{ th, ph, folder, shut },
    close: async () => {
      for (const door of doors) await door?.close()
      for (const one of [th, ph]) {
        one.node.tls?.agent.destroy()
        await one.close()
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
  return promise
}
