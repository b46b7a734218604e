import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { CertificateFile, checklistItems } from '@shield/contract'
import pg from 'pg'
import { Value } from 'typebox/value'

import { startSequencer } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { reportRecalls } from '../exchange/index.ts'
import { finishErasure, verifyCertificate } from './index.ts'
import { createKeeping, longAgo } from './testing.ts'
import type { Keeping } from './testing.ts'

let pair: Pair
let keeping: Keeping

before(async () => {
  pair = await createPair()
  keeping = await createKeeping(pair.th)
})
after(() => pair.close())

const canaries = ['Canary Sukanya', 'Canary Words', 'Canary Answer', 'Canary Codeword', 'Canary Correction']

/** Somebody of whom there is something in every room. */
async function fill(
  documents: readonly { readonly issuer: string; readonly number: string }[] = [],
): Promise<{ readonly code: string; readonly consent: string }> {
  const { th, worker } = keeping
  const code = await keeping.newPerson(longAgo, documents)
  await get(th, worker, 'protectedOpen', { params: { code }, body: { reason: 'Canary Words' } })
  await keeping.agree(code, longAgo, { words: 'Canary Words' })
  const consent = await keeping.agree(code, longAgo, { abroad: true })
  const interview = newId()
  await get(th, worker, 'interviewBegin', {
    params: { code },
    body: {
      ...{ id: interview, personLanguage: 'my', officerLanguage: 'th', interpreter: 'none' },
      ...{ checklist: [...checklistItems], present: [] },
    },
  })
  await get(th, worker, 'interviewAct', {
    params: { id: interview },
    body: {
      acts: [
        {
          ...{ id: newId(), at: new Date().toISOString() },
          act: {
            ...{ kind: 'answer', indicator: 'CD01', value: 'yes', basis: 'said' },
            words: { text: 'Canary Answer', language: 'my' },
          },
        },
      ],
    },
  })
  await get(th, worker, 'careAct', {
    params: { code },
    body: {
      ...{ id: newId(), at: new Date().toISOString() },
      act: {
        kind: 'contact',
        contact: newId(),
        channel: 'call',
        outcome: 'no-answer',
        against: 'Canary Codeword',
      },
    },
  })
  const correction = newId()
  await get(th, worker, 'correctionMake', {
    params: { code },
    body: { id: correction, about: 'identity', words: 'Canary Correction', language: 'my' },
  })
  await get(th, keeping.colleague, 'correctionDecide', {
    params: { id: correction },
    body: { outcome: 'accepted', reason: 'Canary Correction is right' },
  })
  await get(th, worker, 'correctionTell', { params: { id: correction }, body: { language: 'my' } })
  return { code, consent }
}

async function agreed(code: string): Promise<string> {
  const id = newId()
  await get(keeping.th, keeping.worker, 'erasurePropose', {
    params: { code },
    body: { id, ground: 'request', reason: 'The person asks for it: Canary Words' },
  })
  const view = await get(keeping.th, keeping.head, 'erasureDecide', {
    params: { id },
    body: { reason: 'Nothing speaks against it' },
  })
  assert.equal(view.state, 'clearing')
  return id
}

const finish = (erasure: string, node: Node = keeping.th.node) => finishErasure(node, { erasure })
const readOf = (id: string) => get(keeping.th, keeping.worker, 'erasureRead', { params: { id } })

async function dump(): Promise<string> {
  const client = new pg.Client(keeping.th.url)
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const texts: string[] = []
    for (const { name } of tables.rows) {
      const found = await client.query<{ text: string }>(`select t::text as text from ${name} t`)
      texts.push(...found.rows.map(({ text }) => `${name} ${text}`))
    }
    return texts.join('\n')
  } finally {
    await client.end()
  }
}

test('an erasure leaves of a person neither a sealed value nor a row, in no table of any room', async () => {
  const { code } = await fill()
  const before = await rows<{ values: number }>(
    keeping.th,
    `select count(*)::int as values from interview where code = $1`,
    [code],
  )
  assert.equal(before[0]?.values, 1)
  assert.ok((await dump()).split('\n').some((line) => line.startsWith('vault.sealed') && line.includes(code)))
  const id = await agreed(code)
  await finish(id)
  const lines = (await dump()).split('\n').filter((line) => line.includes(code))
  const tables = new Set(lines.map((line) => line.split(' ')[0]))
  assert.deepEqual(
    [...tables].toSorted(),
    ['public.audit_intake', 'public.erasure', 'public.protected_person', 'vault.erasure', 'vault.opening'],
    'the audit by code, the certificate, the code itself, who opened what',
  )
  const all = await dump()
  for (const canary of canaries)
    for (const form of [
      canary,
      Buffer.from(canary).toString('hex'),
      Buffer.from(canary).toString('base64').slice(0, -4),
    ])
      assert.ok(!all.includes(form), canary)
  const blind = await rows<{ triage: object; identity_id: string | null; carers: string[] }>(
    keeping.th,
    'select triage, identity_id, carers from protected_person where code = $1',
    [code],
  )
  assert.deepEqual(blind, [{ triage: {}, identity_id: null, carers: [] }])
})

// To whom a case was given under which code, emptied of what it said, and the digest it would be known by again.
const given = ['case_pseudonym', 'case_release_person', 'case_taken']

test('every table that speaks of a person is emptied by an erasure, or named here as staying', async () => {
  const found = await rows<{ name: string }>(
    keeping.th,
    `select distinct conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'protected_person'::regclass order by 1`,
  )
  const source = await rows<{ text: string }>(
    keeping.th,
    `select pg_get_functiondef('erase_person(uuid, date)'::regprocedure) as text`,
  )
  const stays = new Set(['determination', 'erasure', 'legal_hold', ...given])
  assert.ok(found.length > 15, 'the catalogue was read')
  for (const { name } of found)
    assert.ok(
      stays.has(name) || source[0]?.text.includes(`'${name}'`),
      `${name} is neither emptied nor named`,
    )
})

test('an erased code answers as one that is somebody else’s, and nobody finds the person by what is known', async () => {
  const sought = { issuer: 'MM', number: 'MX-881042' }
  const { code } = await fill([sought])
  const seek = () =>
    get(keeping.th, keeping.worker, 'protectedSeek', {
      body: { why: 'came-again', documents: [sought], phones: [] },
    })
  assert.deepEqual(
    (await seek()).found.map((one) => one.code),
    [code],
  )
  await finish(await agreed(code))
  assert.deepEqual((await seek()).found, [])
  const hidden = await keeping.newPerson()
  const same = (text: string) => text.replaceAll(/"(requestId|instance)":"[^"]*"/g, '')
  for (const route of ['protectedRead', 'consentRead', 'retentionRead', 'subjectFile', 'careRead'] as const) {
    const gone = await ask(keeping.th, keeping.worker, route, { params: { code } })
    assert.equal(gone.status, 404, route)
    const other = await ask(keeping.th, keeping.shelter, route, { params: { code: hidden } })
    assert.equal(same(gone.text), same(other.text), route)
  }
  const listed = await get(keeping.th, keeping.worker, 'protectedList', { query: { limit: 500 } })
  assert.ok(!listed.items.some((one) => one.code === code))
})

test('a stop between the tables and the vault, or before the certificate, is made good by the next turn', async () => {
  const { code } = await fill()
  const id = await agreed(code)
  assert.equal((await ask(keeping.th, keeping.worker, 'protectedRead', { params: { code } })).status, 404)
  assert.equal((await readOf(id)).certificate, undefined, 'nothing is certified before the key is gone')
  const { node } = keeping.th
  const away = { ...node.vault, erase: () => Promise.reject(new Error('the process was killed')) }
  await assert.rejects(finish(id, { ...node, vault: away }), /killed/)
  assert.equal((await readOf(id)).state, 'clearing')
  // Killed after the key was destroyed and before the certificate was written.
  const asker = {
    person: 'node',
    organisation: 'th-msd',
    purpose: 'victim-protection',
    reference: 'x',
  } as const
  const first = await node.vault.erase(asker, code)
  await finish(id)
  const { certificate } = await readOf(id)
  assert.equal(certificate?.keyDestroyedAt, first.erasedAt)
  assert.equal(certificate?.erased.find(({ kind }) => kind === 'sealed')?.count, first.values)
  await finish(id)
  assert.deepEqual((await readOf(id)).certificate, certificate, 'one certificate')
})

test('a fault in any part undoes the whole of it', async () => {
  const { code } = await fill()
  const id = newId()
  await get(keeping.th, keeping.worker, 'erasurePropose', {
    params: { code },
    body: { id, ground: 'request', reason: 'The person asks for it' },
  })
  const owner = new pg.Client(keeping.th.url)
  await owner.connect()
  await owner.query(`create function stop_it() returns trigger language plpgsql as $$ begin raise exception 'stop'; end $$;
    create trigger stop_it before delete on protection_act for each row execute function stop_it()`)
  const failed = await ask(keeping.th, keeping.head, 'erasureDecide', {
    params: { id },
    body: { reason: 'Nothing speaks against it' },
  })
  await owner.query('drop trigger stop_it on protection_act; drop function stop_it()')
  await owner.end()
  assert.equal(failed.status, 500)
  assert.equal((await get(keeping.th, keeping.worker, 'protectedRead', { params: { code } })).code, code)
  assert.equal((await get(keeping.th, keeping.worker, 'interviewList', { params: { code } })).items.length, 1)
  assert.equal((await readOf(id)).state, 'proposed')
})

test('the certificate is verified without the node, and any change of it shows', async () => {
  const { code } = await fill()
  const id = await agreed(code)
  await finish(id)
  const sequencer = await startSequencer(keeping.th.node)
  await sequencer.flush()
  await sequencer.stop()
  const answer = await ask(keeping.th, keeping.worker, 'erasureFile', { params: { id } })
  assert.equal(answer.status, 200)
  const file: unknown = JSON.parse(answer.text)
  assert.ok(Value.Check(CertificateFile, file), 'the command takes the file')
  assert.deepEqual(verifyCertificate(file, file.key), [])
  assert.ok((await readOf(id)).isInLog)
  const { certificate } = file
  assert.deepEqual(
    [certificate.code, certificate.ground, certificate.proposed.organisation, certificate.node],
    [code, 'request', 'th-msd', 'th'],
  )
  assert.ok(certificate.erased.some(({ kind, count }) => kind === 'interviews' && count === 2))
  const changed: readonly CertificateFile[] = [
    { ...file, certificate: { ...certificate, devices: certificate.devices + 1 } },
    { ...file, certificate: { ...certificate, node: 'ph' } },
    { ...file, signature: `${file.signature.startsWith('A') ? 'B' : 'A'}${file.signature.slice(1)}` },
    { ...file, proof: file.proof && { ...file.proof, index: file.proof.index + 1 } } as CertificateFile,
    {
      ...file,
      proof: file.proof && { ...file.proof, event: file.proof.event.replace('th-msd', 'th-bfm') },
    } as CertificateFile,
  ]
  for (const [at, one] of changed.entries()) assert.ok(verifyCertificate(one).length > 0, `change ${at}`)
  assert.ok(verifyCertificate(file, `${file.key}x`).length > 0, 'another key than the one that is known')
  for (const canary of canaries) assert.ok(!answer.text.includes(canary))
})

test('what a partner held on an agreement of the person is recalled, and its own report stands at the certificate', async () => {
  const { th, ph } = pair
  const { code, consent } = await fill()
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  await importPeople(th, analyst, { source: 'What she told', lines: ['1,Boss of Gate Nine,,'] })
  const found = await get(th, officer, 'searchRun', { query: { q: 'Boss of Gate Nine' } })
  const entity = found.items[0]?.id ?? assert.fail('not found')
  const { statements } = await get(th, officer, 'entityRead', { params: { id: entity } })
  const agreement = (await get(th, officer, 'agreementList')).items[0]?.id ?? ''
  await deliver(th, 'ph')
  const release = await get(th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', legalBasis: 'Agreement, article 4', reason: 'She agreed' },
      ...{ entities: [{ entity, statements: statements.map((one) => one.id) }] },
      consent: { reference: consent, purpose: 'investigation' },
    },
  })
  await deliver(th, 'ph')
  const id = await agreed(code)
  assert.equal((await readOf(id)).partners[0]?.state, 'recalling')
  await finish(id)
  await deliver(th, 'ph')
  await deliver(ph, 'th')
  await reportRecalls(ph.node, { releases: [release.id] })
  await deliver(ph, 'th')
  const { partners, certificate } = await readOf(id)
  assert.deepEqual(
    partners.map(({ peer, state, isComplete }) => [peer, state, isComplete]),
    [['ph', 'recalled', true]],
  )
  assert.ok(partners[0]?.places.some(({ place }) => place === 'tables'))
  assert.deepEqual(certificate?.recalled, [{ release: release.id, peer: 'ph' }])
  const told = await rows<{ text: string }>(ph, 'select r::text as text from release r where id = $1', [
    release.id,
  ])
  assert.ok(!told[0]?.text.includes(code))
})
