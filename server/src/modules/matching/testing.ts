import type { MatchIdentifier, MatchView } from '@shield/contract'

import { startSequencer } from '#audit/index.ts'
import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { get } from '../../testing-http.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from '../registry/testing.ts'
import { publishFilters, sendMatch } from './index.ts'

type Headers = Record<string, string>

export const suspect = '+999 81 234 5678'
/** A canary: her number is known in ph as a victim's. */
export const victim = '+999 81 555 0001'

export const ground = {
  case: 'TH-26-0143',
  legalBasis: 'Agreement, article 4',
  reason: 'Numbers of a seized telephone',
}

export const phones = (...values: string[]) =>
  values.map((value) => ({ identifier: 'phone' as MatchIdentifier, value }))

/** th and ph, of which ph holds a suspect's, another's and a victim's telephone and has published what th may ask about. */
export interface MatchingPair extends Pair {
  /** Of th. */
  readonly analyst: Headers
  /** Of ph. */
  readonly officer: Headers
  readonly agreement: string
  make(values: readonly string[], more?: object): Promise<MatchView>
  /** The question goes, is answered, and compared. */
  through(view: MatchView): Promise<MatchView>
}

export async function createMatchingPair(): Promise<MatchingPair> {
  const pair = await createPair()
  const { th, ph } = pair
  const keeper = await ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  await importPeople(ph, keeper, {
    source: 'Compound raid',
    marking: 'agency',
    lines: [`P1,Chen Wei,${suspect},`, 'P2,Li Na,+999 81 234 0002,', `P3,Victim of the compound,${victim},`],
  })
  // What the source says of her stands in her record.
  await rows(
    ph,
    `insert into statement (entity_id, property, value, norm, record_id, marking_id, grade)
     select entity_id, 46, 'victim', 'victim', record_id, marking_id, grade from statement where norm = '+999815550001'`,
  )
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const officer = await ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  const agreement = (await get(th, analyst, 'agreementList')).items[0]?.id ?? ''
  await publishTo(pair)
  return {
    ...pair,
    ...{ analyst, officer, agreement },
    make: (values, more = {}) =>
      get(th, analyst, 'matchMake', { body: { agreement, ...ground, items: phones(...values), ...more } }),
    through: async (view) => {
      await sendTo(pair, view.id)
      await deliver(th, 'ph')
      await deliver(ph, 'th')
      return get(th, analyst, 'matchRead', { params: { id: view.id } })
    },
  }
}

/** ph tells what may be asked about, and th has it. */
export async function publishTo({ ph }: Pair): Promise<void> {
  await publishFilters(ph.node, {}, new AbortController().signal)
  await deliver(ph, 'th')
}

/** Puts what was committed into the log under a signed head. */
async function seal(node: TestNode): Promise<void> {
  const sequencer = await startSequencer(node.node)
  await sequencer.flush()
  await sequencer.stop()
}

/** Its ticket is logged and it goes: a transaction in any database of the cluster may hold the log back, so the job tries again. */
export async function sendTo({ th }: Pair, id: string): Promise<void> {
  const waits = () => rows(th, `select 1 from match_ask where id = $1 and state = 'logging'`, [id])
  do {
    await seal(th)
    await sendMatch(th.node, { ask: id })
  } while ((await waits()).length > 0)
}
