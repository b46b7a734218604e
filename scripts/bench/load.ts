import { Agent, request } from 'node:http'

/** What a load process is told, as JSON in its argument. */
export interface LoadOrder {
  readonly address: string
  readonly token: string
  readonly paths: readonly string[]
  readonly perSecond: number
  readonly seconds: number
}

export interface LoadReport {
  /** Milliseconds from when each request was due, so that a stalled server can't hide its queue. */
  readonly times: readonly number[]
  readonly bad: number
}

/** Sends requests at a fixed rate to an address on this machine, whether or not the earlier ones were answered; ends by itself. */
async function load({ address, token, paths, perSecond, seconds }: LoadOrder): Promise<LoadReport> {
  const { hostname } = new URL(address)
  if (hostname !== '127.0.0.1') throw new Error('load goes to this machine only')
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const times: number[] = []
  let bad = 0
  const ask = async (path: string, due: number): Promise<void> => {
    const done = Promise.withResolvers<void>()
    const sent = request(
      `${address}${path}`,
      { agent, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        if (answer.statusCode !== 200) bad += 1
        answer.resume()
        answer.once('end', () => {
          times.push(performance.now() - due)
          done.resolve()
        })
      },
    )
    sent.once('error', () => {
      bad += 1
      done.resolve()
    })
    sent.end()
    await done.promise
  }
  const running: Promise<void>[] = []
  const from = performance.now()
  const total = Math.min(perSecond * seconds, 60_000)
  for (let sent = 0; sent < total;) {
    // The first is due at once, not after a whole interval.
    const dueBy = Math.min(total, 1 + Math.floor(((performance.now() - from) / 1000) * perSecond))
    for (; sent < dueBy; sent += 1)
      running.push(ask(paths[sent % paths.length] ?? '/health', from + (sent / perSecond) * 1000))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(running)
  agent.destroy()
  return { times, bad }
}

if (import.meta.main)
  console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? '{}') as LoadOrder)))
