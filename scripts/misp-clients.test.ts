import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

import { registerMisp } from '../server/src/modules/misp/index.ts'
import { addMispClient } from '../server/src/modules/misp/testing.ts'
import { createTestNode } from '../server/src/testing.ts'
import type { TestNode } from '../server/src/testing.ts'
import { pythonClients } from './python-clients.ts'
import { root } from './run-step.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
  registerMisp(th.app, th.node)
  await th.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => th.close())

const clients = await pythonClients()
const state = 'workflow:state="complete"'
const grade = 'admiralty-scale:source-reliability="b"'

test(
  'M15 PyMISP adds, searches, tags, publishes, changes and deletes at the door',
  { skip: clients.python === undefined ? clients.because : false },
  async () => {
    const client = await addMispClient(th.node, ['agency'], { write: true })
    const { port } = th.app.server.address() as AddressInfo
    const { stdout } = await promisify(execFile)(clients.python ?? '', [`${root}scripts/clients/misp.py`], {
      env: { PATH: process.env['PATH'], URL: `http://127.0.0.1:${port}/misp/`, KEY: client.key },
    })
    assert.deepEqual(JSON.parse(stdout), {
      role: 'SHIELD client',
      added: ['Job offers of a training', 2, 1, false],
      exists: true,
      found: [true],
      by_type: ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
      events: [true],
      nothing: 0,
      tags: ['tlp:amber', state],
      attribute_tags: [grade],
      untagged: ['tlp:amber'],
      by_tag: [true],
      published: true,
      is_published: true,
      index: 1,
      updated: ['Job offers, corrected', ['btc', 'domain', 'phone-number']],
      attribute: 'https://jobs.example/a',
      left: ['domain', 'phone-number', 'url'],
      sighted: true,
      deleted: true,
      gone: true,
      again: 403,
    })
  },
)
