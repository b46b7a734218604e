import type { RequestKind, WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

import type { waitingMatching } from '../matching/index.ts'
import type { WaitingRequest } from '../requests/index.ts'

type Matching = Awaited<ReturnType<typeof waitingMatching>>

const kindWords: Readonly<Record<RequestKind, Words>> = {
  information: { en: 'information', th: 'ขอข้อมูล' },
  'freeze-account': { en: 'freeze an account', th: 'ขออายัดบัญชี' },
  'preserve-data': { en: 'preserve data', th: 'ขอให้เก็บรักษาข้อมูล' },
  'check-address': { en: 'check an address', th: 'ขอให้ตรวจสอบที่อยู่' },
  'care-for-person': { en: 'take care of a person', th: 'ขอให้ดูแลบุคคล' },
  permission: { en: 'permission', th: 'ขออนุญาต' },
}

const newsWords: Readonly<Record<Matching['answers'][number]['news'], Words>> = {
  hit: { en: 'A partner holds a number you asked about', th: 'หน่วยงานคู่ร่วมมือมีข้อมูลตรงกับหมายเลขที่คุณสอบถาม' },
  reply: { en: 'A partner has answered about a hit', th: 'หน่วยงานคู่ร่วมมือตอบเรื่องรายการที่พบตรงกันแล้ว' },
  done: { en: 'Your question without showing has come to its end', th: 'การสอบถามโดยไม่เปิดเผยของคุณเสร็จแล้ว' },
}

const words = {
  letGo: { en: 'A request to a partner waits for you to let it go', th: 'คำขอถึงหน่วยงานคู่ร่วมมือรอคุณอนุมัติให้ส่ง' },
  asked: { en: 'A partner asks', th: 'หน่วยงานคู่ร่วมมือขอ' },
  refused: { en: 'A request of yours was refused', th: 'คำขอของหน่วยงานคุณถูกปฏิเสธ' },
  answered: { en: 'A partner did something with your request', th: 'หน่วยงานคู่ร่วมมือดำเนินการกับคำขอของคุณ' },
  hit: { en: 'A hit to confirm', th: 'รายการที่พบตรงกันรอการยืนยัน' },
} satisfies Record<string, Words>

/** A colleague's request, for who may let it go. */
export function requestToLetGo(one: WaitingRequest): WorkItem {
  return { ...requestBase(one), title: words.letGo }
}

/** A request whose turn it is here. */
export function requestItem(one: WaitingRequest): WorkItem {
  return { ...requestBase(one), title: one.direction === 'in' ? words.asked : words.refused }
}

export function requestAnswerItem(one: WaitingRequest): WorkItem {
  const { due: _, ...rest } = requestBase(one)
  return { ...rest, title: words.answered }
}

function requestBase({ id, kind, at, due }: WaitingRequest): Omit<WorkItem, 'title'> {
  return {
    id,
    at: at.toISOString(),
    due: due.toISOString(),
    to: `/requests?request=${id}`,
    detail: kindWords[kind],
  }
}

export function matchHitItem({ id, at, due }: Matching['hits'][number]): WorkItem {
  return {
    id,
    title: words.hit,
    at: at.toISOString(),
    due: due.toISOString(),
    to: `/matching?tab=hits&hit=${id}`,
  }
}

export function matchAnswerItem({ id, at, news }: Matching['answers'][number]): WorkItem {
  return { id, title: newsWords[news], at: at.toISOString(), to: `/matching?match=${id}` }
}
