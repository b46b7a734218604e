import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { TestNode } from './testing.ts'

/** Words that stand for content: nobody but who may see it may meet them, and no log, address or queue at all. */
export const planted = {
  latin: 'Quxandra Zibelthwaite',
  thai: 'ฆฤษณ์ฑพัตถ์',
  phone: '+999895550142',
  passport: 'ZQX7719342',
  question: 'Wexelbrandt',
}
const spelled = Object.values(planted)
/** Whole, in part, and as an address would carry them. */
const words = [
  ...[...spelled, ...spelled.map(encodeURIComponent), planted.latin.replace(' ', '+')],
  ...['Quxandra', 'Zibelthwaite', '0895550142', '9895550142'],
]

export const wordsIn = (text: string): readonly string[] => words.filter((word) => text.includes(word))

export interface Serving {
  readonly address: string
  /** All that the node wrote to its log and its screen. */
  output(): string
  stop(): Promise<void>
}

/** The program itself on a test node's database, at its most talkative. */
export async function serveTalkative(th: TestNode): Promise<Serving> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), 'serve'], {
    env: {
      ...{ PATH: process.env['PATH'], DATABASE_URL: th.url, SHIELD_NODE: 'th', SHIELD_PORT: '0' },
      ...{ SHIELD_DATA: th.node.config.dataFolder, SHIELD_LOG: 'debug' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const started = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const port = /listens on \S*127\.0\.0\.1:(\d+)/.exec(output)?.[1]
      if (port !== undefined) started.resolve(`http://127.0.0.1:${port}`)
    })
  child.once('exit', () => started.reject(new Error(`the node did not start: ${output}`)))
  return {
    address: await started.promise,
    output: () => output,
    stop: async () => {
      child.kill('SIGINT')
      await new Promise((resolve) => child.once('exit', resolve))
    },
  }
}
