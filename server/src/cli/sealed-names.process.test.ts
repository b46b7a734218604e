import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { readConfig } from '../config.ts'
import { sealedNames } from './demo-truth.ts'
import { startDemonstration } from './start-demonstration.ts'

/** Every way a name may lie in a file: plain, UTF-16 of both orders, escaped for JSON and addresses, hexadecimal, base64. */
function formsOf(name: string): readonly Buffer[] {
  const utf8 = Buffer.from(name)
  const utf16 = Buffer.from(name, 'utf16le')
  const escaped = [...utf16.swap16().toString('hex').matchAll(/.{4}/g)].map(([unit]) => `\\u${unit}`).join('')
  const little = Buffer.from(name, 'utf16le')
  // A name within a longer text begins at any of three places of a group; its own first and last symbols are shared.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, Math.floor((shift + utf8.length) / 3) * 4)
  })
  const isPlain = /^[\x20-\x7e]*$/.test(name)
  return [
    ...[utf8, little, utf16, Buffer.from(utf8.toString('hex')), ...base64.map((text) => Buffer.from(text))],
    ...(isPlain ? [Buffer.from(name.toLowerCase()), Buffer.from(name.toUpperCase())] : []),
    ...(isPlain ? [] : [Buffer.from(escaped), Buffer.from(encodeURIComponent(name))]),
  ]
}

interface Searched {
  readonly files: number
  readonly bytes: number
  readonly found: readonly string[]
}

/** Looks through every file below a folder for all of the forms at once, by their first four bytes. */
async function searchFolder(folder: string, names: readonly string[]): Promise<Searched> {
  const byHead = new Map<number, { readonly name: string; readonly form: Buffer }[]>()
  let longest = 0
  for (const name of names)
    for (const form of formsOf(name)) {
      const head = form.readUInt32LE(0)
      byHead.set(head, [...(byHead.get(head) ?? []), { name, form }])
      longest = Math.max(longest, form.length)
    }
  const heads = new Uint8Array(65_536)
  for (const head of byHead.keys()) heads[head & 0xffff] = 1
  const found = new Set<string>()
  let bytes = 0
  const look = (text: Buffer, path: string): void => {
    for (let at = 0; at + 4 <= text.length; at += 1) {
      if (heads[(text[at] ?? 0) | ((text[at + 1] ?? 0) << 8)] !== 1) continue
      for (const { name, form } of byHead.get(text.readUInt32LE(at)) ?? [])
        if (text.subarray(at, at + form.length).equals(form)) found.add(`${path}: ${name}`)
    }
  }
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  for (const file of files) {
    const path = join(file.parentPath, file.name)
    let rest = Buffer.alloc(0)
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      const piece = chunk as Buffer
      bytes += piece.length
      const text = Buffer.concat([rest, piece])
      look(text, path)
      rest = text.subarray(Math.max(0, text.length - longest + 1))
    }
  }
  return { files: files.length, bytes, found: [...found] }
}

test('no sealed name of the 120 lies anywhere in the data folder: database, log ahead, keys, uploads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shield-sealed-'))
  try {
    const base = readConfig({ SHIELD_DATA: folder, SHIELD_LOG: 'debug' })
    const demonstration = await startDemonstration({ base, ports: [0, 0], tell: () => undefined })
    const names = [...new Set(sealedNames().map(({ name }) => name))]
    assert.ok(names.length > 150, `only ${names.length} names are looked for`)
    try {
      const [th] = demonstration.nodes
      const people = await th?.node.database.pool.query(
        'select 1 from protected_person where identity_id is not null',
      )
      assert.ok((people?.rowCount ?? 0) >= 116, 'the identities are there')
      await th?.node.database.pool.query('select 1')
    } finally {
      await demonstration.close()
    }
    const searched = await searchFolder(folder, names)
    assert.ok(searched.files > 1000, `only ${searched.files} files were looked through`)
    assert.ok(searched.bytes > 50 * 2 ** 20, `only ${searched.bytes} bytes were looked through`)
    assert.deepEqual(searched.found, [])
    // The search itself finds what is planted, in every form and over the border of two pieces.
    const [name = ''] = names.filter((one) => !/^[\x20-\x7e]*$/.test(one))
    for (const [at, form] of formsOf(name).entries()) {
      const path = join(folder, 'planted')
      await writeFile(path, Buffer.concat([Buffer.alloc(2 ** 20 - 3 - at, 1), form, Buffer.alloc(7, 1)]))
      assert.equal((await searchFolder(join(folder), [name])).found.length, 1, `form ${at}`)
      await rm(path)
      if (at > 1) break
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
