import { userInfo } from 'node:os'

import type { Client } from '#store/database.ts'

export type ActKind = 'rotated' | 'copied' | 'shared' | 'recovered' | 'canary-laid'

export interface Act {
  readonly kind: ActKind
  readonly generation: number
  readonly by: string
  readonly at: Date
}

/** Notes what was done to the keys of the vault, in the transaction given. */
export async function noteAct(client: Client, { kind, generation, by, at }: Act): Promise<void> {
  await client.query('insert into vault.act (kind, generation, by, at) values ($1, $2, $3, $4)', [
    kind,
    generation,
    by,
    at,
  ])
}

/** The account that runs this process; a command is asked by nobody who is signed in. */
export const machineAccount = (): string => userInfo().username
