import type { CountryData } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { findCountry } from '../words/index.ts'

type Known = NonNullable<CountryData['determination']>

/** Country data with the law that a panel hears by. */
export interface HearingLaw extends CountryData {
  readonly determination: Known & { readonly law: string }
}

/** What a panel of this node hears by. Refuses where nobody has given the clock or the law: none is made up. */
export async function hearingLaw(ctx: Context): Promise<HearingLaw> {
  const country = await findCountry(ctx)
  const { days, law, cites } = country?.determination ?? {}
  if (!country || days === undefined || law === undefined || cites === undefined)
    throw new Problem('conflict', notKnown)
  return { ...country, determination: { days, law, cites } }
}

const notKnown = {
  en: 'By which law and within how many days a panel decides is not known here yet: an administrator loads the file of the country',
  th: 'ระบบยังไม่มีข้อมูลกฎหมายและกำหนดเวลาการคัดแยกของประเทศนี้ โปรดให้ผู้ดูแลระบบนำเข้าไฟล์ข้อมูลประเทศ',
}
