import type { Finding } from '@shield/contract'

import type { Context } from '../../context.ts'
import { faultAt } from '../../problem.ts'
import { actOnFinding } from './act-on-finding.ts'

interface NewOffence {
  readonly id: string
  readonly offence: string
  readonly on?: string
  readonly place?: string
  readonly words?: string
}

/** An offence that the person is held liable for; date, place and words are sealed. */
export async function addOffence(ctx: Context, id: string, given: NewOffence): Promise<Finding> {
  const { on, place, words } = given
  const sealed =
    on === undefined && place === undefined && words === undefined ? undefined : { on, place, words }
  return actOnFinding(ctx, id, {
    id: given.id,
    act: { kind: 'offence', offence: given.id },
    audit: 'punishment.offence',
    more: { named: given.offence },
    ...(sealed ? { words: JSON.stringify(sealed) } : {}),
    check: async ({ law }) => {
      if (law.nonPunishment.offences.some((one) => one.id === given.offence)) return
      throw faultAt(
        '/offence',
        { en: 'choose an offence of the list', th: 'โปรดเลือกความผิดจากรายการ' },
        'known',
      )
    },
  })
}
