import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'

import type { SearchReply } from '@shield/contract'
import { people } from '@shield/world'

import { buildNode, closeNode } from '../build-node.ts'
import { readConfig } from '../config.ts'
import type { Node } from '../context.ts'
import { startNode } from '../start-node.ts'
import { migrate } from '../store/migrate.ts'
import { commands } from './index.ts'
import { addDemonstrationPeople } from './load-demonstration.ts'
import { openNodeDatabase } from './open-node.ts'
import type { OpenDatabase } from './open-node.ts'
import { runCommand } from './run-command.ts'
import { shield } from './testing.ts'
import type { Ended } from './testing.ts'

let folder: string
let environment: Record<string, string>
let database: OpenDatabase
let node: Node

const csv = 'id,name,phone\nP1,Somchai Jaidee,+999 81 234 5678\nP2,Malee Sukjai,+999 81 234 9999\n'
const mapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'phone', property: 'phone' },
      ],
    },
  ],
  links: [],
}

/** The commands find a cluster that is up, as they do beside a running node. */
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-commands-'))
  environment = { SHIELD_DATA: folder }
  process.env['SHIELD_DATA'] = folder
  const config = readConfig(environment)
  database = await openNodeDatabase(config)
  await migrate(database.url)
  node = await buildNode(config, database.url, { search: false, connections: 2 })
  await addDemonstrationPeople(node)
  await writeFile(join(folder, 'people.csv'), csv)
  await writeFile(join(folder, 'map.json'), JSON.stringify(mapping))
  await writeFile(join(folder, 'broken.json'), '{"key": ')
  await writeFile(join(folder, 'wrong.json'), JSON.stringify({ ...mapping, entities: [] }))
  await writeFile(join(folder, 'strange.bin'), Buffer.from([0, 1, 2, 3, 255]))
  await mkdir(join(folder, 'a-folder'))
})
after(async () => {
  await closeNode(node)
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

const file = (name: string): string => join(folder, name)
const analyst = people.find((one) => one.roles.includes('analyst')) ?? assert.fail('nobody is an analyst')

/** Runs the real program. */
const run = (...args: readonly string[]): Promise<Ended> => shield(args, environment)

/** Runs the same without a process of its own: starting one costs more than most commands. */
async function runHere(context: TestContext, ...args: readonly string[]): Promise<Ended> {
  const log = context.mock.method(console, 'log', () => undefined)
  const error = context.mock.method(console, 'error', () => undefined)
  const saidBy = ({ mock }: typeof log): string =>
    mock.calls.map((call) => `${call.arguments.join(' ')}\n`).join('')
  try {
    const code = await runCommand(args)
    return { code, stdout: saidBy(log), stderr: saidBy(error) }
  } finally {
    log.mock.restore()
    error.mock.restore()
  }
}

test('every command is there, with what it does and how it is called', async () => {
  const names = [
    ...[
      'demo',
      'demo links',
      'demo truth',
      'agreement verify',
      'erasure verify',
      'serve',
      'migrate',
      'set-up',
      'import',
      'export',
      'search',
      'doctor',
      'evacuate',
      'token',
    ],
    ...[
      'names compare',
      'names search',
      'link',
      'audit verify',
      'audit export',
      'client add',
      'client revoke',
    ],
    ...['init', 'invite', 'join', 'admit', 'rotate', 'list', 'suspend', 'accept-log'].map(
      (act) => `federation ${act}`,
    ),
    ...['indicators load', 'countries load'],
    ...['bundle export', 'bundle import', 'feed add', 'webhook add', 'webhook end'],
    ...['state', 'rotate', 'copy', 'shares', 'recover', 'canary add'].map((act) => `vault ${act}`),
  ]
  assert.deepEqual(commands.map((command) => command.name).toSorted(), names.toSorted())
  for (const { name, summary, load } of commands) {
    const { usage } = await load()
    assert.ok(usage.startsWith(`usage: bin/shield ${name}`), name)
    assert.ok(summary.length > 10, name)
  }
})

test('help is on stdout with 0, misuse on stderr with 2 and a line that says why', async (context) => {
  const table = ['import', file('people.csv')]
  const asked: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['--help'], 0, /^usage: bin\/shield COMMAND[\s\S]* bench /],
    [['audit', '--help'], 0, /audit verify/],
    [['audit'], 2, /^shield: say which: audit verify, audit export/],
    [['improt'], 2, /^shield: there is no command "improt"\n\nusage/],
    [[...table, '--colour'], 2, /^shield: Unknown option '--colour'[\s\S]*usage: bin\/shield import/],
    [[...table, 'another.csv'], 2, /^shield: name one FILE to import\n$/],
    [['import', file('nowhere.csv')], 2, /^shield: \S+nowhere\.csv is not there\n$/],
    [['import', file('a-folder'), '--format', 'csv'], 2, /^shield: \S+a-folder is a folder, not a file\n$/],
    [['import', file('strange.bin')], 2, /^shield: the format of \S+ is not known: say --format\n$/],
    [[...table, '--format', 'pdf'], 2, /^shield: there is no format "pdf": auto, /],
    [table, 2, /^shield: a table needs --map map\.json\n$/],
    [[...table, '--map', file('broken.json')], 2, /^shield: \S+broken\.json is not JSON\n$/],
    [[...table, '--map', file('wrong.json')], 2, /^shield: \S+wrong\.json: \/entities: /],
    [[...table, '--map', file('none.json')], 2, /^shield: \S+none\.json is not there\n$/],
    [[...table, '--marking', 'secret'], 2, /^shield: there is no marking "secret": agency, node, /],
    [[...table, '--marking', 'case'], 2, /^shield: --marking case needs --case REFERENCE\n$/],
    [['search'], 2, /^shield: say what to search for\n$/],
    [['search', 'x', '--node', 'X1'], 2, /SHIELD_NODE must be two to twelve small letters/],
    [['export', '--format', 'pdf'], 2, /^shield: --format is stix, ftm, csv, misp, misp-feed or htcds\n$/],
    [['export', '--format', 'htcds'], 2, /^shield: --out is needed\n$/],
    [['import', file('people.csv'), '--format', 'htcds', '--dry-run'], 2, /needs --arrival ID of a board\n$/],
    [['export', '--format', 'csv', '--out', file('a-folder')], 2, /a-folder is a folder, not a file\n$/],
    [['export', '--format', 'csv', '--out', file('none/x')], 2, /none is not there or can't be written\n$/],
    [['token', '--person', analyst.id], 2, /^shield: --purpose is one of investigation, /],
    [['token', '--person', '7', '--purpose', 'border'], 2, /^shield: --person is an id as the people list /],
    [['client', 'add', 'x', '--door', 'ftp'], 2, /^shield: --door is api, taxii or misp\n$/],
    [['client', 'add', 'x', '--door', 'api'], 2, /^shield: say what the system may see: --marking NAME\n$/],
    [['client', 'revoke', 'x'], 2, /^shield: give the ID that client add printed\n$/],
    [['audit', 'verify', file('a-folder')], 2, /a-folder is no exported log/],
    [['audit', 'verify', '--since', file('none')], 2, /none is not there\n$/],
    [['audit', 'export', '--out', file('a-folder')], 2, /a-folder is there already/],
    [['erasure', 'verify'], 2, /^shield: name one file\n$/],
    [['erasure', 'verify', file('wrong.json')], 2, /wrong\.json is no certificate of erasure\n$/],
    [['indicators', 'load'], 2, /^shield: name one file\n$/],
    [['indicators', 'load', file('broken.json')], 1, /^\S+broken\.json: .*\(json\)\n$/],
    [['countries', 'load', file('wrong.json')], 1, /wrong\.json at \/code: .*\(required\)\n/],
    [['demo', '--port', '65535'], 2, /^shield: --port must leave room for the port after it\n$/],
    [['serve', '--port', 'http'], 2, /SHIELD_PORT must be a port number/],
  ]
  for (const [args, code, said] of asked) {
    const ended = await runHere(context, ...args)
    assert.equal(ended.code, code, `${args.join(' ')}: ${ended.stderr}`)
    assert.match(code === 0 ? ended.stdout : ended.stderr, said)
    assert.equal(code === 0 ? ended.stderr : ended.stdout, '', args.join(' '))
  }
})

test('the program itself ends with 0, 2 and 1 for help, misuse and failure', async () => {
  const ends = await Promise.all([
    run('import', '--help'),
    run('import', file('people.csv'), '--colour'),
    run('search', 'nobodyofthatname'),
  ])
  assert.deepEqual(
    ends.map((end) => end.code),
    [0, 2, 1],
  )
  assert.match(ends[1].stderr, /^shield: Unknown option '--colour'/)
})

const asRoot = process.getuid?.() === 0
test(
  'a file that may not be read is said to be so',
  { skip: asRoot && 'root may read everything' },
  async () => {
    await writeFile(file('closed.csv'), csv, { mode: 0o000 })
    const ended = await run('import', file('closed.csv'), '--map', file('map.json'))
    assert.equal(ended.code, 2)
    assert.match(ended.stderr, /closed\.csv may not be read by you/)
  },
)

test('a file is tried, imported, imported again without a new row, found and exported', async (context) => {
  const importing = ['import', file('people.csv'), '--map', file('map.json'), '--marking', 'node', '--json']
  const counted = ({ code, stdout, stderr }: Ended): unknown => {
    assert.equal(code, 0, stderr)
    assert.equal(stderr, '')
    const done = JSON.parse(stdout) as { state: string; counts: { new: number; matched: number } }
    return [done.state, done.counts.new, done.counts.matched]
  }
  assert.deepEqual(counted(await runHere(context, ...importing, '--dry-run')), ['previewed', 2, 0])
  assert.deepEqual(counted(await run(...importing)), ['done', 2, 0])
  assert.deepEqual(counted(await runHere(context, ...importing)), ['done', 0, 2])
  const found = await run('search', 'somchai', '--json')
  assert.equal(found.code, 0, found.stderr)
  assert.equal((JSON.parse(found.stdout) as SearchReply).items[0]?.caption, 'Somchai Jaidee')
  for (const format of ['csv', 'ftm', 'stix']) {
    const out = file(`all.${format}`)
    const all = await runHere(context, 'export', '--format', format, '--out', out, '--json')
    assert.equal(all.code, 0, all.stderr)
    const text = await readFile(out, 'utf8')
    assert.equal((JSON.parse(all.stdout) as { bytes: number }).bytes, Buffer.byteLength(text))
    for (const name of ['Somchai Jaidee', 'Malee Sukjai'])
      assert.ok(text.includes(name), `${name} in ${format}`)
  }
  const some = await runHere(
    context,
    'export',
    '--format',
    'csv',
    '--out',
    file('some.csv'),
    '--query',
    'Malee',
  )
  assert.equal(some.code, 0, some.stderr)
  assert.doesNotMatch(await readFile(file('some.csv'), 'utf8'), /Somchai/)
})

test('texts of a language are tried, refused with every place, loaded once, and the law of a country as well', async (context) => {
  const shipped = new URL('../../indicators/words/ilo-ec-2009.km.json', import.meta.url)
  const words = JSON.parse(await readFile(shipped, 'utf8')) as { texts: Record<string, string> }
  const put = (name: string, body: object): Promise<void> => writeFile(file(name), JSON.stringify(body))
  await put('words.json', { ...words, version: '2', texts: { ...words.texts, CD01: words.texts['CD02'] } })
  const twice = await runHere(context, 'indicators', 'load', file('words.json'))
  assert.equal(twice.code, 1)
  assert.match(twice.stderr, /words\.json at \/texts\/CD02: the same words as CD01, .* \(own\)\n$/)
  await put('words.json', {
    ...words,
    version: '2',
    texts: { ...words.texts, CD01: `${words.texts['CD01']} ` },
  })
  const spaced = await runHere(context, 'indicators', 'load', file('words.json'), '--json')
  assert.deepEqual(
    (JSON.parse(spaced.stdout) as { faults: { place: string; rule: string }[] }).faults.map(
      ({ place, rule }) => `${place} ${rule}`,
    ),
    ['/texts/CD01 trim'],
  )
  await put('words.json', { ...words, version: '2' })
  const dry = await runHere(context, 'indicators', 'load', file('words.json'), '--dry-run')
  assert.deepEqual([dry.code, dry.stderr], [0, ''])
  assert.match(
    dry.stdout,
    /^words ilo-ec-2009 km 2: in order, nothing kept, 1 before\ntexts: 0 new, 0 changed, 0 gone\n$/,
  )
  assert.equal((await runHere(context, 'indicators', 'load', file('words.json'))).code, 0)
  const again = await runHere(context, 'indicators', 'load', file('words.json'))
  assert.equal(again.code, 1)
  assert.match(again.stderr, /at \/version: 2 is loaded: a later version is needed \(rises\)/)
  await put('law.json', { code: 'TH', version: '9', checked: 'a test', offline: {} })
  const wrong = await runHere(context, 'countries', 'load', file('law.json'))
  assert.match(wrong.stderr, /at \/offline\/mostPacks: .*\(required\)\n/)
  await put('law.json', { code: 'TH', version: '9', checked: 'a test' })
  const law = await runHere(context, 'countries', 'load', file('law.json'))
  assert.deepEqual([law.code, law.stderr], [0, ''])
  assert.match(law.stdout, /no clock of the determination is given: it is shown as not known/)
  assert.match(law.stdout, /no part "returns" is given: what was given last stays in use/)
})

test('the audit is taken away and checked without a database, and held against an earlier head', async (context) => {
  const exported = await run('audit', 'export', '--out', file('log'), '--json')
  assert.equal(exported.code, 0, exported.stderr)
  const { key, events } = JSON.parse(exported.stdout) as { key: string; events: number }
  assert.ok(events > 5, `${events} events`)
  const head = file('log/checkpoint')
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const whole = await shield(['audit', 'verify', file('log'), '--key', key, '--since', head], nowhere)
  assert.equal(whole.code, 0, whole.stdout + whole.stderr)
  assert.ok(whole.stdout.startsWith(`checked with ${key}\n${events} events, `), whole.stdout)
  assert.match(whole.stdout, / signed heads: whole\n$/)
  const own = await runHere(context, 'audit', 'verify', '--since', head, '--json')
  assert.equal(own.code, 0, own.stdout + own.stderr)
  const bundle = file(`log/tile/entries/000.p/${events}`)
  const bytes = await readFile(bundle)
  bytes[10] = (bytes[10] ?? 0) ^ 1
  await writeFile(bundle, bytes)
  const touched = await runHere(context, 'audit', 'verify', file('log'))
  assert.equal(touched.code, 1)
  assert.match(touched.stdout, /^✖ the event at place 0 was changed\n[\s\S]*NOT whole\n$/)
  const badKey = await runHere(context, 'audit', 'verify', file('log'), '--key', 'hello')
  assert.deepEqual([badKey.code, badKey.stderr], [2, 'shield: --key: this is not a verifier key\n'])
})

test('a token acts as its person; a system sees what its markings name, until it is revoked', async (context) => {
  const running = await startNode({ ...node.config, port: 0 }, database.url)
  try {
    await running.node.search.upToDate()
    const ask = async (secret: string, path: string): Promise<{ status: number; text: string }> => {
      const answer = await fetch(`http://127.0.0.1:${running.port}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${secret}`, purpose: 'investigation' },
      })
      return { status: answer.status, text: await answer.text() }
    }
    const statusOf = async (secret: string, path = 'search?q=somchai'): Promise<number> =>
      (await ask(secret, path)).status
    const countFor = async (secret: string): Promise<number | undefined> =>
      (JSON.parse((await ask(secret, 'search?q=somchai')).text) as SearchReply).count
    const add = async (...args: readonly string[]): Promise<{ id: string; secret: string }> => {
      const ended = await runHere(context, 'client', 'add', 'case system', '--json', ...args)
      assert.equal(ended.code, 0, ended.stderr)
      return JSON.parse(ended.stdout) as { id: string; secret: string }
    }
    const token = await run('token', '--person', analyst.id, '--purpose', 'investigation')
    assert.equal(await statusOf(token.stdout.trim()), 200)
    const reader = await add('--door', 'api', '--marking', 'node', '--marking', 'open')
    const narrow = await add('--door', 'api', '--marking', 'open')
    const taxii = await add('--door', 'taxii', '--marking', 'node')
    assert.equal(await countFor(reader.secret), 1)
    assert.equal(await countFor(narrow.secret), 0)
    assert.equal(await statusOf(taxii.secret), 401)
    assert.equal(await statusOf(reader.secret, 'imports'), 403)
    assert.equal(await statusOf(reader.secret, 'session'), 403)
    const stored = await node.database.pool.query<{ door: string; markings: string[]; bytes: number }>(
      'select door, markings, octet_length(secret_hash) as bytes from client where id = $1',
      [taxii.id],
    )
    assert.deepEqual({ ...stored.rows[0] }, { door: 'taxii', markings: ['node'], bytes: 32 })
    const audited = await node.database.pool.query(
      `select 1 from audit_intake where person = $1 and action = 'search.run'`,
      [reader.id],
    )
    assert.equal(audited.rowCount, 1)
    assert.equal((await runHere(context, 'client', 'revoke', reader.id)).code, 0)
    assert.equal(await statusOf(reader.secret), 401)
    assert.equal((await runHere(context, 'client', 'revoke', reader.id)).code, 1)
  } finally {
    await running.close()
  }
})

test('new links, set-up, doctor and migrate answer people and programs', async (context) => {
  const administrators = ['--administrator', 'A', '--administrator', 'B']
  const setUp = [
    'set-up',
    '--organisation',
    'kr-pol',
    '--kind',
    'police',
    '--name',
    'Police',
    ...administrators,
  ]
  const links = await runHere(context, 'demo', 'links', '--port', '9000')
  // The other node of this folder has nobody yet.
  assert.deepEqual(
    [links.code, links.stderr],
    [1, 'shield: there is no demonstration yet: npm start makes it\n'],
  )
  const again = await runHere(context, ...setUp)
  assert.deepEqual(
    [again.code, again.stderr],
    [1, 'shield: this node has people already: administrators add more on the screen\n'],
  )
  const doctor = JSON.parse((await runHere(context, 'doctor', '--json')).stdout) as {
    dataFolder: string
    findings: { what: string; ok: boolean; say: string }[]
  }
  assert.equal(doctor.dataFolder, folder)
  assert.match(
    doctor.findings.find((one) => one.what === 'database' && one.ok)?.say ?? '',
    /^PostgreSQL 18.*up to date$/,
  )
  assert.deepEqual(
    doctor.findings.find((one) => one.what === 'database log'),
    { what: 'database log', ok: true, say: 'keeps no values' },
  )
  assert.deepEqual(JSON.parse((await runHere(context, 'migrate', '--json')).stdout), { applied: [] })
  const fresh = await runHere(context, ...setUp, '--json', '--node', 'kr')
  const { links: made } = JSON.parse(fresh.stdout) as { links: { name: string; link: string }[] }
  assert.deepEqual(
    made.map((one) => one.name),
    ['A', 'B'],
  )
  assert.match(made[0]?.link ?? '', /^http:\/\/localhost:8080\/sign-in#set-up=[\w-]{43}$/)
})
