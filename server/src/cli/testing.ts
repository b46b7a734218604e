import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import { projectFolder } from '../config.ts'

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Waits until stdout holds this; fails when the process ends before. */
  says(text: RegExp): Promise<RegExpExecArray>
}

export type Environment = Readonly<Record<string, string>>

export interface Place {
  /** Another copy of the project. */
  readonly project?: string
  /** What runs it, for example as somebody else. */
  readonly by?: readonly string[]
}

/** Starts the real bin/shield as a child process; nothing of this process's own settings gets in. */
export function startShield(
  args: readonly string[],
  environment: Environment,
  { project = projectFolder, by = [] }: Place = {},
): Running {
  const [command, ...before] = [...by, join(project, 'bin', 'shield')]
  const kept = Object.entries(process.env).filter(([name]) => !/^(SHIELD_|DATABASE_URL|NODE_TEST)/.test(name))
  const child = spawn(command, [...before, ...args], {
    env: { ...Object.fromEntries(kept), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const heard = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const one of heard) one()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = Promise.withResolvers<Ended>()
  child.once('error', ended.reject)
  child.once('close', (code) => ended.resolve({ code, stdout, stderr }))
  return {
    child,
    ended: ended.promise,
    says: (text) => {
      const said = Promise.withResolvers<RegExpExecArray>()
      const listen = (): void => {
        const found = text.exec(stdout)
        if (found) said.resolve(found)
      }
      heard.add(listen)
      listen()
      void ended.promise.then(
        (end) => said.reject(new Error(`it ended with ${end.code}: ${end.stderr}`)),
        said.reject,
      )
      return said.promise.finally(() => heard.delete(listen))
    },
  }
}

/** Runs it to its end. */
export function shield(args: readonly string[], environment: Environment, place?: Place): Promise<Ended> {
  return startShield(args, environment, place).ended
}
