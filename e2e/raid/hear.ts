import { checklistItems } from '@shield/contract'
import type { InterviewAct } from '@shield/contract'
import { isChild } from '@shield/core'

import { newId } from '../../server/src/store/identifier.ts'
import { get } from '../../server/src/testing-http.ts'
import type { Headers, RaidNode, Survivor } from './raid-node.ts'

/** In the first language somebody told. */
export const languageOf = ({ triage }: Survivor): string => triage.speaks?.[0] ?? 'en'

interface Agreed {
  readonly purpose: 'interview' | 'embassy' | 'transfer-abroad' | 'contact-later' | 'referral'
  readonly recipients?: readonly string[]
}

/** Writes that somebody agreed; of a child its guardian and the child. Gives the entry's id. */
export async function agree(
  { th }: RaidNode,
  worker: Headers,
  { of, purpose, recipients = [] }: Agreed & { readonly of: Survivor },
): Promise<string> {
  const id = newId()
  await get(th, worker, 'consentGive', {
    params: { code: of.code },
    body: {
      ...{ id, purpose, recipients: [...recipients], basis: 'consent', mode: 'spoken', textVersion: '1' },
      ...{ language: languageOf(of), at: th.node.now().toISOString() },
      ...(isChild(of.triage) ? { guardian: { gave: true, assent: true } } : {}),
    },
  })
  return id
}

/** What was done in a compound, as most tell it; who led a team tells of that too, and of what would have happened else. */
export async function hear(node: RaidNode, worker: Headers, of: Survivor): Promise<string> {
  const { th } = node
  await agree(node, worker, { of, purpose: 'interview' })
  const id = newId()
  const child = isChild(of.triage)
  await get(th, worker, 'interviewBegin', {
    params: { code: of.code },
    body: {
      ...{ id, personLanguage: languageOf(of), officerLanguage: 'th', interpreter: 'present' },
      checklist: [...checklistItems],
      present: ['interpreter', ...(child ? (['guardian'] as const) : [])],
    },
  })
  const answers = [
    ...([
      ['FC07', 'yes'],
      ['FC16', 'yes'],
      ['FC12', 'no'],
      ['FC02', 'unknown'],
    ] as const),
    // Written down, and counted against nobody.
    ...(of.traits.includes('led a team') ? ([['CI02', 'yes']] as const) : []),
  ]
  const at = th.node.now().toISOString()
  const acts: InterviewAct[] = [
    ...answers.map(([indicator, value]): InterviewAct => ({
      ...{ id: newId(), at },
      act: { kind: 'answer', indicator, value, basis: 'said' },
    })),
    { id: newId(), at, act: { kind: 'finish' } },
  ]
  await get(th, worker, 'interviewAct', { params: { id }, body: { acts } })
  await get(th, worker, 'interviewJudge', {
    params: { id },
    body: { judgement: 'possible-victim', reason: 'Held, and made to' },
  })
  return id
}

/** A shelter and social welfare hear it, decide and tell. Gives the determination's id. */
export async function decide(
  { th }: RaidNode,
  { worker, shelter }: { readonly worker: Headers; readonly shelter: Headers },
  of: Survivor,
): Promise<string> {
  const id = newId()
  await get(th, worker, 'determinationOpen', {
    params: { code: of.code },
    body: { id, organisations: ['th-bfm', 'th-msd'] },
  })
  for (const headers of [shelter, worker])
    await get(th, headers, 'determinationVote', {
      params: { id },
      body: { id: newId(), vote: 'identified', reason: 'As it was told' },
    })
  await get(th, worker, 'determinationDecide', {
    params: { id },
    body: {
      outcome: 'identified',
      reasons: 'Recruited by deception, held, made to deceive others',
      legalBasis: 'Section 6/1',
    },
  })
  await get(th, worker, 'determinationTell', {
    params: { id },
    body: { language: languageOf(of), toldOfReview: true },
  })
  return id
}

export const standingOf = async ({ th }: RaidNode, headers: Headers, code: string): Promise<string> =>
  (await get(th, headers, 'protectedRead', { params: { code } })).standing
