import type { QueueName, WorkItem } from '@shield/contract'
import { serviceKinds } from '@shield/core'
import type { ServiceKind, Words } from '@shield/core'

import type { CareWork } from '../care/index.ts'

const words = {
  asked: { en: 'You are asked to help somebody', th: 'มีการขอให้หน่วยงานคุณช่วยเหลือบุคคล' },
  silent: { en: 'Nobody answers your referral', th: 'การส่งต่อของคุณยังไม่มีผู้ตอบ' },
  late: { en: 'Nobody answers your referral: ask somebody else', th: 'การส่งต่อไม่มีผู้ตอบ โปรดหาหน่วยงานอื่น' },
  review: { en: 'A plan to look at with the person', th: 'แผนที่ต้องทบทวนร่วมกับบุคคล' },
  certificate: { en: 'A health certificate ends', th: 'ใบรับรองสุขภาพใกล้หมดอายุ' },
  contact: {
    en: 'Somebody was contacted against what they wished',
    th: 'มีการติดต่อบุคคลไม่ตรงตามที่บุคคลนั้นประสงค์',
  },
} satisfies Record<string, Words>

/** What waits of care, a queue for each list it opens, without a word of whom it is about. */
export function careQueues({
  asked,
  silent,
  reviews,
  certificates,
  contacts,
}: CareWork): { name: QueueName; items: WorkItem[] }[] {
  const referral = (one: CareWork['asked'][number], title: Words): WorkItem => ({
    ...{ id: one.id, title, at: one.at.toISOString(), due: one.due.toISOString() },
    to: `/care/referral/${one.id}`,
    detail: serviceKinds[one.kind as ServiceKind],
  })
  const day = (one: CareWork['reviews'][number], title: Words): WorkItem => ({
    ...{ id: one.id, title, at: `${one.on_day}T00:00:00Z`, due: one.on_day },
    to: `/protected/${one.code}/care`,
  })
  return [
    { name: 'care-asked', items: asked.map((one) => referral(one, words.asked)) },
    {
      name: 'care-silent',
      items: silent.map((one) => referral(one, one.isLate ? words.late : words.silent)),
    },
    {
      name: 'care-contacts',
      items: contacts.map(({ id, at }) => ({
        ...{ id, title: words.contact, at: at.toISOString(), to: '/care?list=contacts' },
      })),
    },
    { name: 'care-reviews', items: reviews.map((one) => day(one, words.review)) },
    { name: 'care-certificates', items: certificates.map((one) => day(one, words.certificate)) },
  ]
}
