import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { makeLinks, tellLinks } from '../server/src/cli/tell-links.ts'
import { startDemonstration } from '../server/src/cli/start-demonstration.ts'
import { told } from '../server/src/cli/told.ts'
import { untilSignal } from '../server/src/cli/until-signal.ts'
import { readConfig } from '../server/src/config.ts'
import { root } from './run-step.ts'

/** For whoever writes code: the two demonstration nodes, and Vite with the web app as it is being written. Ctrl-C stops both. */
const usage = 'usage: npm run dev [-- --port 8080 --web 5173]'

async function develop(port: number, web: number): Promise<void> {
  const stopping = new AbortController()
  const stop = untilSignal().then(() => stopping.abort())
  const base = readConfig({ ...process.env, SHIELD_PORT: String(port) })
  const demonstration = await startDemonstration({
    base,
    ports: [port, port + 1],
    tell: (line) => console.log(line),
    signal: stopping.signal,
  }).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error
  })
  if (!demonstration) return
  // Vite hands what is not its own to the th node; links are for its port, so that signing in ends up in the code at hand.
  const vite = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      '--host',
      '127.0.0.1',
      '--port',
      String(web),
      '--strictPort',
    ],
    {
      cwd: join(root, 'web'),
      stdio: 'inherit',
      env: { ...process.env, SHIELD_API: `http://127.0.0.1:${port}` },
    },
  )
  const ended = Promise.withResolvers<number | null>()
  vite.once('error', ended.reject)
  vite.once('exit', ended.resolve)
  try {
    const [th] = demonstration.nodes
    if (th) tellLinks([await makeLinks(th.node, web)], false)
    const first = await Promise.race([stop.then(() => 'asked' as const), ended.promise])
    if (first !== 'asked' && !stopping.signal.aborted) throw new Error(`Vite ended with ${first}`)
  } finally {
    vite.kill('SIGTERM')
    await ended.promise
    await demonstration.close()
  }
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    web: { type: 'string', default: '5173' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(usage)
else
  try {
    await develop(Number(values.port), Number(values.web))
  } catch (error) {
    const { text, exitCode } = told(error, usage)
    console.error(`shield: ${text}`)
    process.exitCode = exitCode
  }
