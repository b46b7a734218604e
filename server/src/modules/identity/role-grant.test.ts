import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { paths } from '@shield/contract'
import { people } from '@shield/world'
import type { DemonstrationPerson } from '@shield/world'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

let th: TestNode
let wirot: Record<string, string>
let sasithon: Record<string, string>
before(async () => {
  th = await createTestNode('th')
  wirot = await th.signIn(someone('Wirot'))
  sasithon = await th.signIn(someone('Sasithon'))
})
after(() => th.close())

function someone(name: string): DemonstrationPerson {
  return people.find((one) => one.name.en.startsWith(name)) ?? assert.fail(`nobody is called ${name}`)
}
const arisa = someone('Arisa').id

async function propose(headers: Record<string, string>, id: string, role: string): Promise<number> {
  const answer = await ask(th, headers, 'roleGrantPropose', {
    params: { id },
    body: { role, reason: 'Works on releases now' },
  })
  return answer.status
}

async function grantOf(id: string, role: string): Promise<string> {
  const { items } = await get(th, wirot, 'peopleList')
  const grant = items.find((one) => one.id === id)?.grants.find((one) => one.role === role)
  return grant?.id ?? assert.fail(`${role} was not proposed`)
}

const approve = async (headers: Record<string, string>, id: string): Promise<number> =>
  (await ask(th, headers, 'roleGrantApprove', { params: { id } })).status
const rolesOf = async (headers: Record<string, string>): Promise<readonly string[]> =>
  (await get(th, headers, 'sessionRead')).roles

test('a role holds when a second administrator has approved it, and in a session that runs already', async () => {
  const running = await th.signIn(someone('Arisa'), 'investigation')
  assert.equal((await ask(th, running, 'agreementList')).status, 200)
  assert.equal(await propose(wirot, arisa, 'exchange-officer'), 204)
  const grant = await grantOf(arisa, 'exchange-officer')
  assert.deepEqual(await rolesOf(running), ['analyst'])
  assert.equal(await approve(wirot, grant), 403, 'who proposes does not approve')
  assert.equal(await approve(running, grant), 403, 'who is no administrator does not approve')
  assert.equal(await approve(sasithon, grant), 204)
  assert.deepEqual(await rolesOf(running), ['analyst', 'exchange-officer'])
  assert.equal(await approve(sasithon, grant), 409)
  const revoked = await ask(th, sasithon, 'roleGrantRevoke', {
    params: { id: grant },
    body: { reason: 'Moved away' },
  })
  assert.equal(revoked.status, 204)
  assert.deepEqual(await rolesOf(running), ['analyst'])
  assert.equal(await approve(sasithon, grant), 404, 'what was revoked is not approved after all')
})

test('S5 an administrator pulls in a stronger user: nobody grants himself a role, nor approves one that somebody else wants for him', async () => {
  assert.equal(await propose(wirot, someone('Wirot').id, 'analyst'), 403)
  assert.equal(await propose(sasithon, someone('Wirot').id, 'oversight'), 204)
  const grant = await grantOf(someone('Wirot').id, 'oversight')
  assert.equal(await approve(wirot, grant), 403, 'the holder does not approve')
  assert.equal(await approve(sasithon, grant), 403, 'the proposer does not approve')
  assert.deepEqual(await rolesOf(wirot), ['administrator'])
})

test('S5 an administrator pulls in a stronger user: alone he makes nobody stronger, of his organisation or another, and touches no credential', async () => {
  const others = people.filter((one) => one.id !== someone('Wirot').id && one.organisation.startsWith('th-'))
  let refused = 0
  for (const one of others) {
    const before_ = await rolesHeld(one.id)
    for (const role of ['administrator', 'supervisor', 'oversight'].filter(
      (name) => !before_.includes(name),
    )) {
      if ((await propose(wirot, one.id, role)) !== 204) continue
      assert.equal(await approve(wirot, await grantOf(one.id, role)), 403, `${one.name.en} ${role}`)
      refused += 1
    }
    assert.deepEqual(await rolesHeld(one.id), before_, one.name.en)
  }
  assert.ok(refused > 10, `only ${refused} were tried`)
  // Nobody's passkey, session or secret is named by the address of a route: there is none to reset.
  const named = Object.values(paths).filter(([, path]) =>
    /passkey|session|secret|credential|set-up/.test(path),
  )
  assert.ok(named.length >= 5)
  for (const [, path] of named) assert.doesNotMatch(path, /:id/)
})

async function rolesHeld(person: string): Promise<readonly string[]> {
  const found = await th.node.database.pool.query<{ role: string }>(
    'select role from role_grant where person_id = $1 and approved_at is not null and revoked_at is null order by role',
    [person],
  )
  return found.rows.map((row) => row.role)
}

test('the tables refuse what the use cases would, should one forget', async () => {
  const { pool } = th.node.database
  const [wirotId, sasithonId] = [someone('Wirot').id, someone('Sasithon').id]
  const insert = (proposed: string, approved: string): Promise<unknown> =>
    pool.query(
      `insert into role_grant (id, person_id, role, reason, proposed_by, approved_by, approved_at)
       values (gen_random_uuid(), $1, 'supervisor', 'planted', $2, $3, now())`,
      [arisa, proposed, approved],
    )
  await assert.rejects(insert(wirotId, wirotId), /role_grant/)
  await assert.rejects(insert(sasithonId, arisa), /role_grant/)
})

test('a role of the last session is gone with its revocation in every session of the person', async () => {
  const sessions = await Promise.all([th.signIn(someone('Korn')), th.signIn(someone('Korn'))])
  const found = await th.node.database.pool.query<{ id: string }>(
    `select id from role_grant where person_id = $1 and role = 'analyst'`,
    [someone('Korn').id],
  )
  const search = (headers: Record<string, string>): Promise<{ status: number }> =>
    ask(th, { ...headers, purpose: 'investigation' }, 'searchRun', { query: { q: 'Somchai' } })
  for (const one of sessions) assert.equal((await search(one)).status, 200)
  const answer = await ask(th, wirot, 'roleGrantRevoke', {
    params: { id: found.rows[0]?.id },
    body: { reason: 'Left the desk' },
  })
  assert.equal(answer.status, 204)
  for (const one of sessions) assert.equal((await search(one)).status, 403)
})
