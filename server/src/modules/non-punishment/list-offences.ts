import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { findLaw } from './find-law.ts'

interface Offences {
  readonly country: string
  readonly version: string
  readonly checked: string
  readonly items: { id: string; name: Words; law?: string }[]
}

/** Offences of the country's list, with what its law says of them for victims where that is known. */
export async function listOffences(ctx: Context): Promise<Offences> {
  const law = await findLaw(ctx)
  if (!law) throw notFound()
  const { code: country, version, checked, nonPunishment } = law
  return { country, version, checked, items: nonPunishment.offences.map((one) => ({ ...one })) }
}
