import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { waitingGlass } from '../break-glass/index.ts'
import type { WaitingGlass } from '../break-glass/index.ts'
import { waitingComplaints } from '../complaints/index.ts'
import { waitingFishing } from '../protection/index.ts'
import { waitingCorrections } from '../subject/index.ts'

const hourMs = 3_600_000

const words = {
  judge: { en: 'An emergency look waits to be judged', th: 'การเปิดดูฉุกเฉินรอการพิจารณา' },
  overdue: {
    en: 'An emergency look was judged by nobody for 72 hours',
    th: 'การเปิดดูฉุกเฉินยังไม่มีผู้พิจารณาเกิน 72 ชั่วโมง',
  },
  told: {
    en: 'Somebody looked at a person you care for in an emergency',
    th: 'มีผู้เปิดดูข้อมูลของบุคคลที่คุณดูแลในเหตุฉุกเฉิน',
  },
  fishing: {
    en: 'Somebody asks again and again for people who are not found',
    th: 'มีผู้สอบถามหาบุคคลซ้ำหลายครั้งโดยไม่พบ',
  },
  complaint: { en: 'A complaint waits for an answer', th: 'ข้อร้องเรียนรอคำตอบ' },
  decide: { en: 'A person says that something is wrong: decide', th: 'มีผู้แจ้งว่าข้อมูลไม่ถูกต้อง รอการพิจารณา' },
  tell: { en: 'Tell a person what became of a correction', th: 'แจ้งเจ้าตัวถึงผลการขอแก้ไขข้อมูล' },
} satisfies Record<string, Words>

/** What waits between those who care, the person concerned and oversight, by the queue it stands in. */
export async function wallItems(
  ctx: Context,
): Promise<{ readonly decide: WorkItem[]; readonly alarms: WorkItem[] }> {
  const uses = await waitingGlass(ctx)
  const cares = mayDo({ ...ctx, purpose: 'victim-protection' }, 'protection.work', 'node').allow
  const complaints = await waitingComplaints(ctx)
  const corrections = cares ? await waitingCorrections(ctx) : []
  return {
    decide: [
      ...uses
        .filter((use) => use.for === 'judge' && !use.isOverdue)
        .map((use) => glassItem(use, words.judge)),
      ...complaints.map(({ id, at }) => ({
        id,
        title: words.complaint,
        at: at.toISOString(),
        to: `/complaints?complaint=${id}`,
      })),
      ...corrections.map(({ id, code, at, act }) => ({
        id,
        title: words[act],
        at: at.toISOString(),
        to: `/protected/${code}/file`,
      })),
    ],
    alarms: [
      ...(await waitingFishing(ctx)).map(({ person, at }) => ({
        id: `seek ${person}`,
        title: words.fishing,
        at: at.toISOString(),
        to: `/audit?person=${person}&action=protected.sought`,
      })),
      ...uses
        .filter((use) => use.isOverdue && use.for === 'judge')
        .map((use) => glassItem(use, words.overdue)),
      ...uses.filter((use) => use.for === 'owner').map((use) => glassItem(use, words.told)),
    ],
  }
}

function glassItem({ id, at, for: whose }: WaitingGlass, title: Words): WorkItem {
  return {
    id,
    title,
    at: at.toISOString(),
    ...(whose === 'judge' ? { due: new Date(at.getTime() + 72 * hourMs).toISOString() } : {}),
    to: `/emergency?use=${id}`,
  }
}
