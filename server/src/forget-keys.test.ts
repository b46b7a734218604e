import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'

import { people } from '@shield/world'
import pg from 'pg'

import { forgetKeys } from './forget-keys.ts'
import { startWork } from './jobs/work.ts'
import { upload } from './testing-http.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

/** Sends one file under one key and gives the id of the import it made. */
async function send(content: string): Promise<string> {
  const analyst = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
  const answer = await upload(
    th,
    { ...analyst, 'idempotency-key': 'of-yesterday' },
    { source: 'Sent twice', marking: 'agency' },
    { name: 'people.csv', content },
  )
  assert.equal(answer.status, 200, answer.text)
  return (JSON.parse(answer.text) as { readonly id: string }).id
}

const kept = async (): Promise<number | null> =>
  (await th.node.database.pool.query('select from idempotency')).rowCount

test('within a day a request sent again gets its first answer; after a day its key is forgotten', async () => {
  const first = await send('id,name\n1,Nok\n')
  th.pass({ minutes: 24 * 60 - 1 })
  await forgetKeys(th.node)
  assert.equal(await send('id,name\n1,Nok\n'), first)

  th.pass({ minutes: 2 })
  await forgetKeys(th.node)
  assert.equal(await kept(), 0)
  assert.notEqual(await send('id,name\n1,Nok\n'), first)
})

test('the queue forgets keys by its clock, and its job does', async () => {
  th.pass({ minutes: 25 * 60 })
  assert.equal(await kept(), 1)
  const owner = new pg.Client({ connectionString: th.url })
  await owner.connect()
  const work = await startWork(th.node, th.url)
  try {
    const clock = async (): Promise<number | null> =>
      (
        await owner.query(
          `select from graphile_worker._private_known_crontabs where identifier = 'http.forget-keys'`,
        )
      ).rowCount
    await eventually(async () => (await clock()) === 1)
    await owner.query(`select enqueue('http.forget-keys', '{}', null, now())`)
    await eventually(async () => (await kept()) === 0)
  } finally {
    await work.stop()
    await owner.end()
  }
})

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return
    await setTimeout(50)
  }
  assert.fail('not within half a minute')
}
