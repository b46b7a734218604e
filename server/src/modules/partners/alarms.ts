import { X509Certificate } from 'node:crypto'

import type { PartnerAlarm, PartnerAlarmKind } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Visit } from '../../context.ts'
import { cosignaturesOf, findFederation, findTls, witnessFaultsOf } from '../../federation/index.ts'
import type { WitnessFault } from '../../federation/index.ts'
import { stoppedPartners } from '../matching/index.ts'
import { reachWords } from './reach-words.ts'
import type { PartnerHealth } from './health.ts'

const hourMs = 3_600_000
const unwitnessedMs = 4 * hourMs
const longUnwitnessedMs = 24 * hourMs
const waitingMs = 24 * hourMs
const skewedMs = 60_000
const certificateDays = 30

const alarm = (
  kind: PartnerAlarmKind,
  words: Words,
  more: { readonly peer?: string; readonly at?: Date | undefined; readonly isGrave?: boolean } = {},
): PartnerAlarm => ({
  ...{ kind, words, isGrave: more.isGrave ?? false },
  ...(more.peer === undefined ? {} : { peer: more.peer }),
  ...(more.at === undefined ? {} : { at: more.at.toISOString() }),
})

/** Everything that somebody has to look at between this node and its partners: of the node itself, then by partner. */
export async function alarmsNow(
  visit: Visit,
  partners: readonly PartnerHealth[],
): Promise<readonly PartnerAlarm[]> {
  const faults = await witnessFaultsOf(visit)
  const isMember = (await findFederation(visit.node.config)) !== undefined
  const stopped = await stoppedPartners(visit)
  return [
    ...(await certificateAlarms(visit)),
    ...ownLogAlarms(faults),
    ...(await witnessAlarms(visit)),
    ...partners.flatMap((one) => [
      ...healthAlarms(one, { now: visit.now, isMember }),
      ...theirLogAlarms(one.node, faults),
      ...stopped
        .filter(({ peer }) => peer === one.node)
        .map(({ because, at }) => oddRate(one.node, because, at)),
    ]),
  ]
}

function oddRate(peer: string, because: Words, at: Date): PartnerAlarm {
  return alarm(
    'odd-rate',
    {
      en: `Private matching for ${peer} is stopped: ${because.en}. A supervisor looks at it and lets it go on`,
      th: `หยุดการเปรียบเทียบโดยไม่เปิดเผยของ ${peer}: ${because.th} หัวหน้าต้องตรวจก่อนให้ดำเนินต่อ`,
    },
    { peer, at, isGrave: true },
  )
}

/** What its own state says of one partner. Decided from facts alone. */
export function healthAlarms(
  one: PartnerHealth,
  { now, isMember }: { readonly now: Date; readonly isMember: boolean },
): PartnerAlarm[] {
  const { node: peer } = one
  const oldest = [one.queue.ordinary.oldest, one.queue.urgent.oldest]
    .filter((at) => at !== null)
    .toSorted((a, b) => a.getTime() - b.getTime())[0]
  const why = reachWords(one.fault)
  const skew = one.skewMs ?? 0
  const seconds = Math.round(Math.abs(skew) / 1000)
  return [
    ...(one.fork === undefined ? [] : [forkAlarm(peer, one.fork)]),
    ...(one.breaker === 'closed'
      ? []
      : [
          alarm(
            'unreachable',
            {
              en: `${peer} is out of reach: ${why.en}. What waits goes by itself when it answers again`,
              th: `ติดต่อ ${peer} ไม่ได้: ${why.th} สิ่งที่รออยู่จะส่งเองเมื่อติดต่อได้อีกครั้ง`,
            },
            { peer, at: one.failedAt ?? undefined },
          ),
        ]),
    ...(Math.abs(skew) <= skewedMs
      ? []
      : [
          alarm(
            'skewed',
            {
              en: `The clock of ${peer} is ${seconds} seconds ${skew > 0 ? 'ahead of' : 'behind'} ours; beyond five minutes nothing ordinary goes`,
              th: `นาฬิกาของ ${peer} ${skew > 0 ? 'เร็ว' : 'ช้า'}กว่าของเรา ${seconds} วินาที หากเกินห้านาทีจะไม่ส่งเรื่องปกติ`,
            },
            { peer, isGrave: Math.abs(skew) > 5 * skewedMs },
          ),
        ]),
    ...(oldest === undefined || now.getTime() - oldest.getTime() <= waitingMs
      ? []
      : [
          alarm(
            'waiting',
            {
              en: `Something has waited for ${peer} for more than a day`,
              th: `มีเรื่องรอส่งให้ ${peer} นานเกินหนึ่งวัน`,
            },
            { peer, at: oldest },
          ),
        ]),
    ...(isMember && one.keys.length === 0
      ? [
          alarm(
            'no-key-log',
            {
              en: `${peer} is no member of the federation: it has no key log`,
              th: `${peer} ไม่ได้เป็นสมาชิกของเครือข่าย: ไม่มีบันทึกกุญแจ`,
            },
            { peer },
          ),
        ]
      : []),
  ]
}

function forkAlarm(peer: string, { toldAt: at, proposal }: NonNullable<PartnerHealth['fork']>): PartnerAlarm {
  const words = proposal
    ? {
        en: `${peer} has told two histories of its keys. Somebody has compared them with it; a second person agrees on Partners`,
        th: `${peer} แจ้งประวัติกุญแจสองแบบที่ขัดกัน มีผู้เทียบกับอีกฝ่ายแล้ว รอบุคคลที่สองเห็นชอบในหน้าหน่วยงานคู่ร่วมมือ`,
      }
    : {
        en: `${peer} has told two histories of its keys; the second is not believed. Have the digits of its key log read out by telephone and compare them on Partners`,
        th: `${peer} แจ้งประวัติกุญแจสองแบบที่ขัดกัน ระบบไม่เชื่อแบบที่สอง โปรดโทรศัพท์ให้อีกฝ่ายอ่านตัวเลขของบันทึกกุญแจ แล้วเทียบในหน้าหน่วยงานคู่ร่วมมือ`,
      }
  return alarm('keys-forked', words, { peer, at, isGrave: true })
}

function theirLogAlarms(peer: string, faults: readonly WitnessFault[]): PartnerAlarm[] {
  const words = {
    rollback: {
      en: `The audit log of ${peer} was set back. Ask them why; then an administrator decides to witness it anew`,
      th: `บันทึกการตรวจสอบของ ${peer} ถูกย้อนกลับ โปรดสอบถามเหตุผล แล้วผู้ดูแลระบบตัดสินใจว่าจะรับรองใหม่หรือไม่`,
    },
    fork: {
      en: `The audit log of ${peer} was rewritten. Ask them why; then an administrator decides to witness it anew`,
      th: `บันทึกการตรวจสอบของ ${peer} ถูกเขียนใหม่ โปรดสอบถามเหตุผล แล้วผู้ดูแลระบบตัดสินใจว่าจะรับรองใหม่หรือไม่`,
    },
  }
  return faults
    .filter((one) => one.peer === peer && one.own === undefined)
    .map(({ fault, at }) =>
      alarm(fault === 'fork' ? 'log-rewritten' : 'log-set-back', words[fault], { peer, at, isGrave: true }),
    )
}

function ownLogAlarms(faults: readonly WitnessFault[]): PartnerAlarm[] {
  return faults.flatMap(({ peer, fault, at, own }) =>
    own === undefined
      ? []
      : [
          alarm(
            fault === 'fork' ? 'rewritten' : 'set-back',
            {
              en: `This node was set back to a backup: ${peer} has seen ${own} of its audit. Only recalls, corrections and what is urgent go until they witness it anew; the TAXII and MISP doors refuse, webhooks and events wait`,
              th: `โหนดนี้ถูกกู้คืนจากข้อมูลสำรอง: ${peer} เคยเห็นบันทึกไปแล้วมากกว่าที่มีอยู่ จะส่งเฉพาะการเรียกคืน การแก้ไข และเรื่องด่วนจนกว่าจะรับรองใหม่ ช่องทาง TAXII และ MISP ไม่ตอบ เว็บฮุกและกระแสเหตุการณ์รอ`,
            },
            { peer, at, isGrave: true },
          ),
        ],
  )
}

/** Whether anybody has witnessed this node's audit of late. */
async function witnessAlarms(visit: Visit): Promise<PartnerAlarm[]> {
  const cosigned = await cosignaturesOf(visit)
  if (cosigned.length === 0) return []
  const newest = new Date(Math.max(...cosigned.map((one) => one.at.getTime())))
  const late = visit.now.getTime() - newest.getTime()
  if (late <= unwitnessedMs) return []
  return late > longUnwitnessedMs
    ? [
        alarm(
          'unwitnessed-long',
          {
            en: 'No partner has witnessed the audit of this node for a day: no new release goes until one does',
            th: 'ไม่มีหน่วยงานคู่ร่วมมือรับรองบันทึกการตรวจสอบของโหนดนี้มาหนึ่งวัน จึงยังส่งมอบใหม่ไม่ได้',
          },
          { at: newest, isGrave: true },
        ),
      ]
    : [
        alarm(
          'unwitnessed',
          {
            en: 'No partner has witnessed the audit of this node for four hours; after a day no new release goes',
            th: 'ไม่มีหน่วยงานคู่ร่วมมือรับรองบันทึกการตรวจสอบของโหนดนี้มาสี่ชั่วโมง หากครบหนึ่งวันจะส่งมอบใหม่ไม่ได้',
          },
          { at: newest },
        ),
      ]
}

/** Certificates of this node that end soon or have ended. */
async function certificateAlarms({ node, now }: Visit): Promise<PartnerAlarm[]> {
  const tls = await findTls(node.config)
  if (!tls) return []
  const own = {
    what: { en: 'The certificate of this node', th: 'ใบรับรองของโหนดนี้' },
    cure: {
      en: 'renew it with bin/shield federation join --renew',
      th: 'ต่ออายุด้วย bin/shield federation join --renew',
    },
    pem: tls.certificate,
  }
  const authority = {
    what: { en: "The federation's authority", th: 'ใบรับรองของเครือข่าย' },
    cure: { en: 'its officers have to found a new one', th: 'เจ้าหน้าที่เครือข่ายต้องจัดตั้งใหม่' },
    pem: tls.authority,
  }
  return [own, authority].flatMap(({ what, cure, pem }) => {
    const until = new X509Certificate(pem).validToDate
    const days = Math.floor((until.getTime() - now.getTime()) / (24 * hourMs))
    if (days >= certificateDays) return []
    const words = {
      en: `${what.en} ${days < 0 ? 'has ended' : `ends in ${days} days`}: ${cure.en}`,
      th: `${what.th}${days < 0 ? 'หมดอายุแล้ว' : `จะหมดอายุใน ${days} วัน`}: ${cure.th}`,
    }
    return [alarm('certificate', words, { at: until, isGrave: days < 0 })]
  })
}
