import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import { personCode } from '@shield/core'
import { people } from '@shield/world'
import type { DemonstrationPerson } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { get } from '../../testing-http.ts'
import type { TestNode } from '../../testing.ts'

export type Headers = Record<string, string>

/** Long enough ago for every rule that erases. */
export const longAgo = '2015-05-12T03:00:00.000Z'

export interface Keeping {
  readonly th: TestNode
  /** Cares for people, at the same organisation as who decides. */
  readonly worker: Headers
  readonly head: Headers
  /** Cares for people there too, and decides. */
  readonly colleague: Headers
  /** Another organisation that cares for nobody here. */
  readonly shelter: Headers
  /** Decides at that other organisation. */
  readonly elsewhere: Headers
  newPerson(
    at?: string,
    documents?: readonly { readonly issuer: string; readonly number: string }[],
  ): Promise<string>
  agree(code: string, at: string, rest?: { readonly words?: string; readonly abroad?: true }): Promise<string>
}

/** Who keeps and who decides, and people who came out when a test says. */
export async function createKeeping(th: TestNode): Promise<Keeping> {
  const of = (fits: (one: DemonstrationPerson) => boolean) => people.find(fits) ?? assert.fail('nobody')
  const sign = (fits: (one: DemonstrationPerson) => boolean) => th.signIn(of(fits), 'victim-protection')
  const works = (organisation: string) => (one: DemonstrationPerson) =>
    one.roles.includes('case-worker') && one.organisation === organisation
  const worker = await sign(works('th-msd'))
  const head = await sign((one) => one.roles.join() === 'shelter-head' && one.organisation === 'th-msd')
  const colleague = await sign(
    (one) => one.roles.join() === 'case-worker,shelter-head' && one.organisation === 'th-msd',
  )
  const shelter = await sign(works('th-bfm'))
  const elsewhere = await sign(
    (one) => one.roles.join() === 'case-worker,shelter-head' && one.organisation === 'th-bfm',
  )
  const place = { site: 'Friendship Bridge 2', startedAt: longAgo, organisations: [] }
  const arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
  return {
    ...{ th, worker, head, colleague, shelter, elsewhere },
    newPerson: async (at = longAgo, documents = []) => {
      const code = personCode(randomBytes(11))
      const identity = {
        ...{ names: [{ text: 'Canary Sukanya', kind: 'given' as const }], citizenships: [] },
        documents: documents.map((one) => ({ kind: 'passport' as const, holds: 'person' as const, ...one })),
        phones: ['+999 81 555 0142'],
      }
      await get(th, worker, 'arrivalAdd', {
        params: { id: arrival },
        body: { acts: [{ id: newId(), code, at, triage: { age: 'adult', speaks: ['my'] }, identity }] },
      })
      return code
    },
    agree: async (code, at, { words, abroad } = {}) => {
      const id = newId()
      await get(th, worker, 'consentGive', {
        params: { code },
        body: {
          ...{ id, basis: 'consent', mode: 'spoken', language: 'my', textVersion: '1', at },
          ...(abroad
            ? { purpose: 'transfer-abroad', recipients: ['ph-wdk'] }
            : { purpose: 'interview', recipients: [] }),
          ...(words === undefined ? {} : { words }),
        },
      })
      return id
    },
  }
}
