import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { CareAct, CareView, GiveConsent, PersonIdentity, ServiceEntry } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

export const now = (): string => new Date().toISOString()
export const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Two that care: social welfare with a board of its own, and a shelter that is at no board of it. */
export interface CareHouse {
  readonly th: TestNode
  readonly worker: Headers
  readonly shelter: Headers
  readonly supervisor: Headers
  newPerson(age?: 'adult' | 'child'): Promise<string>
  act(code: string, act: CareAct['act'], rest?: { at?: string }): Promise<CareView>
  give(code: string, rest?: Partial<GiveConsent>): Promise<string>
  service(rest?: Partial<ServiceEntry>): Promise<string>
}

export const identity: PersonIdentity = {
  names: [{ text: 'มะลิวัลย์', kind: 'given' }],
  born: '1999',
  citizenships: ['LA'],
  documents: [],
  phones: ['+85620555111'],
}

export async function openCareHouse(): Promise<CareHouse> {
  const th = await createTestNode('th')
  const of = (organisation: string, role: string) =>
    people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
    assert.fail(organisation)
  const worker = await th.signIn(of('th-msd', 'case-worker'), 'victim-protection')
  const shelter = await th.signIn(of('th-bfm', 'case-worker'), 'victim-protection')
  const supervisor = await th.signIn(of('th-bfm', 'shelter-head'), 'victim-protection')
  const board = async (headers: Headers): Promise<string> =>
    (
      await get(th, headers, 'arrivalMake', {
        body: { site: 'Night market', startedAt: now(), organisations: [] },
      })
    ).id
  const arrival = await board(worker)
  const newPerson = async (age: 'adult' | 'child' = 'adult'): Promise<string> => {
    const code = personCode(randomBytes(11))
    const triage = { age, speaks: ['lo'], health: 'soon' as const }
    await get(th, worker, 'arrivalAdd', {
      params: { id: arrival },
      body: { acts: [{ id: newId(), code, at: now(), triage, identity }] },
    })
    return code
  }
  return {
    ...{ th, worker, shelter, supervisor, newPerson },
    act: (code, act, { at = now() } = {}) =>
      get(th, worker, 'careAct', { params: { code }, body: { id: newId(), at, act } }),
    give: async (code, rest = {}) => {
      const id = newId()
      const body: GiveConsent = {
        ...{ id, purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
        ...{ language: 'lo', textVersion: '1', at: now() },
        ...rest,
      }
      await get(th, worker, 'consentGive', { params: { code }, body })
      return id
    },
    service: async (rest = {}) =>
      (await get(th, worker, 'serviceMake', { body: { ...clinic(), ...rest } })).id,
  }
}

export const clinic = (): ServiceEntry => ({
  key: `T-${randomBytes(5).toString('hex').toUpperCase()}`,
  kind: 'shelter',
  name: { en: 'A house for a while', th: 'บ้านพักชั่วคราว' },
  organisation: 'th-bfm',
  area: 'Mae Sot',
  languages: ['lo', 'my'],
  servesGroups: ['everybody'],
  contact: '+66 55 000 000',
  isOpen: true,
})

export const refused = async (
  house: CareHouse,
  code: string,
  act: unknown,
): Promise<{ readonly status: number; readonly text: string }> =>
  ask(house.th, house.worker, 'careAct', {
    params: { code },
    body: { id: newId(), at: now(), act },
  })
