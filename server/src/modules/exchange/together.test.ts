import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { EnvelopeMessage, Receipt } from '@shield/contract'
import fc from 'fast-check'
import pg from 'pg'

import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { registerPeerRoutes } from '../../peer/index.ts'
import { envelope, makePartner, send } from '../../peer/testing.ts'
import type { Partner } from '../../peer/testing.ts'
import { addPartner } from '../../testing-guard.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { amendOf, named, recallOf, releaseOf, theirMarking } from './amend-testing.ts'

interface Side {
  readonly th: TestNode
  readonly ph: Partner
}

/** One does what it can together, the other everything by itself. */
let together: Side
let single: Side
const agreement = newId()

/** Breaks a rule of a table (refused), or fails in a way nobody thought of (quarantined). */
const poison = `
create table poison (release_id uuid primary key, code text not null);
create function act_poisoned() returns trigger language plpgsql security definer as $$
declare found text;
begin
  select code into found from public.poison where release_id = (to_jsonb(new)->>tg_argv[0])::uuid;
  if found is not null then raise exception 'poison' using errcode = found; end if;
  return new;
end $$;
create trigger poisoned before insert on release for each row execute function act_poisoned('id');
create trigger poisoned before insert on recalled_release for each row execute function act_poisoned('release_id');`

async function openSide(): Promise<Side> {
  const th = await createTestNode('th', { logLevel: 'silent' })
  registerPeerRoutes(th.app, th.node)
  await addPartner(th.node, { id: agreement })
  await owned(th, poison)
  return { th, ph: await makePartner(th, 'ph', 'keys-of-ph') }
}

async function owned(th: TestNode, sql: string, values?: unknown[]): Promise<void> {
  const owner = new pg.Client(th.url)
  await owner.connect()
  try {
    await owner.query(sql, values)
  } finally {
    await owner.end()
  }
}

before(async () => {
  together = await openSide()
  single = await openSide()
  const { node } = single.th
  ;(node as { messages: Node['messages'] }).messages = new Map(
    [...node.messages].map(([kind, one]) => [kind, { ...one, applyAll: undefined }]),
  )
})
after(async () => {
  await together.th.close()
  await single.th.close()
})

const seldom = fc.integer({ min: 0, max: 7 }).map((one) => one === 7)
const act = fc.record({
  /** Not of the kind that its envelope is mostly of. */
  other: fc.option(fc.constantFrom('release', 'amend', 'recall'), { freq: 7, nil: undefined }),
  /** Which of the releases it speaks of. */
  of: fc.nat(7),
  entity: fc.nat(2),
  organisation: fc.constantFrom('ph-wdk', 'ph-wdk', 'ph-wdk', 'ph-other', 'th-aht'),
  version: fc.integer({ min: 2, max: 4 }),
  expiresOn: fc.constantFrom(undefined, undefined, '2099-01-31'),
  isStrict: fc.boolean(),
  /** The same message once more. */
  isTwice: seldom,
})
const plan = fc.record({
  envelopes: fc.array(
    fc.record({
      kind: fc.constantFrom('release', 'amend', 'recall'),
      acts: fc.array(act, { minLength: 1, maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  poisoned: fc.array(fc.tuple(fc.nat(7), fc.constantFrom('22023', '23514', 'P0001')), { maxLength: 2 }),
})
type Kind = 'release' | 'amend' | 'recall'
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

interface Sent {
  readonly releases: readonly string[]
  readonly envelopes: readonly {
    readonly lane: 'urgent' | 'ordinary'
    readonly messages: EnvelopeMessage[]
  }[]
}

/** What both sides are told, byte for byte the same. An act of the other lane is refused there. */
function messagesOf({ envelopes }: Plan): Sent {
  const releases = Array.from({ length: 8 }, newId)
  const entities = Array.from({ length: 3 }, newId)
  const one = (kind: Kind, told: Plan['envelopes'][number]['acts'][number]): EnvelopeMessage[] => {
    const release = releases[told.of] ?? ''
    const body = {
      ...{ release, agreement, entity: entities[told.entity] ?? '' },
      statements: [named(`Nobody ${release}`), named(`Version ${told.version}`)],
      marking: {
        organisation: told.organisation,
        ...(told.isStrict ? { conditions: { ...theirMarking.conditions, noCourtUse: true } } : {}),
      },
      ...(told.expiresOn === undefined ? {} : { expiresOn: told.expiresOn }),
    }
    const made =
      kind === 'release'
        ? releaseOf(body)
        : kind === 'amend'
          ? amendOf(body, told.version)
          : recallOf(release)
    const message =
      kind === 'recall'
        ? made
        : { ...made, body: { ...(made.body as object), organisation: told.organisation } }
    return told.isTwice ? [message, message] : [message]
  }
  return {
    releases,
    envelopes: envelopes.map(({ kind, acts }) => ({
      lane: kind === 'release' ? 'ordinary' : 'urgent',
      messages: acts.flatMap((told) => one(told.other ?? kind, told)),
    })),
  }
}

async function tell({ th, ph }: Side, sent: Sent): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const { lane, messages } of sent.envelopes)
    // What there was no time for is left for the next envelope.
    for (let left = messages; left.length > 0;) {
      const answer = await send(ph, th, envelope(ph, left, { lane }))
      assert.ok(answer.receipts.length > 0, answer.fault ?? 'nothing was taken')
      receipts.push(...answer.receipts)
      left = left.slice(answer.receipts.length)
    }
  return receipts
}

/** Every row that speaks of these releases, without numbers and moments of one node alone. */
async function rowsOf({ th }: Side, { releases, envelopes }: Sent): Promise<unknown> {
  const messages = envelopes.flatMap((one) => one.messages.map(({ id }) => id))
  const state: Record<string, unknown> = {}
  for (const [name, sql] of Object.entries(tables)) {
    const found = await th.node.database.pool.query<object>(
      `select to_jsonb(t) as row from (${sql}) t order by 1`,
      [releases, messages],
    )
    state[name] = found.rows
  }
  const jobs = new pg.Client(th.url)
  await jobs.connect()
  const found = await jobs.query<{ kind: string; release: string }>(
    `select distinct t.identifier as kind, r.release from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     cross join lateral (select j.payload->>'release' as release union select jsonb_array_elements_text(coalesce((j.payload->'releases')::jsonb, '[]'))) r
     where r.release = any($1::text[]) order by 1, 2`,
    [releases],
  )
  await jobs.end()
  return { ...state, jobs: found.rows }
}

const ofReleases = 'from record r join source s on s.id = r.source_id where r.key = any($1::text[])'
const block = (id: string): string => `(select md5(block::text) from marking where id = ${id})`
const tables = {
  release: `select id, state, version, organisation, expires_on, package, recalled_at is not null as recalled, ${block('marking_id')} as marking,
    (select b.state || b.file_name || ${block('b.marking_id')} from batch b where b.id = batch_id) as batch from release where id = any($1::uuid[]) and $2::uuid[] is not null`,
  batch: `select file_name, format, state, organisation, purpose, ${block('marking_id')} as marking, count(*) from batch
    where file_name = any($1::text[]) and $2::uuid[] is not null group by 1, 2, 3, 4, 5, 6`,
  record: `select s.name, r.key, r.body, r.ended_at is not null as ended, ${block('r.marking_id')} as marking,
    (select file_name from batch where id = r.batch_id) as batch ${ofReleases} and $2::uuid[] is not null`,
  statement: `select st.property, st.value, st.norm, st.grade, st.retracted_at is not null as retracted, ${block('st.marking_id')} as marking, e.key, e.kind,
    (select array_agg(${block('m')} order by 1) from unnest(e.markings) as m) as markings
    from statement st join entity e on e.id = st.entity_id where st.record_id in (select r.id ${ofReleases}) and $2::uuid[] is not null`,
  recalled: `select peer, release_id from recalled_release where release_id = any($1::uuid[]) and $2::uuid[] is not null`,
  early: `select version, release_id, message_id from early_amendment where release_id = any($1::uuid[]) and $2::uuid[] is not null`,
  amendment: `select release_id, version, acts, state, code from release_amendment where release_id = any($1::uuid[]) and $2::uuid[] is not null`,
  inbox: `select message_id, lane, kind, number, state, code, about, digest from inbox where message_id = any($2::uuid[]) and $1::uuid[] is not null`,
  receipt: `select message_id, about, state, code, digest, answer_id is null as later from receipt where message_id = any($2::uuid[]) and $1::uuid[] is not null`,
  outbox: `select kind, lane, about, body from outbox where about = any($1::text[]) and $2::uuid[] is not null`,
  audit: `select action, object, convert_from(event, 'UTF8')::jsonb->'detail' as detail from audit_intake
    where (object = any($1::text[]) or object = any($2::text[])) and action <> 'message.posted'`,
} as const

test('what is applied together ends as if applied one by one: rows, receipts and audit', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const sent = messagesOf(one)
      for (const { th } of [together, single])
        for (const [of, code] of one.poisoned)
          await owned(th, 'insert into poison values ($1, $2) on conflict do nothing', [
            sent.releases[of],
            code,
          ])
      const receipts = [await tell(together, sent), await tell(single, sent)]
      assert.deepEqual(receipts[0], receipts[1])
      for (const { state } of receipts[0] ?? []) seen.set(state, (seen.get(state) ?? 0) + 1)
      assert.deepEqual(await rowsOf(together, sent), await rowsOf(single, sent))
    }),
    { numRuns: 40, seed: 20 },
  )
  // Plans in which little happens prove little.
  for (const state of ['accepted', 'applied', 'recalled', 'refused', 'quarantined'])
    assert.ok((seen.get(state) ?? 0) > 5, `${state}: ${seen.get(state) ?? 0}`)
})

test('one that can not be applied costs its neighbours nothing, in any place of a run', async () => {
  for (const place of [0, 3, 7]) {
    const releases = Array.from({ length: 8 }, newId)
    await owned(together.th, `insert into poison values ($1, '22023')`, [releases[place]])
    const { receipts } = await send(
      together.ph,
      together.th,
      envelope(
        together.ph,
        releases.map((release) =>
          releaseOf({ release, agreement, entity: newId(), statements: [named(`Nobody ${release}`)] }),
        ),
      ),
    )
    assert.deepEqual(
      receipts.map((one) => one.state),
      releases.map((_, at) => (at === place ? 'refused' : 'applied')),
    )
  }
})
