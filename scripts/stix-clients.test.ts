import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName } from '@shield/core'
import { redactStix, tlp2Ids, writeStix } from '@shield/formats'
import type { ExportItems } from '@shield/formats'

import { importStix } from '../server/src/modules/taxii/testing.ts'
import { blocksAround } from '../server/src/testing-blocks.ts'
import { createTestNode } from '../server/src/testing.ts'
import { pythonClients } from './python-clients.ts'
import { root } from './run-step.ts'

const clients = await pythonClients()
const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const examples: Partial<Readonly<Record<PropertyName, string>>> = {
  ...{ country: 'TH', email: 'a@b.example', domain: 'jobs.example', website: 'https://jobs.example/a' },
  ...{ ipAddress: '192.0.2.7', phone: '+999550100101', startDate: '2024-01-02', endDate: '2024-02-03' },
}

/** One of each kind with each property, and one of each link. */
async function* everything(): ExportItems {
  const values = (Object.keys(properties) as PropertyName[])
    .filter((property) => property !== 'stixType')
    .map((property) => ({
      property,
      value: examples[property] ?? `text of ${property}`,
      norm: examples[property] ?? '',
    }))
  for (const [number, kind] of (Object.keys(kinds) as KindName[]).entries())
    yield { id: uuid(100 + number), kind, values, tlp: 'GREEN' }
  for (const [number, kind] of (Object.keys(linkKinds) as LinkKindName[]).entries())
    yield {
      ...{ id: uuid(300 + number), kind, from: uuid(100), to: uuid(101), tlp: 'AMBER' },
      amount: '1.00',
    }
}

test(
  'stix2-validator finds nothing wrong in a bundle of every kind and every link, nor in the published example',
  { skip: clients.python === undefined ? clients.because : false },
  async () => {
    const bundle = Buffer.concat(
      await Array.fromAsync(writeStix(everything(), { id: uuid(0), at: '2026-01-02T03:04:05.000Z' })),
    )
    const example = await readFile(`${root}docs/formats/examples/compound.json`)
    for (const [input, least] of [
      [bundle, 80],
      [example, 5],
    ] as const) {
      const run = spawnSync(clients.python ?? '', [`${root}scripts/clients/stix.py`], {
        input,
        maxBuffer: 2 ** 26,
      })
      const seen = JSON.parse(run.stdout.toString()) as { validated: number; faults: readonly unknown[] }
      assert.deepEqual(seen.faults, [])
      assert.ok(seen.validated >= least, `${seen.validated}`)
    }
  },
)

test('a redacted copy that comes back does not take the place of what was whole, in either order', async () => {
  const th = await createTestNode('th')
  try {
    const own = blocksAround()['own agency'] ?? assert.fail()
    for (const [number, isFirst] of [true, false].entries()) {
      const whole = {
        ...{
          type: 'identity',
          spec_version: '2.1',
          id: `identity--00000000-0000-4000-8000-00000000000${number}`,
        },
        ...{ created: '2026-01-02T03:04:05.000Z', modified: '2026-01-02T03:04:05.000Z', name: 'Somchai' },
        ...{ identity_class: 'individual', contact_information: 'secret place' },
        granular_markings: [{ marking_ref: tlp2Ids['AMBER+STRICT'], selectors: ['contact_information'] }],
      }
      const redacted = redactStix(whole, 'GREEN')
      assert.ok(!JSON.stringify(redacted).includes('secret place'))
      for (const object of isFirst ? [whole, redacted] : [redacted, whole])
        await importStix(th, own, [object])
      const standing = await th.node.database.pool.query<{ body: unknown }>(
        'select body from record where key = $1 and ended_at is null',
        [whole.id],
      )
      assert.deepEqual(
        standing.rows.map((row) => row.body),
        [whole],
      )
    }
  } finally {
    await th.close()
  }
})
