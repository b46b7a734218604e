import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { endingReflections, waitingSittings } from '../determination/index.ts'
import { waitingInterviews } from '../interview/index.ts'

const words = {
  vote: { en: 'A panel waits for your organisation’s vote', th: 'คณะคัดแยกรอความเห็นของหน่วยงานคุณ' },
  tell: { en: 'A person is to be told what the panel decided', th: 'มีผู้ที่ต้องแจ้งผลการคัดแยกให้ทราบ' },
  continue: { en: 'A conversation you have begun', th: 'การสัมภาษณ์ที่คุณเริ่มไว้' },
  reflection: {
    en: 'The time to recover and think of somebody ends soon: speak with them about what comes next',
    th: 'ช่วงฟื้นฟูและไตร่ตรองของผู้หนึ่งใกล้ครบกำหนด โปรดพูดคุยเรื่องขั้นต่อไป',
  },
  judge: { en: 'Say what you think after a conversation', th: 'ให้ความเห็นของคุณหลังการสัมภาษณ์' },
} satisfies Record<string, Words>

interface CareItems {
  readonly decide: readonly WorkItem[]
  readonly running: readonly WorkItem[]
}

/** What waits for who cares for people or sits on a panel. It names nobody; what is about a person leads there by the code. */
export async function careItems(ctx: Context): Promise<CareItems> {
  if (!mayDo(ctx, 'panel.work', 'node').allow) return { decide: [], running: [] }
  const sittings = await waitingSittings(ctx)
  const cares = mayDo(ctx, 'protection.work', 'node').allow
  const interviews = cares ? await waitingInterviews(ctx) : []
  const ending = cares ? await endingReflections(ctx) : []
  const itemOf = ({ id, at, act }: (typeof interviews)[number]): WorkItem => ({
    ...{ id, title: words[act], at: at.toISOString(), to: `/interviews/${id}` },
  })
  return {
    decide: [
      ...sittings.map(({ id, at, due, act }) => ({
        ...{ id, title: words[act], at: at.toISOString(), to: `/panels/${id}` },
        ...(due ? { due: due.toISOString() } : {}),
      })),
      ...interviews.filter(({ act }) => act === 'judge').map(itemOf),
      ...ending.map(({ code, at, due }) => ({
        ...{ id: `reflection ${code}`, title: words.reflection, at: at.toISOString() },
        ...{ due: due.toISOString(), to: `/protected/${code}` },
      })),
    ],
    running: interviews.filter(({ act }) => act === 'continue').map(itemOf),
  }
}
