import type { PartnersReply, PartnerView } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { logDigits } from '../../federation/index.ts'
import type { KeyFork } from '../../federation/index.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { countAgreements } from '../exchange/index.ts'
import { alarmsNow } from './alarms.ts'
import { isCounted, partnersHealth } from './health.ts'
import type { CountedFor, PartnerHealth } from './health.ts'
import { reachWords } from './reach-words.ts'

/** Partners and their health. Administrators see how much goes for all; anybody else what is the own organisation's. */
export async function listPartners(ctx: Context): Promise<PartnersReply> {
  const reply = await viewPartners(ctx)
  await audit(ctx, { action: 'peer.listed', detail: { count: reply.items.length } })
  return reply
}

export async function viewPartner(ctx: Context, node: string): Promise<PartnerView> {
  const found = (await viewPartners(ctx)).items.find((one) => one.node === node)
  if (!found) throw notFound()
  return found
}

async function viewPartners(ctx: Context): Promise<PartnersReply> {
  const of = mayDo(ctx, 'partner.operate', 'node').allow
    ? undefined
    : { organisation: ctx.actor.organisation, visible: ctx.visible }
  const partners = await partnersHealth(ctx, of)
  const alarms = await alarmsNow(ctx, partners)
  const days = await daysOf(ctx, of)
  const agreements = await countAgreements(ctx)
  const items: PartnerView[] = []
  for (const one of partners)
    items.push({
      ...healthView(one),
      ...(one.suspended
        ? {
            suspended: {
              at: one.suspended.at.toISOString(),
              by: await personNamed(ctx, one.suspended.by),
              reason: one.suspended.reason ?? '',
            },
          }
        : {}),
      counts: of === undefined ? 'all' : 'own',
      agreements: agreements.get(one.node) ?? { inForce: 0, stopped: 0 },
      days: days(one.node),
      // What is wrong with our log was found by a partner, but is not its fault.
      alarms: alarms.filter((alarm) => alarm.peer === one.node && !isOwn(alarm)),
      ...(one.fork === undefined ? {} : { fork: await forkView(ctx, one.fork) }),
      can: actsOn(
        ctx,
        one,
        alarms.some((alarm) => alarm.peer === one.node && alarm.kind.startsWith('log-')),
      ),
    })
  const log = ctx.node.keys.log?.events
  return {
    ...{ items, alarms: alarms.filter((alarm) => alarm.peer === undefined || isOwn(alarm)) },
    ...(log === undefined ? {} : { ownKeys: { size: log.length, digits: logDigits(log) } }),
  }
}

async function forkView(
  ctx: Context,
  { toldAt, same, held, told, proposal }: NonNullable<PartnerHealth['fork']>,
): Promise<NonNullable<PartnerView['fork']>> {
  return {
    ...{ toldAt: toldAt.toISOString(), same, held, told },
    ...(proposal === undefined
      ? {}
      : {
          proposal: {
            ...{ choice: proposal.choice, at: proposal.at.toISOString(), reason: proposal.reason },
            by: await personNamed(ctx, proposal.by),
          },
        }),
  }
}

function isOwn({ kind }: PartnersReply['alarms'][number]): boolean {
  return kind === 'set-back' || kind === 'rewritten'
}

function actsOn(ctx: Context, one: PartnerHealth, isContradicted: boolean): string[] {
  const stops = mayDo(ctx, 'partner.stop', 'node').allow
  return [
    ...(stops ? [one.suspended ? 'partner.resume' : 'partner.suspend', 'partner.try'] : []),
    ...(one.fork === undefined ? [] : keyActsOn(ctx, one.fork)),
    ...(isContradicted && mayDo(ctx, 'partner.operate', 'node').allow ? ['partner.accept-log'] : []),
  ]
}

function keyActsOn(ctx: Context, fork: NonNullable<PartnerHealth['fork']>): string[] {
  if (!mayDo(ctx, 'partner.compare-keys', 'node').allow) return []
  if (fork.proposal === undefined) return ['partner.compare-keys']
  return [...(maySettle(ctx, fork) ? ['partner.settle-keys'] : []), 'partner.drop-keys']
}

/** To what somebody else has compared. */
export function maySettle(ctx: Context, { proposal }: Pick<KeyFork, 'proposal'>): boolean {
  return (
    proposal !== undefined &&
    mayDo(ctx, 'partner.settle-keys', 'node', proposal.by !== ctx.actor.person).allow
  )
}

type HealthView = Omit<
  PartnerView,
  'suspended' | 'fork' | 'counts' | 'agreements' | 'days' | 'alarms' | 'can'
>

function healthView(one: PartnerHealth): HealthView {
  const { queue, keys, keyLog, cosigned, witnessed } = one
  const waits = ({ waiting, unanswered, oldest }: PartnerHealth['queue']['urgent']) => ({
    ...{ waiting, unanswered },
    ...(oldest === null ? {} : { oldest: oldest.toISOString() }),
  })
  return {
    ...{ node: one.node, name: one.name, reach: one.breaker, address: one.address },
    ...(one.fault === null ? {} : { fault: reachWords(one.fault) }),
    ...(one.tryAt === null ? {} : { tryAt: one.tryAt.toISOString() }),
    ...(one.seenAt === null ? {} : { seenAt: one.seenAt.toISOString() }),
    ...(one.skewMs === null ? {} : { skewMs: one.skewMs }),
    ...(one.protocol === null ? {} : { protocol: one.protocol }),
    incarnation: one.incarnation,
    queue: { urgent: waits(queue.urgent), ordinary: waits(queue.ordinary) },
    quarantined: one.quarantined,
    keys: keys.map((key) => ({ ...key })),
    keyLog: {
      size: keyLog.size,
      ...(keyLog.takenAt === undefined ? {} : { takenAt: keyLog.takenAt.toISOString() }),
    },
    ...(cosigned === undefined ? {} : { cosigned: { ...cosigned, at: cosigned.at.toISOString() } }),
    ...(witnessed === undefined ? {} : { witnessed: { ...witnessed, at: witnessed.at.toISOString() } }),
  }
}

const commandLine: Words = { en: 'command line', th: 'บรรทัดคำสั่ง' }

async function personNamed({ tx }: Visit, by: string | null): Promise<Words> {
  const found = await tx.client.query<Words>(
    'select name_en as en, name_th as th from person where id::text = $1',
    [by],
  )
  return found.rows[0] ?? commandLine
}

const dayMs = 86_400_000
const daysTold = 14

/** Messages of the last days, by partner. */
async function daysOf(
  { tx, now }: Visit,
  of: CountedFor | undefined,
): Promise<(peer: string) => PartnerView['days']> {
  const today = Math.floor(now.getTime() / dayMs)
  const first = new Date((today - daysTold + 1) * dayMs)
  const found = await tx.client.query<{ peer: string; day: string; sent: number; received: number }>(
    `select peer, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) filter (where is_out) as sent,
       count(*) filter (where not is_out) as received
     from (select m.peer, m.created_at as at, true as is_out from outbox m where m.created_at >= $3 and ${isCounted('m')}
       union all select m.peer, m.received_at, false from inbox m where m.received_at >= $3 and ${isCounted('m')}) as told
     group by 1, 2`,
    [of?.organisation ?? null, Buffer.from(of?.visible ?? [0]), first],
  )
  return (peer) =>
    Array.from({ length: daysTold }, (_, at) => {
      const day = new Date(first.getTime() + at * dayMs).toISOString().slice(0, 10)
      const { sent = 0, received = 0 } = found.rows.find((row) => row.peer === peer && row.day === day) ?? {}
      return { day, sent, received }
    })
}
