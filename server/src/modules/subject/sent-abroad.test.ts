import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { ReleaseView, SubjectFile } from '@shield/contract'
import { properties } from '@shield/core'
import type { Level, PropertyName } from '@shield/core'

import { createPair, deliver } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { reportRecalls } from '../exchange/index.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { createKeeping } from '../retention/testing.ts'
import type { Headers, Keeping } from '../retention/testing.ts'
import { get } from '../../testing-http.ts'

/** What went abroad on a consent of somebody stands in that person's file, and in nobody else's. */
let pair: Pair
let keeping: Keeping
let officer: Headers
let agreement: string
let entity: string
let statements: readonly { readonly id: string; readonly property: PropertyName; readonly value: string }[]

before(async () => {
  pair = await createPair()
  keeping = await createKeeping(pair.th)
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(pair.th, analyst, {
    ...{ source: 'What they told', lines: ['1,Canary Boss,+999 81 555 0177,Canary Trading'] },
  })
  entity = await findOne(pair.th, officer, 'Canary Boss')
  statements = (await get(pair.th, officer, 'entityRead', { params: { id: entity } })).statements
  agreement = (await get(pair.th, officer, 'agreementList')).items[0]?.id ?? ''
  await deliver(pair.th, 'ph')
})
after(() => pair.close())

const file = (code: string): Promise<SubjectFile> =>
  get(pair.th, keeping.worker, 'subjectFile', { params: { code } })
const at = () => new Date().toISOString()
const withdraw = (code: string, id: string) =>
  get(pair.th, keeping.worker, 'consentWithdraw', {
    params: { code, id },
    body: { at: at(), mode: 'spoken' },
  })

function release(
  reference: string | undefined,
  chosen: readonly { readonly id: string }[],
): Promise<ReleaseView> {
  return get(pair.th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', legalBasis: 'Canary TH-26-0143', reason: 'Canary reason' },
      entities: [{ entity, statements: chosen.map(({ id }) => id) }],
      ...(reference === undefined ? {} : { consent: { reference, purpose: 'investigation' } }),
    },
  })
}

test('to which country, when, what kinds of values and on which consent; then what the computer there confirms', async () => {
  const code = await keeping.newPerson()
  const consent = await keeping.agree(code, at(), { abroad: true })
  assert.deepEqual((await file(code)).abroad, [])
  assert.equal((await release(consent, statements)).state, 'sent')
  const [sent] = (await file(code)).abroad
  assert.deepEqual(
    [sent?.to.en, sent?.purpose, sent?.consent, sent?.takenAt, sent?.recalledAt],
    ['Philippines (training)', 'investigation', consent, undefined, undefined],
  )
  assert.deepEqual(sent?.kinds.toSorted(), [...new Set(statements.map((one) => one.property))].toSorted())
  await deliver(pair.th, 'ph')
  assert.ok((await file(code)).abroad[0]?.takenAt)
  await withdraw(code, consent)
  const [back] = (await file(code)).abroad
  assert.ok(back?.recalledAt)
  assert.equal(back.hiddenAt, undefined, 'it is not said to be hidden before the computer there says so')
  await deliver(pair.th, 'ph')
  assert.ok((await file(code)).abroad[0]?.hiddenAt)
})

test('where the computer there looked for what was called back, and that it has nothing open', async () => {
  const code = await keeping.newPerson()
  const consent = await keeping.agree(code, at(), { abroad: true })
  const { id } = await release(consent, statements)
  await deliver(pair.th, 'ph')
  await withdraw(code, consent)
  await deliver(pair.th, 'ph')
  await reportRecalls(pair.ph.node, { releases: [id] })
  await deliver(pair.ph, 'th')
  const [told] = (await file(code)).abroad
  assert.ok(told?.searched)
  assert.deepEqual([told.searched.isComplete, told.searched.hasCopies], [true, false])
})

const seed = process.env['SHIELD_SEED'] ?? randomBytes(4).toString('hex')
const drawn = (n: string, most: number) =>
  createHash('sha256').update(`${seed} ${n}`).digest().readUInt32BE(0) % most

test('of random releases each file has those on a consent of that person alone, and nothing that speaks of an investigation', async () => {
  const codes = await Promise.all([0, 1].map(() => keeping.newPerson()))
  const consents = await Promise.all(
    [0, 0, 1, 1].map(async (n) => {
      const code = codes[n] ?? ''
      return { code, id: await keeping.agree(code, at(), { abroad: true }) }
    }),
  )
  const kinds = (some: typeof statements) => [...new Set(some.map((one) => one.property))].toSorted()
  const made: { readonly reference: string | undefined; readonly kinds: readonly string[] }[] = []
  for (let n = 0; n < 10; n += 1) {
    const kept = statements.filter((_, at_) => drawn(`${n} ${at_}`, 2) === 0)
    const chosen = kept.length === 0 ? statements.slice(0, 1) : kept
    const reference = [...consents.map(({ id }) => id), 'TH-MSD-2026-77', undefined][drawn(`consent ${n}`, 6)]
    await release(reference, chosen)
    made.push({ reference, kinds: kinds(chosen) })
  }
  const gone = consents[drawn('withdrawn', consents.length)] ?? assert.fail('no consent')
  await withdraw(gone.code, gone.id)
  for (const code of codes) {
    const own = consents.filter((one) => one.code === code).map(({ id }) => id)
    const { abroad } = await file(code)
    const said = abroad.map(({ consent, kinds: told, recalledAt }) =>
      JSON.stringify([consent, told.toSorted(), recalledAt !== undefined]),
    )
    const expected = made.flatMap(({ reference, kinds: held }) =>
      reference !== undefined && own.includes(reference)
        ? [JSON.stringify([reference, held, reference === gone.id])]
        : [],
    )
    assert.deepEqual(said.toSorted(), expected.toSorted(), `SHIELD_SEED=${seed}`)
    const text = JSON.stringify(abroad)
    for (const hidden of ['Canary', 'TH-26', 'th-aht', '+999', entity])
      assert.ok(!text.includes(hidden), `${hidden} is in a file (SHIELD_SEED=${seed})`)
    for (const { kinds: told } of abroad) for (const one of told) assert.ok(one in properties)
  }
})

test('what waits for a second person is in no file, nor what was taken back before it went', async () => {
  const code = await keeping.newPerson()
  const consent = await keeping.agree(code, at(), { abroad: true })
  await raise(2)
  const waits = await release(consent, statements)
  assert.deepEqual([waits.state, (await file(code)).abroad], ['waiting', []])
  await withdraw(code, consent)
  assert.deepEqual((await file(code)).abroad, [])
})

/** From this level on a second person has to agree to a release. */
async function raise(level: Level): Promise<void> {
  const { node } = pair.th
  const [first] = (await get(pair.th, officer, 'entityRead', { params: { id: entity } })).statements
  const before_ = first?.marking ?? assert.fail('nothing to mark')
  await node.database.inTransaction(async (tx) => {
    const marking = await node.markings.intern(tx, { ...before_, level })
    await tx.client.query(
      'update statement set marking_id = $2 where entity_id = (select id from entity where wire = $1)',
      [entity, marking],
    )
  })
}
