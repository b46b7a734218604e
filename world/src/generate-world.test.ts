import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { kinds, linkKinds, properties, readPersonCode } from '@shield/core'
import { checkSafe } from './check-safe.ts'
import { generateWorld } from './generate-world.ts'
import type { World } from './generate-world.ts'
import { recordsOf } from './testing.ts'
import type { RecordPlace } from './truth.ts'

const world = generateWorld({ seed: 1, scale: 1 })
const records = new Map(world.files.map((file) => [file.name, recordsOf(file)]))
const keys = new Map(
  world.files.map((file) => [file.name, new Set(records.get(file.name)?.map((one) => one.key))]),
)
const { truth } = world

function hashOf(made: World): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex')
}
function field(place: RecordPlace, column: string): string {
  const found = records.get(place.file)?.find((one) => one.key === place.key)
  return found?.cells[column] ?? ''
}
const castOf = (cast: string): typeof truth.entities =>
  truth.entities.filter((entity) => entity.cast === cast)
const entity = (id: string): (typeof truth.entities)[number] => {
  const found = truth.entities.find((one) => one.id === id)
  assert.ok(found, id)
  return found
}

test('the same seed gives the same bytes, another seed others', () => {
  const first = hashOf(world)
  assert.equal(hashOf(generateWorld({ seed: 1, scale: 1 })), first)
  const other = generateWorld({ seed: 2, scale: 1 })
  assert.notEqual(hashOf(other), first)
  const telling = world.files.filter((file) => !file.name.includes('cut-offs'))
  for (const file of telling)
    assert.notEqual(other.files.find((one) => one.name === file.name)?.text, file.text, file.name)
})

test('scale 1 is real work: 20,000 to 26,000 records, keys unique in each file', () => {
  let total = 0
  for (const file of world.files) {
    const count = records.get(file.name)?.length ?? 0
    assert.ok(count > 0, file.name)
    assert.equal(keys.get(file.name)?.size, count, file.name)
    total += count
  }
  assert.ok(total >= 20_000 && total <= 26_000, String(total))
})

test('a larger scale has more ordinary life and the same cast', () => {
  const larger = generateWorld({ seed: 1, scale: 3 })
  const size = (made: World, name: string): number =>
    made.files.find((file) => file.name === name)?.text.length ?? 0
  assert.ok(size(larger, 'th-imm-passengers.csv') > 2.8 * size(world, 'th-imm-passengers.csv'))
  assert.ok(size(larger, 'th-aht-calls.csv') > 1.8 * size(world, 'th-aht-calls.csv'))
  const cast = (made: World): string[] =>
    made.truth.entities
      .filter((one) => !one.id.startsWith('traveller-'))
      .map((one) => `${one.id} ${one.cast} ${one.name}`)
  assert.deepEqual(cast(larger), cast(world))
})

test('a seed or scale that is no whole number in range is refused', () => {
  assert.throws(() => generateWorld({ seed: 0.5, scale: 1 }), RangeError)
  assert.throws(() => generateWorld({ seed: 1, scale: 0 }), RangeError)
})

test('the cast has the numbers of the story', () => {
  const counts = {
    landlord: 1,
    'scam company owner': 2,
    'team leader': 9,
    guard: 14,
    recruiter: 6,
    'travel agent': 1,
    boatman: 1,
    'border official': 1,
    mule: 60,
    'mule account': 60,
    compound: 2,
    'scam company': 2,
    'person in need': 120,
    listed: 12,
    'scam victim': 400,
    choir: 24,
  }
  for (const [cast, count] of Object.entries(counts)) assert.equal(castOf(cast).length, count, cast)
  assert.equal(truth.entities.filter((one) => one.kind === 'wallet').length, 40)
  assert.equal(truth.entities.filter((one) => one.kind === 'phone').length, 200)
  assert.equal(new Set(truth.reports.map((report) => report.country)).size, 8)
  assert.equal(new Set(truth.reports.map((report) => report.currency)).size, 7)
  const twice = truth.reports.filter(
    (report) => new Set(report.records.map((place) => place.file)).size === 2,
  )
  assert.equal(twice.length, 30)
})

test('the 120 people have the traits of the story and only codes in the protection files', () => {
  const count = (trait: string): number =>
    truth.peopleInNeed.filter((person) => person.traits.some((one) => one === trait)).length
  assert.deepEqual(
    [
      'child',
      'age disputed',
      'led a team',
      'warrant',
      'asylum claim',
      'stateless',
      'refuses help',
      'seen before',
    ].map(count),
    [6, 2, 9, 3, 2, 1, 4, 5],
  )
  assert.equal(new Set(truth.peopleInNeed.map((one) => one.nationality).filter((one) => one !== '')).size, 14)
  const sealed = world.files.filter((file) => file.marking === 'protection')
  assert.deepEqual(sealed.map((file) => file.organisation).toSorted(), ['th-bfm', 'th-msd', 'th-msd'])
  const codes = new Set(truth.peopleInNeed.flatMap((person) => person.codes))
  for (const file of sealed) {
    for (const forbidden of ['name', 'birthDate', 'passportNumber', 'phone'])
      assert.ok(
        !JSON.stringify(file.mapping).includes(`"property":"${forbidden}"`),
        `${file.name} ${forbidden}`,
      )
  }
  for (const file of world.files.filter((one) => one.marking !== 'protection'))
    for (const code of codes) assert.ok(!file.text.includes(code), `${file.name} names ${code}`)
  const charged = truth.peopleInNeed.filter((person) => person.alsoKnownAs !== undefined)
  assert.deepEqual(
    charged.map((person) => person.alsoKnownAs),
    ['team-leader-9'],
  )
})

test('the raid: wristbands that read, names in nine scripts that stand in no file, documents of nobody, five seen before', () => {
  const { raid } = world
  assert.equal(raid.length, 120)
  const codes = raid.flatMap(({ code, before }) => [code, ...(before === undefined ? [] : [before])])
  assert.equal(new Set(codes).size, 125)
  for (const code of codes) assert.equal(readPersonCode(code), code)
  const names = raid.flatMap(({ identity }) => (identity?.names ?? []).map(({ text }) => text))
  assert.equal(new Set(names).size, names.length, 'nobody is called as another')
  const texts = world.files.map(({ text }) => text.toLowerCase())
  for (const name of names) {
    assert.ok(name.trim() === name && name !== '')
    assert.ok(!texts.some((text) => text.includes(name.toLowerCase())), `${name} stands in a file`)
  }
  const scripts = ['Latn', 'Mymr', 'Khmr', 'Laoo', 'Hans', 'Deva', 'Ethi', 'Beng', 'Sinh']
  const has = (script: string): boolean =>
    names.some((name) => new RegExp(`\\p{Script=${script === 'Hans' ? 'Hani' : script}}`, 'u').test(name))
  assert.deepEqual(scripts.filter(has), scripts)
  const sealed = raid.flatMap(({ identity }) => (identity ? [identity] : []))
  const text = JSON.stringify(sealed)
  assert.deepEqual(checkSafe([{ name: 'raid', text }]).violations, [])
  const count = (is: (one: (typeof raid)[number]) => boolean): number => raid.filter(is).length
  assert.deepEqual(
    [
      count(({ triage }) => triage.age === 'child'),
      count(({ triage }) => triage.age === 'unsure'),
      count(({ triage }) => triage.wish === 'refuse'),
      count(({ identity }) => identity === undefined),
      count(({ before }) => before !== undefined),
      sealed.filter(({ citizenships }) => citizenships.includes('STATELESS')).length,
    ],
    [4, 2, 4, 4, 5, 1],
  )
  const place = new Map(raid.map(({ code }, at) => [code, at]))
  for (const [at, { staysWith }] of raid.entries())
    for (const code of staysWith) assert.ok((place.get(code) ?? at) < at, 'they came before')
  assert.ok(count(({ staysWith }) => staysWith.length > 0) > 50)
})

test('every record the truth names exists, and every entity and role it names too', () => {
  const ids = new Set(truth.entities.map((one) => one.id))
  assert.equal(ids.size, truth.entities.length)
  const places = [
    ...truth.entities.flatMap((one) => one.records),
    ...truth.reports.flatMap((one) => [...one.records, ...one.path.map((step) => step.payment)]),
    ...truth.different.flatMap((one) => [one.left, one.right]),
    ...truth.threads.flatMap((one) => [...one.start, ...one.records]),
  ]
  assert.ok(places.length > 15_000, String(places.length))
  for (const place of places) assert.ok(keys.get(place.file)?.has(place.key), JSON.stringify(place))
  for (const role of truth.roles) assert.ok(ids.has(role.entity), role.entity)
  for (const report of truth.reports) assert.ok(ids.has(report.victim), report.victim)
  for (const one of truth.entities.filter(
    (each) => each.kind !== 'phone' && !each.id.startsWith('traveller'),
  ))
    assert.ok(
      one.records.length > 0 || one.cast === 'guard' || one.cast === 'listed',
      `${one.id} ${one.cast}`,
    )
})

test('the money of each report runs from the victim to a wallet without a gap, and sums to the loss', () => {
  for (const report of truth.reports) {
    const paid = report.path.slice(0, -2)
    const [onward, out] = report.path.slice(-2)
    assert.ok(onward && out && paid.length > 0, report.id)
    const sum = paid.reduce((total, step) => total + Math.round(Number(step.amount) * 100), 0)
    assert.equal(sum, Math.round(Number(report.amount) * 100), report.id)
    for (const step of paid) assert.equal(step.to, onward.from)
    assert.equal(onward.to, out.from)
    assert.match(out.to, /^aml-wallet-/)
  }
})

test('thread 1: three reports of two countries name one wallet, which two agencies hold in two cases', () => {
  const thread = truth.threads[0]
  const starts = thread?.start ?? []
  assert.deepEqual(
    starts.map((place) => place.file),
    ['th-aht-scam-reports.csv', 'th-aht-scam-reports.csv', 'ph-wdk-scam-reports.csv'],
  )
  const wallets = starts.map((place) => field(place, 'กระเป๋าเงินดิจิทัล') || field(place, 'Wallet'))
  assert.equal(new Set(wallets).size, 1)
  assert.match(wallets[0] ?? '', /^T/)
  for (const name of ['th-aht-case-exhibits.csv', 'th-aml-case-exhibits.csv'])
    assert.ok(
      records.get(name)?.some((one) => one.cells['Wallet'] === wallets[0]),
      name,
    )
})

test("thread 2: the recruiter's phone stands in both countries under two names, and a nurse's by mistake", () => {
  const plain = (text: string): string => text.replace(/[^\d+]/g, '')
  const here = entity('recruiter-1').records.find((place) => place.file === 'th-aht-people.csv')
  const there = entity('recruiter-1').records.find((place) => place.file === 'ph-wdk-people.ijson')
  assert.ok(here && there)
  const phone = field(here, 'โทรศัพท์')
  assert.equal(plain(field(there, 'phone')), phone)
  assert.notEqual(field(here, 'ชื่อ-สกุล'), field(there, 'name'))
  const nurse = entity('nurse').records[0]
  assert.ok(nurse)
  assert.equal(field(nurse, 'Contact'), field(here, 'โทรศัพท์ 2'))
  assert.notEqual(field(nurse, 'Contact'), phone)
})

test('thread 4: two of three are สมชาย, and SOMCHAY is somebody else', () => {
  const at = (file: string): RecordPlace => {
    const place = entity('mule-1').records.find((one) => one.file === file)
    assert.ok(place, file)
    return place
  }
  const [police, aml, wdk] = [
    at('th-aht-people.csv'),
    at('th-aml-transactions.ijson'),
    at('ph-wdk-people.ijson'),
  ]
  assert.match(field(police, 'ชื่อ-สกุล'), /^สมชาย /)
  assert.match(field(aml, 'name'), /^Somchai /)
  assert.equal(field(wdk, 'name'), '颂猜')
  assert.equal(field(wdk, 'passportNumber'), field(police, 'เลขหนังสือเดินทาง'))
  const other = entity('other-somchai').records[0]
  assert.ok(other)
  assert.match(field(other, 'Name'), /SOMCHAY/)
  assert.notEqual(field(other, 'Passport'), field(police, 'เลขหนังสือเดินทาง'))
  assert.notEqual(field(other, 'Date of birth'), field(aml, 'birthDate'))
})

test('thread 5 and 6: the choir, the group and the neighbour travel; no file of the police knows them', () => {
  for (const one of [...castOf('choir'), ...castOf('possible victim'), entity('neighbour')])
    assert.ok(
      one.records.every((place) => place.file.startsWith('th-imm-')),
      one.id,
    )
  assert.equal(truth.threads.length, 6)
  for (const thread of truth.threads)
    assert.ok(thread.start.length > 0 && thread.expected.length > 0, thread.title)
})

test('at least 97 passengers in a hundred have nothing to do with the story', () => {
  const plain = new Set(
    castOf('traveller').flatMap((one) => one.records.map((place) => `${place.file} ${place.key}`)),
  )
  const rows = records.get('th-imm-passengers.csv') ?? []
  const ordinary = rows.filter((row) => plain.has(`th-imm-passengers.csv ${row.key}`)).length
  assert.ok(ordinary / rows.length >= 0.97, String(ordinary / rows.length))
})

test('mappings speak the words of the ontology and name columns that exist', () => {
  const tables = world.files.filter((file) => file.mapping !== undefined)
  assert.ok(tables.length >= 18)
  for (const file of tables) {
    const header = new Set(Object.keys(records.get(file.name)?.[0]?.cells ?? {}))
    const known = (column: string | undefined): void =>
      assert.ok(column === undefined || header.has(column), `${file.name}: ${column}`)
    const names = new Set(file.mapping?.entities.map((one) => one.name))
    for (const one of file.mapping?.entities ?? []) {
      assert.ok(Object.hasOwn(kinds, one.kind))
      one.key.forEach(known)
      for (const column of one.columns) {
        known(column.column)
        assert.ok(Object.hasOwn(properties, column.property))
      }
    }
    for (const link of file.mapping?.links ?? []) {
      assert.ok(Object.hasOwn(linkKinds, link.kind) && names.has(link.from) && names.has(link.to))
      for (const column of [link.starts?.column, link.amount, link.currency, link.detail]) known(column)
    }
  }
})

test('what is marked windows-874 can be written in it', () => {
  const old = world.files.filter((file) => file.encoding === 'windows-874')
  assert.ok(old.length >= 1)
  for (const file of old)
    assert.deepEqual(file.text.match(/[^\r\n -~\u0E01-\u0E3A\u0E3F-\u0E5B]/gu), null, file.name)
})

test('organisations and people fit together, and nobody who administers reads content', () => {
  const codes = new Set(world.organisations.map((one) => one.code))
  for (const person of world.people) {
    assert.ok(codes.has(person.organisation), person.organisation)
    assert.match(person.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    if (person.roles.includes('administrator'))
      assert.deepEqual([person.roles.length, person.clearance, person.cases.length], [1, 0, 0])
  }
  for (const file of world.files) assert.ok(codes.has(file.organisation), file.name)
  assert.equal(world.people.filter((one) => one.roles.includes('administrator')).length, 4)
})

const list = new URL('../../../shared/data/names/un/UN_consolidated_2026-02.xml', import.meta.url)

test(
  'no full name is that of a person on the UN list',
  { skip: !existsSync(list) && 'no ../shared/data' },
  () => {
    const fold = (text: string): string =>
      text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[\s,-]+/)
        .filter(Boolean)
        .toSorted()
        .join(' ')
    const xml = readFileSync(list, 'utf8')
    const listed = new Set<string>()
    for (const [block] of xml.matchAll(/<INDIVIDUAL>[\s\S]*?<\/INDIVIDUAL>/g)) {
      const text = (tag: string): string[] =>
        [...block.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, 'g'))].map((found) => found[1] ?? '')
      listed.add(fold(['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].flatMap(text).join(' ')))
      for (const alias of [...text('ALIAS_NAME'), ...text('NAME_ORIGINAL_SCRIPT')]) listed.add(fold(alias))
    }
    assert.ok(listed.size > 1500, String(listed.size))
    const names = [
      ...truth.entities.map((one) => one.name),
      ...world.people.flatMap((one) => [one.name.en, one.name.th]),
    ]
    // One given name alone is no full name.
    const equal = names.filter((name) => fold(name).includes(' ') && listed.has(fold(name)))
    assert.deepEqual(equal, [])
  },
)

const network = new Set(
  'landlord,armed protector,scam company owner,team leader,guard,recruiter,travel agent,driver,boatman,border official,nominee,mule'.split(
    ',',
  ),
)
const nameColumns = ['ชื่อ-สกุล', 'ชื่ออื่น', 'ชื่อภาษาอื่น', 'ผู้จดทะเบียน', 'บุคคล', 'Name', 'name', 'alias']
const scripts = ['Thai', 'Han', 'Myanmar', 'Khmer', 'Lao', 'Devanagari', 'Ethiopic', 'Latin'].map(
  (name) => new RegExp(`\\p{Script=${name}}`, 'u'),
)

test('each of the network is written under one to five names in one to four scripts', () => {
  const fold = (text: string): string => text.toLowerCase().replace(',', '').split(' ').toSorted().join(' ')
  const seen = truth.entities
    .filter((one) => network.has(one.cast))
    .map((one) => {
      const written = one.records
        .flatMap((place) => nameColumns.map((column) => field(place, column)))
        .filter(Boolean)
      return {
        names: new Set(written.map(fold)).size,
        scripts: scripts.filter((script) => written.some((name) => script.test(name))).length,
      }
    })
  assert.equal(seen.length, 109)
  assert.deepEqual([...new Set(seen.map((one) => one.names))].toSorted(), [1, 2, 3, 4, 5])
  assert.deepEqual([...new Set(seen.map((one) => one.scripts))].toSorted(), [1, 2, 3, 4])
})
