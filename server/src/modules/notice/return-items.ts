import type { WorkItem } from '@shield/contract'
import { trackWords } from '@shield/core'
import type { Words } from '@shield/core'

import type { WaitingReturn, waitingReturns } from '../returns/index.ts'

type Waiting = Awaited<ReturnType<typeof waitingReturns>>

const words = {
  override: { en: 'A closed gate waits for a second person', th: 'ด่านที่ยังปิดรอบุคคลที่สอง' },
  turn: { en: 'A step on the way home is due', th: 'ถึงกำหนดขั้นตอนการส่งกลับ' },
  matter: { en: 'A national asks their embassy', th: 'บุคคลในชาติขอให้สถานทูตช่วย' },
} satisfies Record<string, Words>

export function overrideItem({ id, at }: Waiting['overrides'][number]): WorkItem {
  return { id, title: words.override, at: at.toISOString(), to: `/returns/${id}` }
}

export function returnItem({ id, at, due, track }: WaitingReturn): WorkItem {
  const base = { id, title: words.turn, at: at.toISOString(), due: due.toISOString() }
  return { ...base, to: `/returns/${id}`, detail: trackWords[track] }
}

export function matterItem({ id, at, due }: Waiting['matters'][number]): WorkItem {
  const base = { id, title: words.matter, at: at.toISOString(), to: `/consular?matter=${id}` }
  return due ? { ...base, due: due.toISOString() } : base
}
