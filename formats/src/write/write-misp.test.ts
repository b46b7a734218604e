import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { linkKinds } from '@shield/core'
import type { Json, LinkKindName } from '@shield/core'

import { readAll, sharedFile, withShared } from '../json/testing.ts'
import { readMisp } from '../misp/read-misp.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'
import { mispFeed, writeMisp } from './write-misp.ts'

const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const options = {
  ...{ id: uuid(900), at: new Date('2026-01-02T03:04:05Z'), info: 'Export' },
  organisation: { uuid: uuid(901), name: 'Bureau' },
}

async function written(
  items: readonly (ExportEntity | ExportLink)[],
): Promise<{ text: string; written: Written }> {
  async function* each(): ExportItems {
    yield* items
  }
  const pieces: Uint8Array[] = []
  const source = writeMisp(each(), options)
  for (;;) {
    const next = await source.next()
    if (next.done) return { text: Buffer.concat(pieces).toString(), written: next.value }
    pieces.push(next.value)
  }
}

const entity = (
  number: number,
  kind: ExportEntity['kind'],
  tlp: ExportEntity['tlp'] = 'GREEN',
): ExportEntity => ({
  ...{ id: uuid(number), kind, tlp },
  values: [{ property: 'name', value: `Name ${number}`, norm: '' }],
})

test('an event reads back as what was written: entities, links, and the strictest colour', async () => {
  const link: ExportLink = { id: uuid(3), kind: 'Uses', from: uuid(1), to: uuid(2), tlp: 'GREEN' }
  const lost: ExportLink = { ...link, id: uuid(4), to: uuid(99) }
  const { text, written: done } = await written([
    link,
    lost,
    entity(1, 'Person'),
    entity(2, 'Compound', 'AMBER'),
  ])
  assert.deepEqual(done, { entities: 2, links: 1, leftOut: [uuid(4)] })
  const { records, defects } = await readAll(readMisp, text)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    records.map((record) => [record.entities[0]?.kind, record.tlp]),
    [
      ['Document', 'AMBER'],
      ['Person', 'AMBER'],
      ['Compound', 'AMBER'],
    ],
  )
  assert.deepEqual(
    records.flatMap((record) => record.links.map((one) => one.kind)),
    ['ReportedBy', 'Mentions', 'Uses', 'Mentions'],
  )
})

test('any kind of link goes out as a verb, and comes back as the same or as one with its verb', async () => {
  for (const kind of Object.keys(linkKinds) as LinkKindName[]) {
    const link: ExportLink = { id: uuid(3), kind, from: uuid(1), to: uuid(2), tlp: 'GREEN' }
    const { text } = await written([entity(1, 'Person'), entity(2, 'Company'), link])
    const { records } = await readAll(readMisp, text)
    const [found] = records
      .flatMap((record) => record.links)
      .filter((one) => one.kind !== 'Mentions' && one.kind !== 'ReportedBy')
    if (kind === 'Mentions' || kind === 'ReportedBy') continue
    assert.equal(linkKinds[found?.kind ?? 'UnknownLink'].stix, linkKinds[kind].stix, kind)
  }
})

test('the event that MISP tests with goes in and out and in with equal attributes', withShared, async () => {
  const first = await readAll(readMisp, sharedFile('misp-events/misp-tests-event.json'))
  const items = first.records.slice(1).flatMap((record, number): ExportEntity[] =>
    record.entities.map((one) => ({
      id: uuid(number + 1),
      kind: one.kind,
      values: [],
      tlp: record.tlp ?? 'CLEAR',
      body: record.body,
    })),
  )
  const second = await readAll(readMisp, (await written(items)).text)
  const said = (records: typeof first.records): readonly unknown[] =>
    records
      .slice(1)
      .map((record) => [record.key, record.version, record.entities.map((one) => [one.kind, one.values])])
  assert.deepEqual(said(second.records), said(first.records))
  assert.equal(items.length, 38)
})

test('a feed names each event in its manifest, and each value by its hash', async () => {
  const { text } = await written([entity(1, 'Person')])
  const { response } = JSON.parse(text) as { response: readonly { Event: Readonly<Record<string, Json>> }[] }
  const events = response.map((one) => one.Event)
  const { manifest, hashes } = mispFeed(events)
  const id = uuid(900).replace('-7', '-4')
  assert.deepEqual(Object.keys(manifest), [id])
  const md5 = createHash('md5').update('Name 1').digest('hex')
  assert.ok(hashes.split('\n').includes(`${md5},${id}`), hashes)
})
