import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { WordPage } from '@shield/contract'
import { readAloudSet } from '@shield/core'
import { people } from '@shield/world'

import { asPerson } from '../../cli/as-person.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { checkFile, loadFile } from './index.ts'
import { shippedFiles } from './shipped.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let shelter: Headers
let administrator: Headers
let analyst: Headers

const of = (role: string, organisation?: string) =>
  people.find(
    (one) =>
      one.roles.includes(role as never) &&
      (organisation === undefined ? one.organisation.startsWith('th-') : one.organisation === organisation),
  ) ?? assert.fail(role)

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  administrator = await th.signIn(of('administrator'))
  analyst = await th.signIn(of('analyst'), 'investigation')
})
after(() => th.close())

const set = 'ilo-ec-2009'
const read = (language = 'my', headers = worker, of_ = set): Promise<WordPage> =>
  get(th, headers, 'wordsRead', { params: { set: of_, language } })
const lineOf = (page: WordPage, id: string) => page.items.find((one) => one.id === id) ?? assert.fail(id)
const sign = (
  texts: readonly { id: string; seal?: string | undefined }[],
  headers = worker,
  language = 'my',
) =>
  ask(th, headers, 'wordsSign', {
    params: { set, language },
    body: { knows: 'speaks-well', texts: texts.map(({ id, seal = '' }) => ({ text: id, seal })) },
  })

/** Loads a file in the name of the administrator, as the command does. */
async function load(body: object, options = { dryRun: false }) {
  const file = checkFile(JSON.stringify(body), 'code' in body ? 'country' : 'indicators')
  assert.ok('kind' in file, JSON.stringify(file))
  return asPerson(th.node, { person: of('administrator').id, purpose: 'administration' }, (ctx) =>
    loadFile(ctx, file, options),
  )
}

async function shippedSet(id: string) {
  const file = (await shippedFiles()).find((one) => one.kind === 'set' && one.set.id === id)
  assert.ok(file?.kind === 'set')
  return structuredClone(file.set)
}

async function shippedWords(of_: string, language: string) {
  const file = (await shippedFiles()).find(
    (one) => one.kind === 'words' && one.words.set === of_ && one.words.language === language,
  )
  assert.ok(file?.kind === 'words')
  return structuredClone(file.words)
}

test('at the first start everything that is shipped is there, in ten languages beside the English, all of it drafts', async () => {
  const { items } = await get(th, administrator, 'wordsList', {})
  assert.deepEqual(
    items.map(({ id, total }) => [id, total]),
    [
      [set, 67],
      ['forced-criminality', 23],
      [readAloudSet, 83],
    ],
  )
  for (const { languages, total, isInUse } of items) {
    assert.equal(isInUse, true)
    assert.deepEqual(languages.map(({ language }) => language).toSorted(), [
      'am',
      'hi',
      'id',
      'km',
      'lo',
      'my',
      'sw',
      'th',
      'vi',
      'zh',
    ])
    for (const one of languages) assert.deepEqual([one.texts, one.signed], [total, 0])
  }
})

test('a text is a draft until somebody who works with people in care signs it, and the name stands beside it', async () => {
  const before = lineOf(await read(), 'CD01')
  assert.equal(before.state, 'draft')
  assert.equal((await sign([before])).status, 200)
  const after_ = lineOf(await read(), 'CD01')
  assert.equal(after_.state, 'signed')
  assert.deepEqual(after_.signature?.person, of('case-worker', 'th-msd').name)
  assert.equal(after_.signature?.organisation, 'th-msd')
  // Sent again it is the same signature.
  assert.equal((await sign([before])).status, 200)
  const kept = await th.node.database.pool.query('select 1 from words_signature where text_id = $1', ['CD01'])
  assert.equal(kept.rowCount, 1)
  const said = await get(th, worker, 'indicatorSets', { query: { languages: 'my,km' } })
  const question = said.items[0]?.indicators.find(({ id }) => id === 'CD01')
  assert.deepEqual(question?.drafts, ['km'])
  assert.deepEqual(Object.keys(question?.question ?? {}).toSorted(), ['en', 'km', 'my'])
})

test('an administrator loads and signs nothing, an analyst does not even read; each is told why', async () => {
  const line = lineOf(await read(), 'CD02')
  const byAdministrator = await sign([line], administrator)
  assert.equal(byAdministrator.status, 403)
  assert.deepEqual((await read('my', administrator)).can, [])
  assert.equal((await ask(th, analyst, 'wordsRead', { params: { set, language: 'my' } })).status, 403)
  await assert.rejects(
    asPerson(th.node, { person: of('analyst').id, purpose: 'investigation' }, async (ctx) =>
      loadFile(ctx, { kind: 'set', set: await shippedSet(set) }, { dryRun: true }),
    ),
    { code: 'not-allowed' },
  )
})

test('what has changed since it was read is signed by nobody, nor what is not there', async () => {
  const line = lineOf(await read(), 'CD03')
  assert.equal((await sign([{ id: 'CD03', seal: '0'.repeat(32) }])).status, 412)
  assert.equal((await sign([{ id: 'ZZ99', seal: line.seal }])).status, 400)
  assert.equal((await sign([line], worker, 'fr')).status, 404)
  assert.equal((await sign([line], worker, 'en')).status, 404)
  assert.equal(lineOf(await read(), 'CD03').state, 'draft')
})

test('a signature is taken back with what is wrong, by anybody who may sign, and that is seen beside the draft', async () => {
  const line = lineOf(await read('km'), 'CD04')
  assert.equal((await sign([line], worker, 'km')).status, 200)
  const back = (texts: string[]) =>
    ask(th, shelter, 'wordsTakeBack', {
      params: { set, language: 'km' },
      body: { because: 'wrong-meaning', texts },
    })
  assert.equal((await back(['CD05'])).status, 409)
  assert.equal((await back(['CD04'])).status, 200)
  const doubted = lineOf(await read('km'), 'CD04')
  assert.deepEqual([doubted.state, doubted.doubted], ['draft', 'wrong-meaning'])
  assert.equal((await sign([line], shelter, 'km')).status, 200)
  const again = lineOf(await read('km'), 'CD04')
  assert.deepEqual(
    [again.state, again.doubted, again.signature?.organisation],
    ['signed', undefined, 'th-bfm'],
  )
})

test('every read, signature and doubt is in the audit, and the log names no text', async () => {
  const { rows } = await th.node.database.pool.query<{ action: string; object: string }>(
    `select action, object from audit_intake where action like 'words.%'`,
  )
  const actions = new Set(rows.map(({ action }) => action))
  for (const wanted of ['words.listed', 'words.read', 'words.signed', 'words.taken-back', 'words.asked'])
    assert.ok(actions.has(wanted), wanted)
  assert.ok(rows.some(({ object }) => object === `${set}/my`))
})

test('a later version of a language leaves signed what it leaves as it was', async () => {
  const page = await read('vi')
  assert.equal((await sign([lineOf(page, 'EX01'), lineOf(page, 'EX02')], worker, 'vi')).status, 200)
  const words = await shippedWords(set, 'vi')
  const next = { ...words, version: '2', texts: { ...words.texts, EX02: `${words.texts['EX02']} Bao lâu?` } }
  const dry = await load(next, { dryRun: true })
  assert.deepEqual([dry.faults, dry.before, dry.changed, dry.unsigned], [[], '1', 1, 1])
  assert.equal((await read('vi')).version, '1', 'a dry run keeps nothing')
  await load(next)
  const now = await read('vi')
  assert.equal(now.version, '2')
  assert.deepEqual([lineOf(now, 'EX01').state, lineOf(now, 'EX02').state], ['signed', 'draft'])
  const low = await load({ ...next, version: '1.9' })
  assert.deepEqual(
    low.faults.map(({ place, rule }) => `${place} ${rule}`),
    ['/version rises'],
  )
})

test('when the English changes a signed text is a draft again, and its twin that did not is not', async () => {
  const page = await read('id')
  assert.equal((await sign([lineOf(page, 'AV01'), lineOf(page, 'AV02')], worker, 'id')).status, 200)
  const next = await shippedSet(set)
  const changed = {
    ...next,
    version: '1.1',
    indicators: next.indicators.map((one) =>
      one.id === 'AV01' ? { ...one, question: { en: 'Who decided about food and bed?' } } : one,
    ),
  }
  const dry = await load(changed, { dryRun: true })
  assert.deepEqual([dry.faults, dry.changed, dry.unsigned], [[], 1, 1])
  assert.match(dry.notes.join(), /forced-criminality 0.2 stands on version 1/)
  await load(changed)
  const now = await read('id')
  assert.deepEqual([lineOf(now, 'AV01').state, lineOf(now, 'AV02').state], ['draft', 'signed'])
  // The proposal stands on the earlier version: it rests, is told to rest, and comes back for the new one.
  const asked = async () =>
    (await get(th, worker, 'indicatorSets', {})).items.map(({ id, version }) => `${id} ${version}`)
  assert.deepEqual(await asked(), [`${set} 1.1`])
  const { items } = await get(th, administrator, 'wordsList', {})
  assert.equal(items.find(({ id }) => id === 'forced-criminality')?.isInUse, false)
  const refined = await shippedSet('forced-criminality')
  await load({ ...refined, version: '0.3', extends: { id: set, version: '1.1' } })
  assert.deepEqual(await asked(), [`${set} 1.1`, 'forced-criminality 0.3'])
})

test('texts that are not right are refused with place and rule, all of them, and nothing is kept', async () => {
  const words = await shippedWords(readAloudSet, 'lo')
  const { faults } = await load({
    ...words,
    version: '3',
    texts: {
      ...words.texts,
      'consent.until': 'ບໍ່ມີວັນ',
      'answer.yes': words.texts['answer.no'] ?? '',
      'answer.stop': 'Stop',
      'answer.other': 'ແມ່ນ',
    },
  })
  assert.deepEqual(faults.map(({ place, rule }) => `${place} ${rule}`).toSorted(), [
    '/texts/answer.no own',
    '/texts/answer.other known',
    '/texts/answer.stop script',
    '/texts/consent.until places',
  ])
  assert.equal((await read('lo', worker, readAloudSet)).version, '2')
})

test('a language that the release has not is loaded by a node, and shown with what it lacks', async () => {
  const loaded = await load({
    ...{ set, language: 'bn', version: '1', of: '1.1' },
    texts: { CD01: 'এখন আপনার পাসপোর্ট কোথায়?' },
  })
  assert.deepEqual(loaded.faults, [])
  assert.match(loaded.notes.join(), /66 of 67/)
  const page = await read('bn')
  assert.deepEqual([page.texts, page.total, page.signed], [1, 67, 0])
  assert.equal(lineOf(page, 'CD02').state, 'missing')
  const missing = await get(th, worker, 'wordsRead', {
    params: { set, language: 'bn' },
    query: { state: 'missing' },
  })
  assert.equal(missing.items.length, 66)
})

test('sentences that are read out come by id in the languages asked for, with what is a draft', async () => {
  const { items } = await get(th, worker, 'wordsAloud', { query: { languages: 'th,am' } })
  const withdraw = items.find(({ id }) => id === 'consent.withdraw')
  assert.deepEqual(Object.keys(withdraw?.text ?? {}).toSorted(), ['am', 'en', 'th'])
  assert.deepEqual(withdraw?.drafts.toSorted(), ['am', 'th'])
  // In the order in which they are read.
  assert.equal(items[0]?.id, 'safety.private-place')
  const { texts } = await shippedWords(readAloudSet, 'en')
  assert.deepEqual(
    items.map(({ id }) => id),
    Object.keys(texts),
  )
})

test('the law of the country is loaded by version, and what is not known is not answered', async () => {
  const { country } = await get(th, worker, 'countryData', {})
  assert.equal(country?.code, 'TH')
  assert.equal(country?.determination?.days, 15)
  assert.equal(country?.review, undefined)
  const loaded = await load({
    ...{ code: 'TH', version: '60', checked: 'a lawyer of the country, in a test' },
    determination: { days: 10, cites: 'Invented for a test' },
  })
  assert.deepEqual(loaded.faults, [])
  assert.deepEqual(loaded.notes.filter((note) => note.startsWith('no clock')).length, 2)
  assert.equal((await get(th, worker, 'countryData', {})).country?.determination?.days, 10)
  assert.deepEqual((await load({ code: 'TH', version: '60', checked: 'again' })).faults[0]?.rule, 'rises')
})
