import type { ComplaintFollowed } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { Problem } from '../../problem.ts'
import type { Visitor } from '../../serve.ts'
import { hashOf } from './come-back.ts'
import { plain } from './make-complaint.ts'
import { permitComplaint } from './often.ts'
import { asNobody, sealSaid } from './sealed-words.ts'

interface Row {
  readonly id: string
  readonly code: string
  readonly about: ComplaintFollowed['about']
  readonly state: ComplaintFollowed['state']
  readonly at: Date
}

/** What became of a complaint, for whoever has its code. A code that is none is refused as any wrong credential. */
export async function followComplaint(visitor: Visitor, comeBack: string): Promise<ComplaintFollowed> {
  const row = await getByCode(visitor, comeBack)
  await audit(plain(visitor), { action: 'complaint.followed', object: row.id })
  return viewFollowed(visitor, row)
}

export async function addToComplaint(
  visitor: Visitor,
  { comeBack, text }: { readonly comeBack: string; readonly text: string },
): Promise<ComplaintFollowed> {
  const row = await getByCode(visitor, comeBack)
  permitComplaint(visitor)
  const words = await sealSaid(visitor, row, text)
  await visitor.tx.client.query(
    'insert into complaint_said (id, complaint_id, words_id, at) values ($1, $2, $3, $4)',
    [newId(), row.id, words, visitor.now],
  )
  await visitor.tx.client.query('update complaint set waits = true, changed_at = $2 where id = $1', [
    row.id,
    visitor.now,
  ])
  await audit(plain(visitor), { action: 'complaint.added', object: row.id })
  return viewFollowed(visitor, row)
}

async function getByCode({ tx }: Visitor, comeBack: string): Promise<Row> {
  const found = await tx.client.query<Row>(
    'select id, code, about, state, at from complaint where come_back = $1 for no key update',
    [hashOf(comeBack)],
  )
  return found.rows[0] ?? Promise.reject(new Problem('secret-refused'))
}

async function viewFollowed(visitor: Visitor, row: Row): Promise<ComplaintFollowed> {
  const said = await visitor.tx.client.query<{ words_id: string; at: Date; is_ours: boolean }>(
    `select words_id, at, person_id is not null as is_ours from complaint_said where complaint_id = $1
     order by at, id limit 200`,
    [row.id],
  )
  const opened = await asNobody(visitor, row.id, (vault, asker) =>
    vault.open(
      asker,
      said.rows.map(({ words_id: id }) => ({ code: row.code, id })),
    ),
  )
  return {
    about: row.about,
    state: row.state,
    at: row.at.toISOString(),
    said: said.rows.map(({ words_id: id, at, is_ours: isOurs }) => {
      const body = opened.find((value) => value.id === id)?.body
      return { at: at.toISOString(), isOurs, text: body ? Buffer.from(body).toString('utf8') : '' }
    }),
  }
}
