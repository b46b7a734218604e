import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { mispFeed } from '@shield/formats'
import type { Json } from '@shield/core'

import type { Download } from '../serve.ts'

interface Events {
  readonly response: readonly { readonly Event: Readonly<Record<string, Json>> }[]
}

/** A folder as a MISP reads a feed; it gets its name when it is whole. Gives the number of bytes. */
export async function writeMispFeed(download: Download, out: string): Promise<number> {
  const { response } = JSON.parse(await text(download.body)) as Events
  const { manifest, hashes } = mispFeed(response.map((one) => one.Event))
  const files: readonly (readonly [string, string])[] = [
    ['manifest.json', JSON.stringify(manifest)],
    ['hashes.csv', hashes],
    ...response.map((one) => [`${String(one.Event['uuid'])}.json`, JSON.stringify(one)] as const),
  ]
  const part = `${out}.part`
  try {
    await mkdir(part, { mode: 0o700 })
    for (const [name, content] of files) await writeFile(join(part, name), content, { mode: 0o600 })
    await rename(part, out)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
  return files.reduce((bytes, [, content]) => bytes + Buffer.byteLength(content), 0)
}
