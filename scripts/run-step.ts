import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

export interface StepResult {
  readonly name: string
  readonly code: number
  readonly seconds: number
  readonly output: string
}

export interface StepOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Relative to the project's root. */
  readonly folder?: string
}

/** Runs one command of the checks; its output is kept, and shown when it fails. */
export async function runStep(
  name: string,
  command: readonly string[],
  { environment = {}, folder = '' }: StepOptions = {},
): Promise<StepResult> {
  const [program = '', ...args] = command
  const from = performance.now()
  const child = spawn(program, args, {
    cwd: `${root}${folder}`,
    env: { ...process.env, FORCE_COLOR: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      output += text
    })
  }
  const ended = Promise.withResolvers<number>()
  child.once('error', (error) => {
    output += error.message
    ended.resolve(1)
  })
  child.once('close', (code) => ended.resolve(code ?? 1))
  const code = await ended.promise
  const seconds = (performance.now() - from) / 1000
  console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds.toFixed(1)} s)`)
  if (code !== 0) console.log(output)
  return { name, code, seconds, output }
}
