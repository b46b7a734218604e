import { createHash } from 'node:crypto'

import { MatchTicket } from '@shield/contract'
import type { MatchAskMessage, MatchIdentifier } from '@shield/contract'

import {
  emptyEdge,
  grow,
  leafHash,
  openCheckpoint,
  readVerifierKey,
  rootOf,
  verifyInclusion,
} from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { compileForm, keyOf, unsign } from '../../peer/index.ts'

interface Committed {
  readonly identifier: MatchIdentifier
  readonly norm: string
  readonly nonce: Uint8Array
}

/** SHA-256(kind ‖ 0 ‖ value ‖ nonce): says nothing of the value until the nonce of 32 bytes is told, and then cannot mean another. */
export function commit({ identifier, norm, nonce }: Committed): Buffer {
  return createHash('sha256').update(`${identifier}\0${norm}`).update(nonce).digest()
}

/** RFC 6962 root over the commitments of a ticket, in their order. */
export function rootOver(elements: readonly Committed[]): Buffer {
  return rootOf(
    grow(
      emptyEdge,
      elements.map((one) => leafHash(commit(one))),
    ).edge,
  )
}

export function ticketDigest(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url')
}

const hasForm = compileForm(MatchTicket)

/** A ticket that its sender's node signed and that is for this node, or undefined. */
export async function openTicket(visit: Visit, from: string, text: string): Promise<MatchTicket | undefined> {
  const key = await keyOf(visit, from, from, visit.now)
  const content = key && (await unsign(text, key))
  if (content === undefined || hasForm(content) !== true) return undefined
  const ticket = content as unknown as MatchTicket
  return ticket.from === from && ticket.to === visit.node.name ? ticket : undefined
}

/** Is the ticket named by an event that stands in the log it speaks of, under a head that log has signed? */
export function isLogged(ticket: MatchTicket, { ticket: text, logged }: MatchAskMessage): boolean {
  try {
    const event = JSON.parse(logged.event) as {
      readonly action?: string
      readonly object?: string
      readonly node?: string
      readonly detail?: { readonly ticket?: string }
    }
    const names =
      event.action === 'match.asked' &&
      event.object === ticket.id &&
      event.node === ticket.from &&
      event.detail?.ticket === ticketDigest(text)
    const head = openCheckpoint(logged.note, readVerifierKey(ticket.log))
    const proof = logged.proof.map((hash) => Buffer.from(hash, 'base64'))
    return (
      names &&
      verifyInclusion({ leaf: leafHash(Buffer.from(logged.event)), index: logged.index }, head, proof)
    )
  } catch {
    // A note, a key or an event in no form: whoever tampers learns nothing from how it failed.
    return false
  }
}
