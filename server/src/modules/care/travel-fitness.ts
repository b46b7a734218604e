import type { CareView } from '@shield/contract'

import type { Visit } from '../../context.ts'

export interface TravelFitness {
  readonly travel: CareView['certificates'][number]['travel']
  /** The last day on which it holds, ISO; it may be over. */
  readonly until: string
  /** When it was issued: the first moment of that day. */
  readonly at: Date
}

/** What the newest certificate says of travelling; of what the person suffers from there is nothing to read. */
export async function travelFitnessOf(
  { tx }: Pick<Visit, 'tx'>,
  code: string,
): Promise<TravelFitness | undefined> {
  const found = await tx.client.query<TravelFitness>(
    `select travel, valid_until as until, issued_on::timestamptz as at from health_certificate
     where code = $1 order by issued_on desc, id desc limit 1`,
    [code],
  )
  return found.rows[0]
}
