import type { Punishment } from '@shield/core'
import { punishments } from '@shield/core'

import type { Node, Visit } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'
import type { Actor } from '../../policy/index.ts'
import { VaultFault } from '../../vault-door.ts'
import type { BlindFound, BlindValue, VaultAsker } from '../../vault-door.ts'
import { findLaw } from './find-law.ts'
import type { PunishmentLaw } from './find-law.ts'
import { documentsOf } from '../protection/index.ts'
import { findStatuses } from '../registry/index.ts'
import type { StatusRow } from '../registry/index.ts'
import { findOffice } from './find-office.ts'
import { makeFinding } from './make-finding.ts'

/** Statuses of one step; each is asked with up to three issuers a document. */
const statusesAsked = 12
/** Values the vault compares in one question, and persons it answers at most: a full answer may have left some out. */
const mostValues = 50
const mostFound = 20
/** Steps of one turn: the vault answers the node 60 questions an hour. */
const stepsATurn = 50

/**
 * Compares what agencies of this node hold people for with people in protection, by exact document through the vault.
 * It runs by the clock and for nobody: no act of the police side starts it, waits for it or is told of it, whether it
 * finds or not. One turn goes on where the last has stopped; after the last record the round begins anew, so that
 * somebody who is received later is found too.
 */
export async function compareRecords(node: Node, _: unknown, signal?: AbortSignal): Promise<void> {
  try {
    for (let step = 0; step < stepsATurn; step += 1)
      if (signal?.aborted || !(await inVisit(node, compareStep))) return
  } catch (error) {
    // The vault is away, or has answered as much as it does in an hour: the next turn goes on here.
    if (!(error instanceof VaultFault)) throw error
    node.log.info({ refusal: error.refusal }, 'the comparing of records waits for the vault')
  }
}

/** One step; false at the end of a round. */
async function compareStep(visit: Visit): Promise<boolean> {
  const { tx, node, now } = visit
  const [office, law] = [await findOffice(visit), await findLaw(visit)]
  if (office === undefined || !law) return false
  const look = await tx.client.query<{ statement_id: string }>(
    'select statement_id::text from punishment_look for update',
  )
  const after = look.rows[0]?.statement_id ?? '0'
  const markings = await comparable(visit, office)
  const rows = await findStatuses(tx, { after, markings, limit: statusesAsked })
  const last = rows.at(-1)
  if (!last) {
    await tx.client.query(
      'update punishment_look set statement_id = 0, round_ended_at = $1, round_began_at = null',
      [now],
    )
    return false
  }
  for (const found of await askAll(visit, valuesOf(rows, law)))
    await makeFinding(visit, nodeAsker(office), {
      ...{ code: found.code, punishment: found.punishment, source: 'record', key: found.row.id },
      details: {
        record: {
          organisation: node.markings.block(found.row.marking_id).organisation,
          status: found.row.status,
        },
      },
      ...{ office, law, carers: [] },
    })
  await tx.client.query(
    'update punishment_look set statement_id = $1, round_began_at = coalesce(round_began_at, $2)',
    [last.id, now],
  )
  return true
}

/** Blocks whose statuses may be compared for an assessor of the office: the policy says which. */
async function comparable({ tx, node }: Visit, office: string): Promise<readonly number[]> {
  const actor: Actor = {
    ...{ person: 'node', organisation: office, organisationKind: 'prosecutor', node: node.name },
    ...{ roles: ['assessor'], clearance: 2, cases: [] },
  }
  return (await node.markings.all(tx))
    .filter(
      ({ block }) =>
        node.policy.decide({
          ...{ actor, action: 'content.assess', resource: block },
          ...{ purpose: 'victim-protection', secondPerson: false },
        }).allow,
    )
    .map(({ id }) => id)
}

interface Asked {
  readonly row: StatusRow
  readonly punishment: Punishment
  readonly value: BlindValue
}

/** Documents of those whose status is a punishment that has not ended, under every issuer that may be meant. */
function valuesOf(rows: readonly StatusRow[], law: PunishmentLaw): readonly Asked[] {
  return rows.flatMap((row) => {
    const punishment = punishmentIn(row.status, law)
    if (!punishment) return []
    // A record seldom says who issued a document: ZZ is how an unknown issuer is sealed.
    const issuers = [...new Set([...row.issuers.map((one) => one.toUpperCase()), 'ZZ'])].slice(0, 3)
    const documents = row.documents
      .slice(0, 3)
      .flatMap((number) =>
        issuers.map((issuer) => ({ kind: 'other' as const, issuer, number, holds: 'unknown' as const })),
      )
    return documentsOf({ documents }).map((value) => ({
      ...{ row, punishment, value },
    }))
  })
}

/** What a status as it is written says, by the words of the country; `undefined` where it says nothing of a punishment. */
export function punishmentIn(status: string, { nonPunishment }: PunishmentLaw): Punishment | undefined {
  const text = status.normalize('NFKC').toLowerCase()
  const says = (words: readonly string[]): boolean => words.some((word) => isIn(text, word))
  const { statusWords } = nonPunishment
  if (says(statusWords.ended)) return undefined
  return punishments.findLast((one) => says(statusWords[one]))
}

/** Latin words as whole words: "upheld" is no "held". Thai is written without spaces. */
function isIn(text: string, word: string): boolean {
  if (!/^[a-z ]+$/.test(word)) return text.includes(word)
  return new RegExp(`(^|[^a-z])${word}([^a-z]|$)`).test(text)
}

interface Match extends Asked {
  readonly code: string
}

async function askAll(visit: Visit, asked: readonly Asked[]): Promise<readonly Match[]> {
  const matches: Match[] = []
  for (let from = 0; from < asked.length; from += mostValues)
    matches.push(...(await askSome(visit, asked.slice(from, from + mostValues))))
  return matches
}

async function askSome({ node }: Visit, asked: readonly Asked[]): Promise<readonly Match[]> {
  const find = async (some: readonly Asked[]): Promise<readonly Match[]> => {
    const fits: readonly BlindFound[] = await node.vault.find(
      nodeAsker(node.name),
      some.map(({ value }) => value),
    )
    if (fits.length >= mostFound && some.length > 1) {
      const half = Math.ceil(some.length / 2)
      return [...(await find(some.slice(0, half))), ...(await find(some.slice(half)))]
    }
    return fits.flatMap(({ code, fits: places }) =>
      places.flatMap((place) => {
        const one = some[place]
        return one ? [{ ...one, code }] : []
      }),
    )
  }
  return find(asked)
}

function nodeAsker(organisation: string): VaultAsker {
  return { person: 'node', organisation, purpose: 'victim-protection', reference: 'non-punishment' }
}
