import type { CountryData } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { findCountry } from '../words/index.ts'

/** Country data with what is not punished, and the clocks of asking. */
export interface PunishmentLaw extends CountryData {
  readonly nonPunishment: NonNullable<CountryData['nonPunishment']>
}

/** Undefined where nobody has given it for this country: no clock and no list of offences is made up. */
export async function findLaw(visit: Pick<Visit, 'tx' | 'node'>): Promise<PunishmentLaw | undefined> {
  const country = await findCountry(visit)
  return country?.nonPunishment && { ...country, nonPunishment: country.nonPunishment }
}
