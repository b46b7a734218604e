import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { root } from './run-step.ts'

/** The real clients that drive our doors in tests, from PyPI, exact versions. */
const packages = ['taxii2-client==2.3.0', 'stix2-validator==3.3.2', 'pymisp==2.5.34.4'] as const

export type PythonClients =
  | { readonly python: string; readonly because?: undefined }
  /** Why there are none: no Python here, or no way to fetch them. */
  | { readonly python?: undefined; readonly because: string }

/**
 * A virtual environment with the clients, made the first time and kept by what it holds; many test files may ask at once.
 * Without Python (3.10 or later, with venv) there is none, and the tests that need it say so.
 */
export async function pythonClients(): Promise<PythonClients> {
  return pythonWith(packages)
}

/** The same for other packages: an environment of their own. */
export async function pythonWith(wanted: readonly string[]): Promise<PythonClients> {
  const hash = createHash('sha256').update(wanted.join(' ')).digest('hex').slice(0, 12)
  const folder = join(root, 'node_modules', '.cache', 'shield-python')
  const place = join(folder, hash)
  const made: PythonClients = { python: join(place, 'bin', 'python') }
  if (existsSync(join(place, 'whole'))) return made
  const found = await run('python3', [
    '-c',
    'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))',
  ])
  if (found !== 0) return { because: 'no Python 3.10 with venv' }
  await mkdir(folder, { recursive: true })
  return alone(`${place}.lock`, async () => {
    if (existsSync(join(place, 'whole'))) return made
    await rm(place, { recursive: true, force: true })
    if ((await run('python3', ['-m', 'venv', place])) !== 0)
      throw new Error('the virtual environment could not be made')
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted]
    if ((await run(join(place, 'bin', 'python'), install)) !== 0)
      throw new Error(`pip could not install ${wanted.join(', ')}`)
    await writeFile(join(place, 'whole'), '')
    return made
  })
}

const patienceMs = 300_000

/** One process makes it, the others wait for its end; a lock older than any installation is a dead process's. */
async function alone<T>(lock: string, act: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      await mkdir(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (Date.now() > until) await rm(lock, { recursive: true, force: true })
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    return await act()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}

/** Exit code of a program; 127 where there is none of that name. */
function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

if (import.meta.main) {
  const made = await pythonClients()
  console.log(made.python ?? `python clients: 1 skipped (${made.because})`)
}
