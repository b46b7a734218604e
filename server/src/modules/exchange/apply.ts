import { handle } from '../../peer/index.ts'
import type { Arrived, Noted, Outcome } from '../../peer/index.ts'
import type { Visit } from '../../context.ts'
import { accept } from './accept.ts'
import { amend, amendEarly } from './apply-amendment.ts'
import { noteAmendment } from './amend.ts'
import { hearAnswer, hearProposal, noteProposal } from './hear-agreement.ts'
import { hearAsk, hearReply } from './hear-permission.ts'
import { hide } from './hide.ts'
import { askForReports, keepReports } from './recall-report.ts'
import { hearStand } from './stop-agreement.ts'

export const exchangeMessages = [
  handle('release', {
    ...together(async (visit, messages: readonly Arrived<'release'>[]) => {
      const from = messages[0]?.from ?? ''
      const outcomes = await accept(visit, from, messages)
      await amendEarly(
        visit,
        from,
        messages.map(({ body }) => body.release),
      )
      return outcomes
    }),
    notedAll: (visit, receipts) =>
      noteReceipts(visit, receipts, { before: 'sent', states: ['applied', 'refused'] }),
  }),
  handle('agreement-proposal', { apply: hearProposal, noted: noteProposal }),
  handle('agreement-answer', { apply: hearAnswer }),
  handle('agreement-stand', { apply: hearStand }),
  handle('amend', { apply: amend, noted: noteAmendment }),
  handle('recall', {
    ...together(async (visit, messages: readonly Arrived<'recall'>[]) => {
      const from = messages[0]?.from ?? ''
      const releases = [...new Set(messages.map((one) => one.body.release))]
      await hide(visit, releases, { from })
      await askForReports(visit, releases)
      // What never arrived, was refused, or is hidden already is not here: that is all the owner wants to hear.
      return messages.map(({ body }) => ({ state: 'recalled' as const, about: body.release }))
    }),
    notedAll: (visit, receipts) =>
      noteReceipts(visit, receipts, { before: 'recalling', states: ['recalled'] }),
  }),
  handle('recall-report', { ...together(keepReports) }),
  handle('permission-ask', { apply: hearAsk }),
  handle('permission-reply', { apply: hearReply }),
]

/** What does many does one. */
function together<M>(applyAll: (visit: Visit, messages: readonly M[]) => Promise<readonly Outcome[]>): {
  readonly apply: (visit: Visit, message: M) => Promise<Outcome>
  readonly applyAll: typeof applyAll
} {
  return {
    applyAll,
    apply: async (visit, message) => {
      const [outcome] = await applyAll(visit, [message])
      if (!outcome) throw new Error('a message has no outcome')
      return outcome
    },
  }
}

/** Moves releases of ours along by what their partner says. */
async function noteReceipts(
  { tx }: Visit,
  receipts: readonly Noted<'release' | 'recall'>[],
  { before, states }: { readonly before: string; readonly states: readonly string[] },
): Promise<void> {
  const telling = receipts.filter((one) => states.includes(one.state))
  if (telling.length === 0) return
  // Each is looked up by its id, whatever the statistics say: by the partner's index a list of 10,000 was read a hundred times
  // for every envelope (10,000 recalls: 11 s of the owner's database, so 3 s).
  await tx.client.query(
    `update release set state = told.state
     from (select own.id, t.state from unnest($1::uuid[], $2::text[]) as t (id, state) cross join lateral (
       select id from release where id = t.id and direction = 'out' and peer = $3 and state = $4 for no key update) as own) as told
     where release.id = told.id`,
    [telling.map((one) => one.body.release), telling.map((one) => one.state), telling[0]?.peer ?? '', before],
  )
}
