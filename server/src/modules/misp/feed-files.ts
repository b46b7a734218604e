import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type { FeedFault } from '@shield/contract'
import { readDirectory, unpack } from '@shield/formats'
import type { ZipEntry } from '@shield/formats'

import { askOutside } from '../../ask-outside.ts'
import type { Node } from '../../context.ts'

/** What a file of a feed turned out to be: its bytes, nothing, as it was before, or why it can't be had. */
export type FeedFile =
  | { readonly bytes: Buffer; readonly known?: Known }
  | 'missing'
  | 'unchanged'
  | { readonly fault: FeedFault; readonly waitSeconds?: number }

/** By what a server says that a file has not changed. */
export interface Known {
  readonly tag?: string | undefined
  readonly date?: string | undefined
}

/** The folder of a MISP feed, wherever it lies: files by their plain names. */
export interface FeedFiles {
  /** `known`: told as unchanged where it is still that. */
  read(name: string, known?: Known): Promise<FeedFile>
}

/** Bytes of one file on a disk or in an archive: an event of 300,000 attributes is 120 MB. */
const mostBytes = 256 * 2 ** 20
const archive = { entries: 100_000, bytes: 4 * 2 ** 30 }

export function folderFiles(folder: string): FeedFiles {
  return {
    read: async (name) => {
      const file = await open(join(folder, basename(name)), 'r').catch(() => undefined)
      if (!file) return 'missing'
      try {
        const stat = await file.stat()
        if (!stat.isFile()) return 'missing'
        return stat.size > mostBytes ? { fault: 'too-large' } : { bytes: await file.readFile() }
      } finally {
        await file.close()
      }
    },
  }
}

/** Of an archive, whose files may lie in one folder of it. Undefined: it is none, or it wants to become too much. */
export function zipFiles(bytes: Buffer): FeedFiles | undefined {
  const entries = readDirectory(bytes, archive)
  if (typeof entries === 'string') return undefined
  const manifest = [...entries.keys()]
    .filter((name) => name === 'manifest.json' || name.endsWith('/manifest.json'))
    .toSorted((a, b) => a.length - b.length)[0]
  const folder = manifest?.slice(0, -'manifest.json'.length) ?? ''
  return {
    read: async (name) => {
      const entry = entries.get(`${folder}${name}`)
      return entry ? unpacked(bytes, entry) : 'missing'
    },
  }
}

async function unpacked(file: Buffer, entry: ZipEntry): Promise<FeedFile> {
  if (entry.size > mostBytes) return { fault: 'too-large' }
  const unpacking = unpack(file, entry)
  const pieces = await Array.fromAsync(unpacking.bytes)
  return unpacking.fault === undefined ? { bytes: Buffer.concat(pieces) } : { fault: 'too-large' }
}

const timeoutMs = 60_000

/** Of a web server, asked as every host outside is. `authorization`: the header as it goes out. */
export function webFiles(
  node: Node,
  { url, authorization }: { readonly url: string; readonly authorization: string | undefined },
  signal: AbortSignal,
): FeedFiles {
  const folder = url.replace(/manifest\.json$/, '').replace(/\/?$/, '/')
  return {
    read: async (name, known) => {
      const headers = {
        accept: '*/*',
        ...(authorization === undefined ? {} : { authorization }),
        ...(known?.tag === undefined ? {} : { 'if-none-match': known.tag }),
        ...(known?.date === undefined ? {} : { 'if-modified-since': known.date }),
      }
      const address = new URL(name, folder).href
      const answer = await askOutside(node, { method: 'GET', url: address, headers, timeoutMs, signal })
      if ('fault' in answer) return answer
      const { status, body } = answer
      const wait = Number(answer.headers['retry-after'])
      if (status === 304) return 'unchanged'
      if (status === 404) return 'missing'
      if (status >= 300 && status < 400) return { fault: 'redirected' }
      if (status !== 200)
        return { fault: status < 500 ? 'refused' : 'unreachable', ...(wait > 0 ? { waitSeconds: wait } : {}) }
      const { etag: tag, 'last-modified': date } = answer.headers
      return { bytes: body, known: { tag, date } }
    },
  }
}
