import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { countOverdue, waitingKept } from '../retention/index.ts'
import type { WaitingKept } from '../retention/index.ts'

const words: Readonly<Record<WaitingKept['act'], Words>> = {
  due: {
    en: 'The day has come to look whether somebody is kept',
    th: 'ครบกำหนดพิจารณาว่าจะเก็บข้อมูลบุคคลไว้หรือไม่',
  },
  decide: { en: 'It is proposed to erase somebody: decide', th: 'มีการเสนอให้ลบข้อมูลบุคคล รอการพิจารณา' },
  'hold-ends': { en: 'A hold on erasing ends: look at it again', th: 'การระงับการลบใกล้สิ้นสุด โปรดทบทวน' },
}

/** What waits of keeping and erasing, without a word of whom it is about. */
export async function keepingItems(ctx: Context): Promise<WorkItem[]> {
  const own = (await waitingKept(ctx)).map(({ id, code, at, act }) => ({
    ...{ id, title: words[act], at: at.toISOString() },
    ...(act === 'decide' ? {} : { due: dayOf(at) }),
    to: act === 'decide' ? `/erasures/${id}` : `/protected/${code}/retention`,
  }))
  const overdue = await countOverdue(ctx)
  return overdue
    ? [
        ...own,
        {
          id: 'overdue',
          title: overdueWords(overdue.count),
          ...{ at: overdue.since.toISOString(), due: dayOf(overdue.since) },
          to: '/keeping?tab=overdue',
        },
      ]
    : own
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const overdueWords = (count: number): Words => ({
  en: count === 1 ? 'One person should be erased by now' : `${count} people should be erased by now`,
  th: `มีข้อมูลบุคคลที่เกินกำหนดลบ ${count} ราย`,
})
