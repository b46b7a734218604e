import { readFile } from 'node:fs/promises'
import { request as askHttp } from 'node:http'
import { request as askHttps } from 'node:https'

import { CustodyFault, aboutGeneration, noRoot, rootName } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { Secret } from './secret.ts'

export interface OpenBaoPlace {
  /** For example https://bao.example:8200. */
  readonly url: string
  /** File with the token; read for every question, so that an agent may renew it. */
  readonly tokenFile: string
  /** Where the transit engine is mounted. */
  readonly mount: string
  /** File with the certificates that the server's is checked against, where the system does not know them. */
  readonly caFile?: string
}

const patience = 10_000
const largestAnswer = 2 ** 20

interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Under the mount, for example `keys/shield-th-1`. */
  readonly path: string
  readonly body?: object
}

interface Answer {
  readonly status: number
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Roots in the transit engine of an OpenBao (or of another server with its API): made there, not exportable, called
 * shield-<node>-<generation>. What it wraps is its own text (vault:v1:…), bound to node and generation.
 */
export async function openOpenBaoCustody(node: string, place: OpenBaoPlace): Promise<KeyCustody> {
  const ask = (asked: Asked): Promise<Answer> => askOpenBao(place, asked)
  const about = (generation: number): string => base64(`${node}|${aboutGeneration(generation)}`)
  const make = async (name: string): Promise<void> => {
    const found = await ask({ method: 'GET', path: `keys/${name}` })
    if (found.status === 404)
      check(
        await ask({
          method: 'POST',
          path: `keys/${name}`,
          body: { type: 'aes256-gcm96', exportable: false, allow_plaintext_backup: false },
        }),
      )
    else check(found)
  }
  // A server that is away or sealed, or a token that has ended, is told before anything rests on it.
  check(await ask({ method: 'GET', path: `keys/${rootName(node, 1)}` }), 404)
  return {
    kind: 'openbao',
    wrap: async (generation, key) => {
      const name = rootName(node, generation)
      await make(name)
      const body = { plaintext: key.bytes.toString('base64'), associated_data: about(generation) }
      const { data } = check(await ask({ method: 'POST', path: `encrypt/${name}`, body }))
      return Buffer.from(text(data, 'ciphertext'))
    },
    unwrap: async (generation, wrapped) => {
      const name = rootName(node, generation)
      const body = { ciphertext: Buffer.from(wrapped).toString('utf8'), associated_data: about(generation) }
      const answer = await ask({ method: 'POST', path: `decrypt/${name}`, body })
      if (answer.status === 400) {
        const found = await ask({ method: 'GET', path: `keys/${name}` })
        if (found.status === 404) throw noRoot(generation, 'OpenBao')
        throw new CustodyFault('the key ring was changed, or is of another vault')
      }
      return new Secret(Buffer.from(text(check(answer).data, 'plaintext'), 'base64'))
    },
    end: async (generation) => {
      const path = `keys/${rootName(node, generation)}`
      const found = await ask({ method: 'GET', path })
      if (found.status === 404) return
      check(found)
      check(await ask({ method: 'POST', path: `${path}/config`, body: { deletion_allowed: true } }))
      check(await ask({ method: 'DELETE', path }))
    },
    close: () => Promise.resolve(),
  }
}

const base64 = (words: string): string => Buffer.from(words).toString('base64')

function text(data: Answer['data'], name: string): string {
  const value = data[name]
  if (typeof value !== 'string') throw new CustodyFault('OpenBao answers what is no transit engine')
  return value
}

/** What the server says goes no further: it may quote what it was asked. */
function check(answer: Answer, alsoGood?: number): Answer {
  const { status } = answer
  if (status < 300 || status === alsoGood) return answer
  if (status === 403)
    throw new CustodyFault('the token of OpenBao has ended, or has not the right to do this')
  if (status === 404) throw new CustodyFault('OpenBao has no transit engine at this mount')
  if (status === 503) throw new CustodyFault('OpenBao is sealed: its key holders unseal it')
  throw new CustodyFault(`OpenBao refuses (${status})`)
}

async function askOpenBao(place: OpenBaoPlace, { method, path, body }: Asked): Promise<Answer> {
  const token = (await readPlace(place.tokenFile)).trim()
  const ca = place.caFile === undefined ? undefined : await readPlace(place.caFile)
  const url = new URL(`/v1/${place.mount}/${path}`, place.url)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const away = (error: NodeJS.ErrnoException): void =>
    reject(new CustodyFault(`OpenBao at ${url.host} does not answer (${error.code ?? 'unknown'})`))
  const options = {
    method,
    headers: { 'x-vault-token': token, 'x-vault-request': 'true', 'content-type': 'application/json' },
    signal: AbortSignal.timeout(patience),
  }
  const asking =
    url.protocol === 'https:' ? askHttps(url, { ...options, ...(ca ? { ca } : {}) }) : askHttp(url, options)
  asking.once('error', away)
  asking.once('response', (response) => {
    const parts: Buffer[] = []
    let length = 0
    response.on('data', (part: Buffer) => {
      length += part.length
      if (length > largestAnswer) response.destroy()
      else parts.push(part)
    })
    response.once('error', away)
    response.once('close', () => {
      using whole = new Secret(Buffer.concat(parts))
      for (const part of parts) part.fill(0)
      resolve({ status: response.statusCode ?? 0, data: dataOf(whole.bytes) })
    })
  })
  asking.end(body === undefined ? undefined : JSON.stringify(body))
  return promise
}

function dataOf(bytes: Buffer): Answer['data'] {
  try {
    const { data } = JSON.parse(bytes.toString('utf8')) as { readonly data?: Answer['data'] | null }
    return data ?? {}
  } catch {
    return {}
  }
}

async function readPlace(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CustodyFault(`${file} can't be read (${error.code ?? 'unknown'})`)
  })
}
