import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { WaitingFinding } from '../non-punishment/index.ts'

const findingWords: Readonly<Record<WaitingFinding['wants'], Words>> = {
  assess: {
    en: 'Somebody in protection is punished: to be assessed',
    th: 'มีผู้รับการคุ้มครองถูกลงโทษ รอการประเมิน',
  },
  second: {
    en: 'An assessment waits for a second person',
    th: 'ผลการประเมินรอบุคคลที่สอง',
  },
  outcome: {
    en: 'The authority has not answered an assessment',
    th: 'หน่วยงานยังไม่ตอบผลการประเมิน',
  },
  follow: {
    en: 'Look whether a punishment has ended as reported',
    th: 'โปรดตรวจว่าการลงโทษสิ้นสุดแล้วจริงตามที่รายงาน',
  },
  ground: {
    en: 'The assessor asks for a ground to read what was told',
    th: 'ผู้ประเมินขอฐานที่จะอ่านคำบอกเล่า',
  },
}

const qualityWords = {
  check: {
    en: 'A decision is to be taken again, without knowing the first',
    th: 'มีคำวินิจฉัยที่ต้องพิจารณาซ้ำ โดยไม่ทราบผลเดิม',
  },
  swing: {
    en: 'The rate of people identified has swung',
    th: 'อัตราผู้ที่คัดแยกว่าเป็นผู้เสียหายเปลี่ยนไปมาก',
  },
} satisfies Record<string, Words>

export function checkItem({ id, due }: { readonly id: string; readonly due: Date }, now: Date): WorkItem {
  return {
    id,
    title: qualityWords.check,
    at: now.toISOString(),
    due: due.toISOString(),
    to: `/quality?check=${id}`,
  }
}

/** A month (`2026-05`) whose rate is another than the month before. */
export function swingItem(month: string, now: Date): WorkItem {
  return {
    id: `swing ${month}`,
    title: qualityWords.swing,
    at: now.toISOString(),
    to: '/quality?by=month',
    detail: { en: month, th: month },
  }
}

export function findingItem({ id, at, due, wants }: WaitingFinding): WorkItem {
  return {
    id,
    title: findingWords[wants],
    at: at.toISOString(),
    due: due.toISOString(),
    to: `/non-punishment/${id}`,
  }
}
