import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Line } from './history.ts'

/** How often each thing goes wrong on a way, from 0 to 1. */
export interface Weather {
  /** The envelope is lost. */
  readonly drop: number
  /** It arrives, the answer is lost. */
  readonly loseAnswer: number
  readonly duplicate: number
  /** An envelope of before is sent once more, after later ones. */
  readonly replay: number
  /** A byte is changed. */
  readonly tamper: number
  readonly cut: number
  readonly delay: number
  /** Accepted and never answered, until the connection is torn. */
  readonly halfOpen: number
  /** Bytes trickle. */
  readonly throttle: number
}

export const calm: Weather = {
  ...{ drop: 0, loseAnswer: 0, duplicate: 0, replay: 0, tamper: 0, cut: 0 },
  ...{ delay: 0, halfOpen: 0, throttle: 0 },
}

export interface Way {
  readonly address: string
  weather: Weather
  /** Nothing passes. */
  isClosed: boolean
  /** What was done to envelopes, by name. */
  readonly done: Map<string, number>
  readonly touched: Line[]
  close(): Promise<void>
}

interface WayOptions {
  readonly from: string
  readonly to: string
  /** Where the other end listens now; it may move when it starts anew. */
  readonly target: () => string
  readonly random: () => number
}

const replaysKept = 20
const halfOpenMs = 1500

/** One way between two nodes, with whatever a bad network or a bad man does to what passes. Plain HTTP, one envelope a request. */
export async function openWay({ from, to, target, random }: WayOptions): Promise<Way> {
  const earlier: Passing[] = []
  const server = createServer((incoming, answer) => {
    void pass(incoming, answer).catch(() => answer.destroy())
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const way: Way = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: calm,
    isClosed: false,
    done: new Map(),
    touched: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const happens = (what: keyof Weather): boolean => {
    if (random() >= way.weather[what]) return false
    way.done.set(what, (way.done.get(what) ?? 0) + 1)
    return true
  }
  const forward = (passing: Passing): Promise<Answered> => send(target(), passing)
  const pass = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const passing = { path: incoming.url ?? '', headers: incoming.headers, body: await bodyOf(incoming) }
    if (way.isClosed || happens('drop')) return void answer.destroy()
    if (happens('halfOpen')) {
      await sleep(halfOpenMs)
      return void answer.destroy()
    }
    if (happens('delay')) await sleep(50 + random() * 400)
    for (const spoilt of spoil(passing)) {
      const { status } = await forward(spoilt).catch(() => ({ status: 0 }))
      // No answer at all says nothing about a changed envelope.
      if (status > 0) way.touched.push({ op: 'touched', node: to, peer: from, status })
    }
    const old = earlier[Math.floor(random() * earlier.length)]
    if (old && happens('replay')) await forward(old).catch(() => undefined)
    if (happens('duplicate')) await forward(passing).catch(() => undefined)
    const got = await forward(passing)
    earlier.push(passing)
    if (earlier.length > replaysKept) earlier.shift()
    if (happens('loseAnswer')) return void answer.destroy()
    answer.writeHead(got.status, { 'content-type': got.type })
    if (happens('throttle'))
      for (let at = 0; at < got.body.length; at += 512) {
        answer.write(got.body.subarray(at, at + 512))
        await sleep(2)
      }
    else answer.write(got.body)
    answer.end()
  }
  const spoil = (passing: Passing): readonly Passing[] => [
    ...(happens('tamper') ? [{ ...passing, body: withOneByteChanged(passing.body, random) }] : []),
    ...(happens('cut')
      ? [{ ...passing, body: passing.body.subarray(0, Math.floor(random() * passing.body.length)) }]
      : []),
  ]
  return way
}

interface Passing {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

interface Answered {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

/** A letter of base64url becomes another one, wherever it stands. */
function withOneByteChanged(body: Buffer, random: () => number): Buffer {
  const changed = Buffer.from(body)
  // The last letter of a part may carry bits that nobody reads: a change of those alone changes nothing.
  for (;;) {
    const at = Math.floor(random() * changed.length)
    const [letter = '', next = '.'] = [...changed.subarray(at, at + 2).toString('latin1')]
    if (!/[A-Za-z0-9_-]/.test(letter) || !/[A-Za-z0-9_-]/.test(next)) continue
    changed[at] = letter === 'A' ? 0x42 : 0x41
    return changed
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function send(target: string, { path, headers, body }: Passing): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const kept = { 'content-type': headers['content-type'], 'shield-node': headers['shield-node'] }
  const sent = request(`${target}${path}`, {
    method: 'POST',
    headers: { ...kept, 'content-length': body.length },
    timeout: 20_000,
  })
  sent.once('error', reject)
  sent.once('timeout', () => sent.destroy(new Error('no answer')))
  sent.once('response', (answer) => {
    bodyOf(answer).then(
      (read) =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? 'text/plain',
          body: read,
        }),
      reject,
    )
  })
  sent.end(body)
  return promise
}
