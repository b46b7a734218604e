import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

import { audit } from '#audit/index.ts'
import { kindOf } from '@shield/core'

import type { Context, Node } from '../../context.ts'
import { isSetBack } from '../../federation/index.ts'
import { Problem } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { visibleTo } from '../../visible-to.ts'
import { findClientById } from '../identity/index.ts'
import { refuseSetBack } from './set-back.ts'

const lookMs = 1000
const beatMs = 15_000
/** Then the browser comes again, with the rights it has then. */
const longestMs = 5 * 60_000
const pageSize = 200
const mostOfOne = 5

interface Row {
  readonly sequence: number
  readonly wire: string
  readonly kind: number
  readonly is_there: boolean
}

interface Streams {
  readonly closing: AbortController
  readonly byPerson: Map<string, number>
}

const streams = new WeakMap<Node, Streams>()

function streamsOf(node: Node): Streams {
  const found = streams.get(node) ?? { closing: new AbortController(), byPerson: new Map<string, number>() }
  streams.set(node, found)
  return found
}

/** Ends every stream, so that the node can close. */
export function endStreams(node: Node): void {
  streamsOf(node).closing.abort()
}

/**
 * Server-sent events of what changed among what somebody may see, after the last event he had. Every number is sealed and belongs
 * to a change he may see: others' changes make no event, move no number, and the beat goes by the clock alone.
 */
export async function streamChanges(
  ctx: Context,
  { after, once = false }: { readonly after?: string; readonly once?: boolean },
): Promise<{ readonly body: Readable }> {
  const [last] = unseal(ctx.node, 'change', after) ?? []
  if (after !== undefined && last === undefined)
    throw new Problem('query-invalid', undefined, [
      { pointer: 'after', rule: 'sealed', hint: 'this is the id of no event' },
    ])
  const own = streamsOf(ctx.node)
  const open = own.byPerson.get(ctx.actor.person) ?? 0
  if (once) await refuseSetBack(ctx)
  if (!once && open >= mostOfOne) throw new Problem('too-many')
  const from = last ?? (once ? 0 : await newestOf(ctx))
  await audit(ctx, { action: 'changes.read' })
  if (once) return { body: Readable.from(await pageAfter(ctx, from).then((page) => page.events)) }
  return { body: Readable.from(follow(ctx, from, own)) }
}

async function* follow(ctx: Context, from: number, own: Streams): AsyncGenerator<string> {
  const { person } = ctx.actor
  own.byPerson.set(person, (own.byPerson.get(person) ?? 0) + 1)
  const began = Date.now()
  let beat = began
  let last = from
  try {
    // The place to come again from, before anything has changed.
    yield `retry: ${lookMs}\nid: ${seal(ctx.node, 'change', last)}\nevent: ready\ndata: {}\n\n`
    while (!own.closing.signal.aborted && Date.now() - began < longestMs) {
      const page = await look(ctx, last)
      if (!page) return
      if (page.events.length > 0) yield page.events.join('')
      last = page.last
      if (Date.now() - beat >= beatMs) {
        beat = Date.now()
        yield ': beat\n\n'
      }
      await setTimeout(lookMs, undefined, { signal: own.closing.signal }).catch(() => undefined)
    }
  } finally {
    own.byPerson.set(person, (own.byPerson.get(person) ?? 1) - 1)
  }
}

interface EventPage {
  readonly events: readonly string[]
  readonly last: number
}

/** One look in a transaction of its own; undefined when whoever asks may no longer. */
async function look(ctx: Context, after: number): Promise<EventPage | undefined> {
  return ctx.node.database.inTransaction(async (tx) => {
    const visit = { ...ctx, tx, now: ctx.node.now() }
    const client = ctx.actor.roles.includes('client')
      ? await findClientById(visit, ctx.actor.person)
      : undefined
    const session = await tx.client.query(
      'select 1 from session where id = $1 and revoked_at is null and expires_at > $2',
      [ctx.session, visit.now],
    )
    if (!client && session.rowCount === 0) return undefined
    // It waits, and goes on from where it was.
    if (await isSetBack(visit)) return { events: [], last: after }
    const { actor, purpose } = ctx
    return pageAfter(
      { ...visit, visible: await visibleTo(visit, { actor, purpose, markings: client?.markings }) },
      after,
    )
  })
}

async function newestOf({ tx, visible }: Context): Promise<number> {
  const found = await tx.client.query<{ sequence: number }>(
    'select sequence from outlet_change where visible($1, marking_id) order by sequence desc limit 1',
    [Buffer.from(visible)],
  )
  return found.rows[0]?.sequence ?? 0
}

async function pageAfter(ctx: Context, after: number): Promise<EventPage> {
  const found = await ctx.tx.client.query<Row>(
    `select o.sequence, e.wire, e.kind, any_visible($2, e.markings) as is_there from outlet_change o join entity e on e.id = o.entity_id
     where o.sequence > $1 and visible($2, o.marking_id) order by o.sequence limit $3`,
    [after, Buffer.from(ctx.visible), pageSize],
  )
  const shown = found.rows.filter((row) => row.is_there).map((row) => row.wire)
  if (shown.length > 0) await audit(ctx, { action: 'changes.read', shown })
  return {
    events: found.rows.map((row) => eventOf(ctx, row)),
    last: found.rows.at(-1)?.sequence ?? after,
  }
}

/** What cannot be seen any more has an id and nothing else. */
function eventOf(ctx: Context, { sequence, wire, kind, is_there: isThere }: Row): string {
  const data = isThere ? { id: wire, kind: kindOf(kind), url: `/api/v1/entities/${wire}` } : { id: wire }
  return `id: ${seal(ctx.node, 'change', sequence)}\nevent: ${isThere ? 'changed' : 'gone'}\ndata: ${JSON.stringify(data)}\n\n`
}
