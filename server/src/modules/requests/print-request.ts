import { Readable } from 'node:stream'

import { properties, purposes } from '@shield/core'
import type { Words } from '@shield/core'
import type { RequestActName, RequestKind, RequestRefusal, RequestView, Urgency } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import type { Download } from '../../serve.ts'
import { getRequest, viewRequest } from './view-request.ts'

const kindWords: Readonly<Record<RequestKind, Words>> = {
  information: { en: 'Request for information', th: 'คำขอข้อมูล' },
  'freeze-account': { en: 'Request to freeze an account', th: 'คำขออายัดบัญชี' },
  'preserve-data': { en: 'Request to preserve data', th: 'คำขอให้เก็บรักษาข้อมูล' },
  'check-address': { en: 'Request to check an address', th: 'คำขอตรวจสอบที่อยู่' },
  'care-for-person': { en: 'Request to take care of a person', th: 'คำขอให้ดูแลบุคคล' },
  permission: { en: 'Request for permission', th: 'คำขออนุญาต' },
}

const urgencyWords: Readonly<Record<Urgency, Words>> = {
  routine: { en: 'Routine', th: 'ปกติ' },
  urgent: { en: 'Urgent', th: 'ด่วน' },
  danger: { en: 'Danger to life', th: 'อันตรายถึงชีวิต' },
}

const marking: Words = {
  en: 'FOR OFFICIAL USE – handle under the agreement named below',
  th: 'ใช้ในราชการ – ปฏิบัติตามข้อตกลงที่ระบุด้านล่าง',
}

/** The request in Thai and English as one page to print: what goes along when it is handed to mutual legal assistance. */
export async function printRequest(ctx: Context, id: string): Promise<Download> {
  const request = await viewRequest(ctx, await getRequest(ctx, id))
  await audit(ctx, { action: 'request.printed', object: id })
  return {
    fileName: `request-${id}.html`,
    contentType: 'text/html; charset=utf-8',
    body: Readable.from([pageOf(request)]),
  }
}

export function pageOf(request: RequestView): string {
  const row = (words: Words, value: string): string =>
    `<tr><th scope="row">${escape(words.th)}<br>${escape(words.en)}</th><td>${escape(value)}</td></tr>`
  const [from, to] =
    request.direction === 'out'
      ? [request.organisationName, request.otherName]
      : [request.otherName, request.organisationName]
  const rows = [
    row({ en: 'Number', th: 'เลขที่' }, request.id),
    row({ en: 'From', th: 'จาก' }, both(from)),
    row({ en: 'To', th: 'ถึง' }, both(to)),
    row({ en: 'Partner', th: 'คู่ร่วมมือ' }, both(request.peer.name)),
    row({ en: 'Agreement', th: 'ข้อตกลง' }, request.agreement),
    row({ en: 'Case', th: 'คดี' }, request.case),
    row({ en: 'Purpose', th: 'วัตถุประสงค์' }, both(purposes[request.purpose])),
    row({ en: 'Legal basis', th: 'ฐานทางกฎหมาย' }, request.legalBasis),
    row({ en: 'Urgency', th: 'ความเร่งด่วน' }, both(urgencyWords[request.urgency])),
    row({ en: 'Asked on', th: 'วันที่ขอ' }, momentOf(request.at)),
    row({ en: 'Wanted by', th: 'ต้องการภายใน' }, momentOf(request.dueAt)),
    ...request.asked.map(({ property, value }) => {
      const { en, th } = properties[property].label
      return row({ en, th }, value)
    }),
    row({ en: 'What is asked', th: 'รายละเอียดคำขอ' }, request.text),
  ]
  const header = `<p class="marking">${escape(both(marking))}</p>`
  const title = escape(both(kindWords[request.kind]))
  const life = request.acts.length === 0 ? '' : `<h2>${escape(both(lifeWords))}</h2>${lifeOf(request)}`
  return `<!doctype html><html lang="th"><meta charset="utf-8"><title>${title}</title><style>${style}</style>
<body>${header}<h1>${title}</h1><table>${rows.join('')}</table>${life}${header}</body></html>`
}

const lifeWords: Words = { en: 'What was done', th: 'การดำเนินการ' }

function lifeOf({ acts }: RequestView): string {
  const lines = acts.map((act) => {
    const known = act.by === undefined ? sideWords[act.direction] : act.by
    const why = act.code === undefined ? act.because : refusalWords[act.code]
    const text =
      act.text in reminderWords ? both(reminderWords[act.text as keyof typeof reminderWords]) : act.text
    const parts = [momentOf(act.at), both(actWords[act.act as keyof typeof actWords]), both(known)]
    return `<li>${escape([...parts, why ? both(why) : '', text].filter((part) => part !== '').join(' · '))}</li>`
  })
  return `<ol>${lines.join('')}</ol>`
}

const sideWords: Readonly<Record<'out' | 'in', Words>> = {
  out: { en: 'who asks', th: 'ผู้ขอ' },
  in: { en: 'who is asked', th: 'ผู้รับคำขอ' },
}

const actWords: Readonly<Record<RequestActName | 'approve' | 'not-taken', Words>> = {
  approve: { en: 'Approved', th: 'อนุมัติ' },
  accept: { en: 'Accepted', th: 'รับดำเนินการ' },
  refuse: { en: 'Refused', th: 'ปฏิเสธ' },
  'answer-part': { en: 'Answered in part', th: 'ตอบบางส่วน' },
  answer: { en: 'Answered', th: 'ตอบแล้ว' },
  'mutual-legal-assistance': {
    en: 'Handed to mutual legal assistance',
    th: 'ส่งเข้าสู่ความร่วมมือระหว่างประเทศในเรื่องทางอาญา',
  },
  withdraw: { en: 'Withdrawn', th: 'ถอนคำขอ' },
  chase: { en: 'Reminded', th: 'ติดตามทวงถาม' },
  'not-taken': { en: 'Not taken by the node', th: 'โหนดไม่รับคำขอ' },
}

const reminderWords = {
  'due-soon': { en: 'one day is left', th: 'เหลือเวลาหนึ่งวัน' },
  overdue: { en: 'the time is over', th: 'เลยกำหนดแล้ว' },
} as const satisfies Record<string, Words>

const refusalWords: Readonly<Record<RequestRefusal, Words>> = {
  law: { en: 'the law does not allow it', th: 'กฎหมายไม่อนุญาต' },
  'not-ours': { en: 'not within its competence', th: 'ไม่อยู่ในอำนาจหน้าที่' },
  'too-wide': { en: 'asked too widely', th: 'คำขอกว้างเกินไป' },
  operation: { en: 'it would harm an operation', th: 'กระทบการปฏิบัติงาน' },
  'no-resources': { en: 'no resources', th: 'ไม่มีกำลังดำเนินการ' },
  other: { en: 'another reason', th: 'เหตุผลอื่น' },
}

function both(words: Words): string {
  return words.th === words.en ? words.en : `${words.th} / ${words.en}`
}

/** The day in both calendars and the hour of Greenwich, which no reader has to guess. */
function momentOf(iso: string): string {
  const at = new Date(iso)
  const usual = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat('th-TH', usual).format(at)} UTC / ${new Intl.DateTimeFormat('en-GB', usual).format(at)} UTC`
}

const style = `@page{size:A4;margin:20mm}body{font:11pt/1.6 'Noto Sans Thai','Noto Sans',sans-serif}h1{font-size:16pt}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #444;padding:4px 8px;text-align:start;vertical-align:top;white-space:pre-wrap}
h2{font-size:12pt}th{width:35%;font-weight:600}.marking{border:2px solid #000;padding:4px 8px;text-align:center;font-weight:700}`

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
