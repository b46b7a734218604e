import type { LeadRule, WorkItem, WorkReply } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { waitingChecks, waitingSwings } from '../determination/index.ts'
import { waitingCare } from '../care/index.ts'
import { countExceeding, waitingPermissions, waitingReleases, waitingVersions } from '../exchange/index.ts'
import { waitingGrants } from '../identity/index.ts'
import { findBatches } from '../intake/index.ts'
import { waitingLeads, waitingTickets } from '../leads/index.ts'
import { pairsWait, waitingQuestions } from '../linking/index.ts'
import { waitingMatching } from '../matching/index.ts'
import { waitingVaultAlarms } from '../oversight/index.ts'
import { waitingFindings } from '../non-punishment/index.ts'
import { waitingAlarms } from '../partners/index.ts'
import { captionsOf, waitingChanges, waitingProposals } from '../registry/index.ts'
import { waitingRequests } from '../requests/index.ts'
import { waitingReturns } from '../returns/index.ts'
import { waitingExports } from '../search/index.ts'
import { figureItems } from './figure-items.ts'
import { wallItems } from './wall-items.ts'
import {
  matchAnswerItem,
  matchHitItem,
  requestAnswerItem,
  requestItem,
  requestToLetGo,
} from './asking-items.ts'
import { checkItem, findingItem, swingItem } from './finding-items.ts'
import { careItems } from './protection-items.ts'
import { matterItem, overrideItem, returnItem } from './return-items.ts'
import { careQueues } from './care-items.ts'
import { exceedingItem } from './exceeding-item.ts'
import { keepingItems } from './keeping-items.ts'

/** An item before its name: `entity` is the number of what it is about. */
interface Waiting extends WorkItem {
  readonly entity?: number
}

type Queue = WorkReply['queues'][number]

const shownPerQueue = 20

/** What waits for this person, in queues. Without names it tells kinds of work only; with them, what each is about. */
export async function readWork(ctx: Context, names: boolean): Promise<WorkReply> {
  const releases = mayDo(ctx, 'exchange.read', 'node').allow
    ? await waitingReleases(ctx)
    : { decide: [], received: [] }
  const requests = mayDo(ctx, 'exchange.read', 'node').allow
    ? await waitingRequests(ctx)
    : { decide: [], ours: [], answers: [] }
  const matching = await waitingMatching(ctx)
  const returns = await waitingReturns(ctx)
  const grants = mayDo(ctx, 'role.approve', 'node', true).allow ? await waitingGrants(ctx) : []
  const works = mayDo(ctx, 'import.run', 'node').allow
  const handling = works ? await waitingChanges(ctx) : { decide: [], proposed: [] }
  const same = works ? await waitingProposals(ctx) : { decide: [], proposed: [] }
  const exported = works ? await waitingExports(ctx) : { decide: [], proposed: [], ready: [] }
  const care = await careItems(ctx)
  const running = works ? [...(await batches(ctx, 'running')), ...(await batches(ctx, 'queued'))] : []
  const wall = await wallItems(ctx)
  const figures = await figureItems(ctx)
  const queues: { readonly name: Queue['name']; readonly items: readonly Waiting[] }[] = [
    {
      name: 'decide',
      items: [
        ...(await vaultAlarms(ctx)),
        ...wall.decide,
        ...(await protectionWork(ctx)),
        ...care.decide,
        ...figures.decide,
        ...(await keepingItems(ctx)),
        ...(mayDo(ctx, 'exchange.recall', 'node').allow ? await waitingPermissions(ctx) : []).map((one) => ({
          ...{ id: one.id, title: words.permissionWaits, at: one.at.toISOString() },
          to: '/releases?tab=permissions',
        })),
        ...releases.decide.map((one) => releaseItem(one, words.releaseWaits)),
        ...requests.decide.map(requestToLetGo),
        ...returns.overrides.map(overrideItem),
        ...handling.decide.map((one) => ({
          ...handlingItem(one, words.handlingWaits),
          detail: { en: `asked for by ${one.by.en}`, th: `เสนอโดย ${one.by.th}` },
        })),
        ...same.decide.map((one) => ({
          ...proposalItem(one, words.sameWaits),
          detail: { en: `proposed by ${one.by.en}`, th: `เสนอโดย ${one.by.th}` },
        })),
        ...exported.decide.map((one) => ({
          ...exportItem(one, words.exportWaits),
          detail: { en: `asked for by ${one.by.en}`, th: `ขอโดย ${one.by.th}` },
        })),
        ...(works ? (await waitingQuestions(ctx)).map(questionItem) : []),
        ...(await agreements(ctx)),
        ...(await countExceeding(ctx)).map(exceedingItem),
        ...grants.map((grant) => ({
          id: grant.id,
          title: words.roleWaits,
          at: grant.at.toISOString(),
          to: '/people',
        })),
      ],
    },
    ...careQueues(await waitingCare(ctx)),
    { name: 'requests', items: requests.ours.map(requestItem) },
    { name: 'hits', items: matching.hits.map(matchHitItem) },
    {
      name: 'answers',
      items: [...requests.answers.map(requestAnswerItem), ...matching.answers.map(matchAnswerItem)],
    },
    { name: 'alarms', items: [...wall.alarms, ...(await alarms(ctx))] },
    { name: 'review', items: works && (await pairsWait(ctx)) ? [reviewItem(ctx)] : [] },
    { name: 'leads', items: await leads(ctx) },
    {
      name: 'running',
      items: [
        ...running,
        ...care.running,
        ...figures.running,
        ...handling.proposed.map((one) => handlingItem(one, words.handlingProposed)),
        ...same.proposed.map((one) => proposalItem(one, words.sameProposed)),
        ...exported.proposed.map((one) => exportItem(one, words.exportProposed)),
        ...exported.ready.map((one) => exportItem(one, words.exportReady)),
      ],
    },
    { name: 'received', items: releases.received.map((one) => releaseItem(one, words.received)) },
    { name: 'returns', items: [...returns.turns.map(returnItem), ...returns.matters.map(matterItem)] },
    { name: 'changed', items: await changedSince(ctx) },
    { name: 'failed', items: works ? await batches(ctx, 'failed') : [] },
  ]
  return { queues: await named(ctx, queues, names) }
}

/** What waits around people in protection: punishments, decisions to be taken again, rates that swing. */
async function protectionWork(ctx: Context): Promise<Waiting[]> {
  const checks = mayDo(ctx, 'panel.work', 'node').allow ? await waitingChecks(ctx) : []
  return [
    ...(await waitingFindings(ctx)).map(findingItem),
    ...checks.map((one) => checkItem(one, ctx.now)),
    ...(await waitingSwings(ctx)).map((month) => swingItem(month, ctx.now)),
  ]
}

/** Versions of agreements that wait for this person: to sign as the second, or to answer a partner. */
async function agreements(ctx: Context): Promise<Waiting[]> {
  if (!mayDo(ctx, 'agreement.read', 'node').allow) return []
  return (await waitingVersions(ctx)).map(({ id, agreement, at, title, act }) => ({
    id,
    title: act === 'sign' ? words.agreementWaits : words.agreementProposed,
    at: at.toISOString(),
    to: `/releases?tab=agreements&agreement=${agreement}&version=${id}`,
    detail: title,
  }))
}

/** What is wrong between this node and its partners, for who can do something about it. */
async function alarms(ctx: Context): Promise<Waiting[]> {
  return (await waitingAlarms(ctx)).map(({ kind, peer, words: title, at }) => ({
    id: `${kind} ${peer ?? ''}`,
    title,
    at: at ?? ctx.now.toISOString(),
    to: peer === undefined ? '/partners' : `/partners?partner=${peer}`,
  }))
}

const words = {
  agreementWaits: { en: 'An agreement waits for a second signature', th: 'ข้อตกลงรอผู้ลงนามคนที่สอง' },
  agreementProposed: { en: 'A partner proposes an agreement', th: 'หน่วยงานคู่ร่วมมือเสนอข้อตกลง' },
  permissionWaits: {
    en: 'You are asked as the originator whether something may be handed on',
    th: 'ขอให้คุณตอบในฐานะเจ้าของข้อมูลว่าให้ส่งต่อได้หรือไม่',
  },
  releaseWaits: { en: 'A release waits for a second person', th: 'การส่งมอบรอบุคคลที่สอง' },
  handlingWaits: { en: 'A change of handling waits for a second person', th: 'การเปลี่ยนชั้นการจัดการรอบุคคลที่สอง' },
  handlingProposed: {
    en: 'Your change of handling waits for a second person',
    th: 'การเปลี่ยนชั้นการจัดการที่คุณเสนอรอบุคคลที่สอง',
  },
  sameWaits: {
    en: 'A judgement of “same” waits for a second person',
    th: 'การวินิจฉัยว่าเป็นสิ่งเดียวกันรอบุคคลที่สอง',
  },
  sameProposed: {
    en: 'Your judgement of “same” waits for a second person',
    th: 'การวินิจฉัยว่าเป็นสิ่งเดียวกันที่คุณเสนอรอบุคคลที่สอง',
  },
  exportWaits: { en: 'An export waits for a second person', th: 'การส่งออกรอบุคคลที่สอง' },
  exportProposed: { en: 'Your export waits for a second person', th: 'การส่งออกที่คุณขอรอบุคคลที่สอง' },
  exportReady: {
    en: 'Your export was agreed to: take the file',
    th: 'การส่งออกที่คุณขอได้รับความเห็นชอบแล้ว รับไฟล์ได้',
  },
  questionWaits: { en: 'A question about one of your records', th: 'คำถามเกี่ยวกับระเบียนของหน่วยงานคุณ' },
  pairsWait: { en: 'Pairs that may speak of the same', th: 'คู่ที่อาจเป็นสิ่งเดียวกัน' },
  alarm: {
    en: 'Somebody opened an identity that nobody has reason to open',
    th: 'มีผู้เปิดข้อมูลตัวตนที่ไม่มีผู้ใดมีเหตุให้เปิด',
  },
  vaultAway: {
    en: 'The vault of sealed identities does not answer',
    th: 'คลังข้อมูลตัวตนที่ปิดผนึกไม่ตอบสนอง',
  },
  roleWaits: { en: 'A role waits for a second person', th: 'บทบาทรอบุคคลที่สองอนุมัติ' },
  asked: {
    en: 'A contact desk asks about one of your numbers',
    th: 'ฝ่ายประสานงานของหน่วยงานอื่นสอบถามหมายเลขของคุณ',
  },
  received: { en: 'Received from a partner', th: 'ได้รับจากหน่วยงานคู่ร่วมมือ' },
  changed: { en: 'Changed since you looked', th: 'เปลี่ยนไปตั้งแต่คุณเปิดดู' },
} satisfies Record<string, Words>

/** Alarms of the vault, for who answers them; that it can't be asked is work too. */
async function vaultAlarms(ctx: Context): Promise<readonly Waiting[]> {
  if (!mayDo(ctx, 'alarm.answer', 'node').allow) return []
  const waiting = await waitingVaultAlarms(ctx)
  if (!waiting) return [{ id: 'vault', title: words.vaultAway, at: ctx.now.toISOString(), to: '/alarms' }]
  return waiting.map(({ id, at }) => ({ id, title: words.alarm, at, to: `/alarms?alarm=${id}` }))
}

function releaseItem(one: { readonly id: string; readonly at: Date }, title: Words): Waiting {
  return { id: one.id, title, at: one.at.toISOString(), to: `/releases?release=${one.id}` }
}

function proposalItem(
  one: { readonly id: string; readonly entity: number; readonly at: Date },
  title: Words,
): Waiting {
  return { id: one.id, title, at: one.at.toISOString(), to: '/review?tab=proposals', entity: one.entity }
}

function exportItem(one: { readonly id: string; readonly at: Date }, title: Words): Waiting {
  return { id: one.id, title, at: one.at.toISOString(), to: `/exports?export=${one.id}` }
}

function questionItem(one: {
  readonly id: string
  readonly entity: number
  readonly at: Date
  readonly asker: string
}): Waiting {
  return {
    id: one.id,
    title: words.questionWaits,
    at: one.at.toISOString(),
    to: '/review?tab=questions',
    detail: { en: `asked by ${one.asker}`, th: `ถามโดย ${one.asker}` },
    entity: one.entity,
  }
}

/** One line however many they are: the list counts them. */
function reviewItem(ctx: Context): Waiting {
  return { id: 'pairs', title: words.pairsWait, at: ctx.now.toISOString(), to: '/review' }
}

function handlingItem(
  one: {
    readonly id: string
    readonly entity: number
    readonly wire: string
    readonly at: Date
  },
  title: Words,
): Waiting {
  return {
    id: one.id,
    title,
    at: one.at.toISOString(),
    to: `/entity/${one.wire}?handling=${one.id}`,
    entity: one.entity,
  }
}

async function batches(ctx: Context, state: string): Promise<Waiting[]> {
  const { rows } = await findBatches(ctx, { state, limit: shownPerQueue })
  return rows.map((row) => {
    const { records = 0, bytes = 0, totalBytes = 0 } = row.progress
    const share = totalBytes === 0 ? 0 : Math.floor((bytes / totalBytes) * 100)
    const detail =
      state === 'running'
        ? { en: `${records} records, ${share}%`, th: `${records} ระเบียน ${share}%` }
        : { en: row.file_name, th: row.file_name }
    return {
      id: row.wire,
      title: { en: `Import: ${row.source_name}`, th: `นำเข้า: ${row.source_name}` },
      at: row.created_at.toISOString(),
      to: `/import?import=${row.wire}`,
      detail,
    }
  })
}

const leadWords: Record<LeadRule, Words> = {
  'watch-entity': { en: 'News of a watched profile', th: 'มีข้อมูลใหม่ของโปรไฟล์ที่เฝ้าดู' },
  'watch-identifier': { en: 'A watched number was stated', th: 'พบหมายเลขที่เฝ้าดู' },
  'watch-search': { en: 'A saved search found something new', th: 'การค้นหาที่บันทึกไว้พบรายการใหม่' },
  'shared-identifier': { en: 'One number in two places', th: 'หมายเลขเดียวกันในสองแห่ง' },
}

// Counted up to here: the list of leads has the others.
const mostLeads = 100

/** Leads that nobody has taken up yet, and what other contact desks ask. */
async function leads(ctx: Context): Promise<Waiting[]> {
  const found = mayDo(ctx, 'lead.work', 'node').allow ? await waitingLeads(ctx, mostLeads) : []
  const tickets = mayDo(ctx, 'ticket.work', 'node').allow ? await waitingTickets(ctx) : []
  return [
    ...tickets.map((one) => ({
      id: one.id,
      title: words.asked,
      at: one.at.toISOString(),
      to: `/leads?tab=tickets&ticket=${one.id}`,
    })),
    ...found.map((one) => ({
      id: one.id,
      title: leadWords[one.rule],
      at: one.at.toISOString(),
      to: `/leads?lead=${one.id}`,
    })),
  ]
}

/** Profiles this person opened in the last two weeks of which something visible was stated since. */
async function changedSince(ctx: Context): Promise<Waiting[]> {
  const found = await ctx.tx.client.query<{ id: number; wire: string; at: Date; count: number }>(
    `select e.id, e.wire, max(st.recorded_at) as at, count(*) from
       (select i.object, max(i.at) as at from audit_intake i
        where i.person = $1 and i.action = 'entity.read' and i.at > $2::timestamptz - interval '14 days' and i.object <> '' group by i.object) as looked
     join entity e on e.wire = looked.object::uuid
     join statement st on st.entity_id = e.id and st.recorded_at > looked.at and st.retracted_at is null and visible($3, st.marking_id)
     group by e.id order by at desc limit ${shownPerQueue}`,
    [ctx.actor.person, ctx.now, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => ({
    id: row.wire,
    title: words.changed,
    at: row.at.toISOString(),
    to: `/entity/${row.wire}`,
    detail: {
      en: row.count === 1 ? '1 new value' : `${row.count} new values`,
      th: `ค่าใหม่ ${row.count} รายการ`,
    },
    entity: row.id,
  }))
}

/** The queues as they are shown, each item with what it is about where names were asked for; the names shown are in the audit. */
async function named(
  ctx: Context,
  queues: readonly { readonly name: Queue['name']; readonly items: readonly Waiting[] }[],
  names: boolean,
): Promise<Queue[]> {
  const entities = queues.flatMap(({ items }) =>
    items.slice(0, shownPerQueue).flatMap((item) => item.entity ?? []),
  )
  const captions = names && entities.length > 0 ? await captionsOf(ctx, entities) : new Map<number, never>()
  if (captions.size > 0)
    await audit(ctx, { action: 'entity.listed', shown: [...captions.values()].map((one) => one.wire) })
  return queues.map(({ name, items }) => ({
    name,
    count: items.length,
    items: items.slice(0, shownPerQueue).map(({ entity, ...item }) => {
      const about = captions.get(entity ?? -1)
      return about ? { ...item, about: { kind: about.kind, caption: about.caption } } : item
    }),
  }))
}
