import { people } from '@shield/world'
import type { Punishment } from '@shield/core'

import type { Context, Node } from '../context.ts'
import { decideDetermination, openDetermination, voteOn } from '../modules/determination/index.ts'
import { addOffence, listFindings, reportPunishment } from '../modules/non-punishment/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'
import { demonstrationWorld } from './load-demonstration.ts'

/** Places in the row of 120 of those on whom a panel has decided, and of those who are punished besides. */
const decided = [0, 1, 2, 3, 6, 8, 10, 11, 12, 13, 15, 16]
const punished: readonly (readonly [place: number, punishment: Punishment, offence: string])[] = [
  [66, 'charged', 'fraud'],
  [18, 'detained', 'illegal-entry'],
  [27, 'detained', 'mule-account'],
  [40, 'fined', 'overstay'],
  [7, 'blacklisted', 'illegal-entry'],
  [80, 'removal', 'illegal-entry'],
]

/** What two houses decided of some of the raid, and what those who care say of others: in their names, by the use cases. */
export async function loadDecisions(node: Node): Promise<void> {
  const { raid } = demonstrationWorld()
  const codeAt = (place: number): string => raid[place]?.code ?? ''
  const office = nameOf('th-osp')
  const known = await asPerson(node, { person: office, purpose: 'victim-protection' }, (ctx) =>
    listFindings(ctx, { limit: 1 }),
  )
  if (known.count > 0) return
  await as(node, 'th-msd', async (ctx) => {
    for (const [place, punishment] of punished)
      await reportPunishment(ctx, codeAt(place), {
        ...{ id: newId(), punishment, authority: 'Border police station (training)' },
        words: 'Told by telephone by the person',
      })
  })
  await as(node, 'th-osp', async (ctx) => {
    const { items } = await listFindings(ctx, { limit: 50 })
    for (const { id, code } of items) {
      const offence = punished.find(([place]) => codeAt(place) === code)?.[2] ?? 'other'
      await addOffence(ctx, id, { id: newId(), offence })
    }
  })
  await loadPanels(node, decided.map(codeAt))
}

async function loadPanels(node: Node, codes: readonly string[]): Promise<void> {
  const panels = codes.map((code, at) => ({ id: newId(), code, isVictim: at !== 5 }))
  const vote = (isVictim: boolean) =>
    ({
      id: newId(),
      vote: isVictim ? 'identified' : 'not-identified',
      reason: 'After the interview',
    }) as const
  await as(node, 'th-msd', async (ctx) => {
    for (const { id, code, isVictim } of panels) {
      await openDetermination(ctx, code, { id, organisations: ['th-msd', 'th-bfm'] })
      await voteOn(ctx, id, vote(isVictim))
    }
  })
  await as(node, 'th-bfm', async (ctx) => {
    for (const { id, isVictim } of panels) await voteOn(ctx, id, vote(isVictim))
  })
  await as(node, 'th-msd', async (ctx) => {
    for (const { id, isVictim } of panels)
      await decideDetermination(ctx, id, {
        outcome: isVictim ? 'identified' : 'not-identified',
        reasons: 'What was told and seen, point by point, in the file of the panel',
        legalBasis: 'Anti-Trafficking in Persons Act B.E. 2551, section 6',
      })
  })
}

function as<T>(node: Node, organisation: string, act: (ctx: Context) => Promise<T>): Promise<T> {
  return asPerson(node, { person: nameOf(organisation), purpose: 'victim-protection' }, act)
}

/** The first case worker, or assessor, of an organisation. */
function nameOf(organisation: string): string {
  const found = people.find(
    (one) =>
      one.organisation === organisation &&
      (one.roles.includes('case-worker') || one.roles.includes('assessor')),
  )
  if (!found) throw new Error(`nobody works in protection at ${organisation}`)
  return found.id
}
