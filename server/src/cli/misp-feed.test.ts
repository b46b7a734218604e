import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'

import { readers, writeMisp } from '@shield/formats'

import { writeMispFeed } from './misp-feed.ts'

const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

test('a feed folder has a manifest, the event as every reader takes it, and the hash of each value', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shield-feed-'))
  try {
    const event = writeMisp(
      (async function* () {
        const values = [{ property: 'name', value: 'Training Park', norm: '' } as const]
        yield { id: uuid(1), kind: 'Compound', values, tlp: 'GREEN' } as const
      })(),
      { id: uuid(9), at: new Date(), info: 'Feed', organisation: { uuid: uuid(8), name: 'Bureau' } },
    )
    const out = join(folder, 'feed')
    const download = { fileName: 'x', contentType: 'application/json', body: Readable.from(event) }
    assert.ok((await writeMispFeed(download, out)) > 500)
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as object
    const [id = ''] = Object.keys(manifest)
    assert.deepEqual(
      (await readdir(out)).toSorted(),
      [`${id}.json`, 'hashes.csv', 'manifest.json'].toSorted(),
    )
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield await readFile(join(out, `${id}.json`))
    }
    const items = await Array.fromAsync(readers.misp(bytes()))
    assert.deepEqual(
      items.map((item) => ('record' in item ? item.record.entities[0]?.kind : item.defect.rule)),
      ['Document', 'Compound'],
    )
    assert.match(await readFile(join(out, 'hashes.csv'), 'utf8'), new RegExp(`^[0-9a-f]{32},${id}$`, 'm'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
