import { isPurpose } from '@shield/core'

import type { Context, Node, Visit } from '../context.ts'
import { findSession, issueToken } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'
import { CommandFault } from './command.ts'

export interface Person {
  readonly person?: string | undefined
  readonly purpose?: string | undefined
}

/**
 * Runs an act in somebody's name and for a purpose, with a session of an hour behind it, so that the audit says who and why.
 * In TRAINING the node's first analyst and "investigation" are taken where nothing is said; production asks.
 */
export async function asPerson<T>(node: Node, who: Person, act: (ctx: Context) => Promise<T>): Promise<T> {
  const isTraining = node.config.mode === 'training'
  const purpose = who.purpose ?? (isTraining ? 'investigation' : '')
  if (!isPurpose(purpose))
    throw new CommandFault('say what it is for: --purpose investigation (or another purpose)')
  return node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const person = who.person ?? (isTraining ? await firstAnalyst(visit) : undefined)
    if (person === undefined) throw new CommandFault('say in whose name: --person ID')
    await checkPerson(visit, person)
    const token = await issueToken(visit, { person, purpose, reference: 'command line' })
    const session = await findSession(visit, token)
    if (!session) throw new CommandFault('this person may not sign in')
    const blocks = await node.markings.all(tx)
    return act({
      ...visit,
      actor: session.actor,
      session: session.id,
      purpose,
      reference: session.reference,
      visible: node.visibility.of(session.actor, purpose, blocks),
    })
  })
}

/** Refuses an id that nobody of this node has. */
export async function checkPerson(visit: Visit, person: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(person)) throw new CommandFault('--person is an id as the people list shows it')
  const known = await visit.tx.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', person)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!known) throw new CommandFault('nobody of this node has that id')
}

/** In TRAINING commands act as somebody where nobody is named. */
export async function firstAnalyst(visit: Visit): Promise<string | undefined> {
  const found = await visit.tx.client.query<{ person_id: string }>(
    `select g.person_id from role_grant g where g.role = 'analyst' and g.approved_at is not null and g.revoked_at is null order by g.person_id limit 1`,
  )
  return found.rows[0]?.person_id
}
