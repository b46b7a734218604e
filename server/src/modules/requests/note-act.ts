import type { RequestRefusal } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import type { Side } from './model.ts'

interface Act {
  readonly act: string
  readonly direction: Side
  readonly text: string
  readonly code?: RequestRefusal | undefined
  readonly release?: string | undefined
  readonly by?: string
}

/** Writes what was done with a request into its life. */
export async function noteAct({ tx, now }: Visit, request: string, act: Act): Promise<void> {
  await tx.client.query(
    `insert into request_act (id, request_id, act, direction, code, text, release_id, by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[newId(), request, act.act, act.direction, act.code ?? null, act.text, act.release ?? null],
      ...[act.by ?? null, now],
    ],
  )
}
