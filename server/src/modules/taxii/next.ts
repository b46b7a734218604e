import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Node } from '../../context.ts'
import { secretFor } from '../../node-secret.ts'
import { Problem } from '../../problem.ts'
import type { Micros } from './time.ts'

/** Where a page ended, for whom and under what: everything a later request needs, so that the node keeps nothing. */
interface Place {
  readonly collection: string
  readonly filter: string
  readonly last: Micros
  readonly epoch: string
}

/** A `next` may be used for two days; the specification leaves it open, the interoperability tests ask a day. */
const lastingMs = 48 * 3_600_000

/** Signed, so that nobody makes his own; opaque to clients. */
export function writeNext(node: Node, place: Place): string {
  const until = node.now().getTime() + lastingMs
  const text = JSON.stringify([place.collection, place.filter, place.last, place.epoch, until])
  return `${Buffer.from(text).toString('base64url')}.${signature(node, text).toString('base64url')}`
}

/** Where the page after it begins. Throws a Problem for one that is not ours, of another question, of other rights or too old. */
export function readNext(node: Node, next: string, asked: Omit<Place, 'last'>): Micros {
  const [body = '', signed = ''] = next.split('.')
  const text = Buffer.from(body, 'base64url').toString('utf8')
  const given = Buffer.from(signed, 'base64url')
  const own = signature(node, text)
  if (given.length !== own.length || !timingSafeEqual(given, own)) throw wrong()
  const [collection, filter, last, epoch, until] = JSON.parse(text) as [
    string,
    string,
    number,
    string,
    number,
  ]
  const isAsked = collection === asked.collection && filter === asked.filter && epoch === asked.epoch
  if (!isAsked || until < node.now().getTime()) throw wrong()
  return last
}

function signature(node: Node, text: string): Buffer {
  return createHmac('sha256', secretFor(node, 'taxii-next')).update(text).digest()
}

const wrong = (): Problem =>
  new Problem('query-invalid', {
    en: 'next does not continue this request: ask again without it',
    th: 'next ใช้ต่อคำขอนี้ไม่ได้ โปรดขอใหม่โดยไม่ใส่ next',
  })
