import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { waitingFigures } from '../figures/index.ts'
import { waitingCases } from '../give-out/index.ts'
import type { WaitingCases } from '../give-out/index.ts'

const words = {
  figure: { en: 'A figure waits for a second person', th: 'ตัวเลขรอบุคคลที่สองเผยแพร่' },
  asked: { en: 'Your figure waits for a second person', th: 'ตัวเลขที่คุณขอรอบุคคลที่สอง' },
  agree: { en: 'Cases to give out wait for a second person', th: 'การส่งกรณีรอบุคคลที่สอง' },
  take: { en: 'Cases may go: take the file', th: 'ส่งกรณีได้แล้ว รับไฟล์ได้' },
  tell: {
    en: 'A consent was taken back: tell the recipient of the cases',
    th: 'มีการถอนความยินยอม โปรดแจ้งผู้รับกรณี',
  },
} satisfies Record<string, Words>

/** Figures and cases that wait to leave, and recipients to be told. They name nobody. */
export async function figureItems(
  ctx: Context,
): Promise<{ readonly decide: readonly WorkItem[]; readonly running: readonly WorkItem[] }> {
  const figures = await waitingFigures(ctx)
  const cases = await waitingCases(ctx)
  const figureItem = ({ id, at, name }: (typeof figures)[number], title: Words): WorkItem => ({
    ...{ id, title, at: at.toISOString(), to: `/figures/${id}`, detail: name },
  })
  return {
    decide: [
      ...figures.filter(({ isOwn }) => !isOwn).map((one) => figureItem(one, words.figure)),
      ...cases.filter(({ act }) => act !== 'take').map(caseItem),
    ],
    running: [
      ...figures.filter(({ isOwn }) => isOwn).map((one) => figureItem(one, words.asked)),
      ...cases.filter(({ act }) => act === 'take').map(caseItem),
    ],
  }
}

function caseItem({ id, at, act, recipient }: WaitingCases): WorkItem {
  return { id, title: words[act], at: at.toISOString(), to: `/case-releases/${id}`, detail: recipient }
}
