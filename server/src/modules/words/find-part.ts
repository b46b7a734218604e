import type { CountryData } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { shippedFiles } from './shipped.ts'

/** A part of the country's data, of the file that last gave it. */
export interface CountryPart<T> {
  readonly code: string
  readonly version: string
  readonly part: T
}

type PartName = 'returns' | 'offline'

/**
 * What the latest loaded file says that has this part, else what this release ships for the country: a file made for an earlier
 * release, without it, takes nothing away. Undefined: none gives it.
 */
export async function findPart<N extends PartName>(
  { tx, node }: Pick<Visit, 'tx' | 'node'>,
  name: N,
): Promise<CountryPart<NonNullable<CountryData[N]>> | undefined> {
  const found = await tx.client.query<CountryPart<NonNullable<CountryData[N]>>>(
    `select code, version, body->$2 as part from country_data where code = $1 and body ? $2
     order by string_to_array(version, '.')::int[] desc limit 1`,
    [node.name.toUpperCase(), name],
  )
  return found.rows[0] ?? shippedPart(node.name.toUpperCase(), name)
}

async function shippedPart<N extends PartName>(
  wanted: string,
  name: N,
): Promise<CountryPart<NonNullable<CountryData[N]>> | undefined> {
  for (const file of await shippedFiles()) {
    if (file.kind !== 'country' || file.country.code !== wanted) continue
    const { code, version, [name]: part } = file.country
    if (part) return { code, version, part }
  }
  return undefined
}
