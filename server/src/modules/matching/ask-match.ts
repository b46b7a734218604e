import { randomBytes } from 'node:crypto'

import type { Json, Purpose } from '@shield/core'
import type { MakeMatch, MatchIdentifier, MatchTicket } from '@shield/contract'

import { audit, logVerifier, verifierKey } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { sign } from '../../peer/index.ts'
import { Problem } from '../../problem.ts'
import { looksOf } from './alarm.ts'
import type { ListLooks } from './alarm.ts'
import { blindInput } from './oprf.ts'
import { readList } from './read-list.ts'
import { covers, findTerms, overQuota, publishedBy, usageOf } from './terms.ts'
import type { Terms } from './terms.ts'
import { rootOver, ticketDigest } from './ticket.ts'
import { epochOf, tokenInput } from './token.ts'

/** A question with who answers for it. */
export interface Question extends MakeMatch {
  readonly person: string
  readonly organisation: string
  readonly purpose: Purpose
  /** The question of the month before whose watch it goes on with. */
  readonly renews?: string
}

interface Item {
  readonly number: number
  readonly identifier: MatchIdentifier
  readonly value: string
  readonly norm: string | undefined
}

interface Element {
  readonly number: number
  readonly identifier: MatchIdentifier
  readonly norm: string
  readonly nonce: Buffer
  readonly blind: Buffer
  readonly blinded: Buffer
}

/**
 * Puts a question: agreement, what is published, and the limits of the day are looked at before anything is written. Each has
 * a ticket of its own, and goes when the audit has logged it. Gives its id.
 */
export async function askMatch(visit: Visit, question: Question): Promise<string> {
  const items = itemsOf(question)
  const asked = items.flatMap(({ norm, ...item }) => (norm === undefined ? [] : [{ ...item, norm }]))
  const terms = await findTerms(visit, question.agreement)
  const identifiers = [...new Set(asked.map((one) => one.identifier))].toSorted()
  if (!terms || !covers(terms, question.purpose, identifiers)) throw new Problem('agreement-missing')
  if (asked.length === 0) throw nothingComparable()
  const epoch = epochOf(visit.now)
  await requirePublished(visit, terms, identifiers)
  await requireQuota(visit, terms, { question, count: asked.length })
  const id = newId()
  const elements = asked.map((item) => blindItem({ agreement: terms.agreement, epoch }, item))
  const made = { id, terms, epoch, elements, root: rootOver(elements), looks: looksOf(asked) }
  const ticket = await sign(visit.node, ticketOf(visit, question, made) as unknown as Json)
  const event = await audit(
    { ...visit, purpose: question.purpose },
    {
      action: 'match.asked',
      object: id,
      person: question.person,
      organisation: question.organisation,
      detail: {
        ...{ peer: terms.peer, ticket: ticketDigest(ticket), count: elements.length, ...made.looks },
        ...(question.renews === undefined ? {} : { renews: question.renews }),
      },
    },
  )
  await keepAsk(visit, question, { ...made, ticket, event })
  await keepElements(visit, items, made)
  await enqueue(visit.tx, 'matching.send', { ask: id }, { key: `matching.send:${id}` })
  return id
}

interface Made {
  readonly id: string
  readonly terms: Terms
  readonly epoch: string
  readonly elements: readonly Element[]
  readonly root: Buffer
  readonly looks: ListLooks
}

const ticketDays = 30

function ticketOf(
  { node, now }: Visit,
  question: Question,
  { id, terms, epoch, elements, root, looks }: Made,
): MatchTicket {
  const counts = Map.groupBy(elements, (one) => one.identifier)
  return {
    ...{ id, from: node.name, to: terms.peer, agreement: terms.agreement, purpose: question.purpose },
    ...{ case: question.case.trim(), legalBasis: question.legalBasis.trim() },
    ...{ organisation: question.organisation, person: question.person },
    groups: [...counts].map(([identifier, list]) => ({ identifier, epoch, count: list.length })),
    root: root.toString('base64url'),
    looks,
    log: verifierKey(logVerifier(node)),
    created: now.toISOString(),
    expires: new Date(now.getTime() + ticketDays * 86_400_000).toISOString(),
  }
}

/** What was written, each value once; what can't be compared stays in the list and is told so. */
function itemsOf({ items }: MakeMatch): readonly Item[] {
  return readList(items).flatMap(({ number, identifier, value, norm, leftOut }) =>
    identifier === undefined || leftOut === 'twice' ? [] : [{ number, identifier, value, norm }],
  )
}

function blindItem(
  domain: { readonly agreement: string; readonly epoch: string },
  { number, identifier, norm }: Pick<Element, 'number' | 'identifier' | 'norm'>,
): Element {
  const { blind, element } = blindInput(tokenInput({ ...domain, identifier }, norm), 'verifiable')
  return {
    number,
    identifier,
    norm,
    nonce: randomBytes(32),
    blind: Buffer.from(blind),
    blinded: Buffer.from(element),
  }
}

async function requirePublished(
  visit: Visit,
  terms: Terms,
  identifiers: readonly MatchIdentifier[],
): Promise<void> {
  const published = await publishedBy(visit, terms)
  if (identifiers.every((one) => published.includes(one))) return
  throw new Problem('not-ready', {
    en: 'The partner has not yet published anything of this kind to compare with this month',
    th: 'เดือนนี้หน่วยงานคู่ร่วมมือยังไม่ได้เผยแพร่ข้อมูลชนิดนี้ให้เปรียบเทียบ',
  })
}

const limits = {
  person: { en: 'more than one person may ask in a day', th: 'เกินจำนวนที่บุคคลหนึ่งสอบถามได้ในหนึ่งวัน' },
  case: { en: 'more than may be asked for one case in a day', th: 'เกินจำนวนที่สอบถามได้ต่อคดีในหนึ่งวัน' },
  node: { en: 'more than this node may ask in a day', th: 'เกินจำนวนที่โหนดนี้สอบถามได้ในหนึ่งวัน' },
}

async function requireQuota(
  visit: Visit,
  terms: Terms,
  { question, count }: { readonly question: Question; readonly count: number },
): Promise<void> {
  const of = { agreement: terms.agreement, person: question.person, case: question.case.trim() }
  const used = await usageOf(visit, 'own', of)
  const over = overQuota(terms, used, count)
  if (over === undefined) return
  const left = Math.max(0, terms.quota[over] - used[over])
  throw new Problem('too-many', {
    en: `This is ${limits[over].en}: ${left} are left`,
    th: `${limits[over].th} เหลือ ${left} รายการ`,
  })
}

async function keepAsk(
  visit: Visit,
  question: Question,
  { id, terms, root, ticket, event }: Made & { readonly ticket: string; readonly event: string },
): Promise<void> {
  await visit.tx.client.query(
    `insert into match_ask (id, agreement_id, peer, organisation, by_person, purpose, case_reference, legal_basis, reason,
       ticket, root, audit_id, state, watch_until, renews, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'logging', $13, $14, $15)`,
    [
      ...[id, terms.agreement, terms.peer, question.organisation, question.person, question.purpose],
      ...[question.case.trim(), question.legalBasis.trim(), question.reason.trim()],
      ...[ticket, root, event, question.watchUntil ?? null, question.renews ?? null, visit.now],
    ],
  )
}

async function keepElements(
  visit: Visit,
  items: readonly Item[],
  { id, epoch, elements }: Made,
): Promise<void> {
  const blinded = new Map(elements.map((one) => [one.number, one]))
  const rows = items.map((item) => ({ ...item, element: blinded.get(item.number) }))
  await visit.tx.client.query(
    `insert into match_element (ask_id, number, identifier, value, norm, epoch, nonce, blind, blinded)
     select $1, number, identifier, value, norm, case when norm is not null then $2 end, nonce, blind, blinded
     from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[])
       as element (number, identifier, value, norm, nonce, blind, blinded)`,
    [
      ...[id, epoch, rows.map((row) => row.number), rows.map((row) => row.identifier)],
      ...[rows.map((row) => row.value), rows.map((row) => row.norm ?? null)],
      ...[rows.map((row) => row.element?.nonce ?? null), rows.map((row) => row.element?.blind ?? null)],
      rows.map((row) => row.element?.blinded ?? null),
    ],
  )
}

function nothingComparable(): Problem {
  const hint = {
    en: 'write telephones with their country (+66 …), documents with their issuer (TH:AA1234567)',
    th: 'โปรดเขียนหมายเลขโทรศัพท์พร้อมรหัสประเทศ (+66 …) และเอกสารพร้อมประเทศผู้ออก (TH:AA1234567)',
  }
  return new Problem('body-invalid', undefined, [{ pointer: '/items', rule: 'comparable', hint }])
}
