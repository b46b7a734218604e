import type { ReturnRules } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { findPart } from '../words/index.ts'

/** How people go home from a country, as data with its source; a return keeps what it was begun under. */
export interface ReturnLaw extends ReturnRules {
  readonly code: string
  readonly version: string
}

/** What holds in the country of this node today (`bin/shield countries load`). Throws where nobody gave it: no fine and no clock is made up. */
export async function returnLaw(visit: Pick<Visit, 'tx' | 'node'>): Promise<ReturnLaw> {
  const found = await findPart(visit, 'returns')
  if (!found) throw new Problem('conflict', notGiven)
  const { code, version, part } = found
  return { ...part, code, version }
}

const notGiven = {
  en: 'How people go home from this country is not known here: an administrator loads it (bin/shield countries load)',
  th: 'โหนดนี้ยังไม่มีกฎการส่งกลับของประเทศ โปรดให้ผู้ดูแลระบบโหลด (bin/shield countries load)',
}

/** The day it is where the country is, ISO. */
export function dayIn({ zone }: Pick<ReturnLaw, 'zone'>, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
}
