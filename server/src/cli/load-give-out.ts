import type { CaseFacts } from '@shield/core'
import { people } from '@shield/world'

import type { Node } from '../context.ts'
import { giveConsent } from '../modules/consent/index.ts'
import { latestFacts, writeCaseFacts } from '../modules/figures/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'
import { demonstrationWorld } from './load-demonstration.ts'

/** How many of the grown people of the raid agreed to be counted by the commission for human rights. */
const counted = 12
const trained: readonly CaseFacts['codes'][] = [
  {
    vic_TypeOfExploitation: ['ForcedCriminality', 'ForcedLabour'],
    vic_MethodsOfControl: ['RestrictsMovement', 'CompoundDebt', 'WithholdsDocuments'],
    vic_MethodOfRecruitment: ['ThroughAnOnlineAdvertisement'],
  },
  {
    vic_TypeOfExploitation: ['ForcedCriminality'],
    vic_MethodsOfControl: ['RansomDemand', 'PhysicalAbuse'],
    vic_MethodOfRecruitment: ['ThroughFriendsOrSocialEvents'],
  },
]

/** What is coded of a few of the raid, and their yes to being counted elsewhere: in the worker's name, by the use cases. */
export async function loadGiveOut(node: Node): Promise<void> {
  const { raid } = demonstrationWorld()
  const codes = raid
    .filter(({ triage }) => triage.age === 'adult')
    .slice(-counted)
    .map(({ code }) => code)
  const worker = people.find((one) => one.organisation === 'th-msd' && one.roles.includes('case-worker'))
  await asPerson(node, { person: worker?.id, purpose: 'victim-protection' }, async (ctx) => {
    if ((await latestFacts(ctx, codes)).size > 0) return
    for (const [at, code] of codes.entries()) {
      const facts = {
        codes: trained[at % trained.length] ?? {},
        age: 22 + (at % 3),
        exploitedIn: 'MM',
        months: 6,
      }
      await writeCaseFacts(ctx, code, { id: newId(), facts: facts as never })
      await giveConsent(ctx, code, {
        ...{ id: newId(), purpose: 'statistics', recipients: ['th-hrc'], basis: 'consent', mode: 'spoken' },
        ...{ language: 'en', textVersion: '1', at: '2026-05-13T02:00:00.000Z' },
      })
    }
  })
}
