import { erasedKinds, retentionClasses, stayingKinds } from '@shield/core'
import type { Words } from '@shield/core'
import { encode } from 'uqr'

import type { ErasureView } from '../../api/wire.ts'
import { formatInstant, formatWhen } from '../../language/dates.ts'
import css from './retention.module.css'

const languages = ['th', 'en'] as const
type Language = (typeof languages)[number]

/** Fixed words of the paper; it always stands in both languages, whoever prints it. */
const words = {
  title: { en: 'Certificate of erasure', th: 'หนังสือรับรองการลบข้อมูล' },
  said: {
    en: 'What was held of the person with this code was erased. The key was destroyed, so that no backup opens it.',
    th: 'ข้อมูลที่เก็บไว้ของบุคคลตามรหัสนี้ถูกลบแล้ว กุญแจถูกทำลาย ข้อมูลสำรองจึงเปิดอ่านไม่ได้',
  },
  code: { en: 'Code', th: 'รหัส' },
  ground: { en: 'Ground', th: 'เหตุแห่งการลบ' },
  due: { en: 'The day had come', th: 'ครบกำหนดเก็บรักษา' },
  request: { en: 'The person asked for it', th: 'เจ้าตัวเป็นผู้ขอ' },
  rule: { en: 'Rule', th: 'หลักเกณฑ์' },
  proposed: { en: 'Proposed by', th: 'ผู้เสนอ' },
  decided: { en: 'Decided by', th: 'ผู้อนุมัติ' },
  destroyed: { en: 'Key destroyed', th: 'ทำลายกุญแจเมื่อ' },
  erased: { en: 'Erased', th: 'รายการที่ลบ' },
  stays: { en: 'Stays, without anything of the person', th: 'สิ่งที่คงไว้โดยไม่มีข้อมูลของบุคคล' },
  partners: { en: 'Taken back from partners', th: 'เรียกคืนจากคู่ร่วมมือ' },
  none: { en: 'nothing had been given', th: 'ไม่เคยส่งมอบ' },
} satisfies Record<string, Words>

/** One sheet of A4, in Thai and English: what was erased, by whose two decisions, what stays and why, and how to check it. */
export function CertificatePaper({ erasure }: { readonly erasure: ErasureView }) {
  const { certificate, mark } = erasure
  if (!certificate) return null
  return (
    <article className={css['paper']} aria-label={words.title.en}>
      <div className={css['head']}>
        <div>
          {languages.map((language) => (
            <h2 key={language} lang={language}>
              {words.title[language]}
            </h2>
          ))}
        </div>
        <Code text={`${globalThis.location.origin}/erasures/${erasure.id}`} />
      </div>
      <div className={css['pairs']}>
        {languages.map((language) => (
          <div key={language} lang={language}>
            <Sheet certificate={certificate} language={language} />
          </div>
        ))}
      </div>
      <p className={css['small']}>
        {certificate.node.toUpperCase()} · {certificate.id} · Ed25519 {mark}… · bin/shield erasure verify
      </p>
    </article>
  )
}

interface SheetProps {
  readonly certificate: NonNullable<ErasureView['certificate']>
  readonly language: Language
}

function Sheet({ certificate, language }: SheetProps) {
  const say = (one: Words): string => one[language]
  const who = ({ by, organisation, at }: SheetProps['certificate']['proposed']): string =>
    `${say(by)}, ${organisation}, ${formatInstant(at, language)}`
  const { clock } = certificate
  const peers = [...new Set(certificate.recalled.map(({ peer }) => peer.toUpperCase()))]
  const lines: readonly (readonly [Words, string])[] = [
    [words.code, certificate.code],
    [words.ground, say(words[certificate.ground])],
    ...(clock
      ? [
          [
            words.rule,
            `${clock.rule} · ${say(retentionClasses[clock.class])} · ${formatWhen(clock.dueOn, language)}`,
          ] as const,
        ]
      : []),
    [words.proposed, who(certificate.proposed)],
    [words.decided, who(certificate.decided)],
    [words.destroyed, formatInstant(certificate.keyDestroyedAt, language)],
    [words.partners, peers.length === 0 ? say(words.none) : peers.join(', ')],
  ]
  return (
    <>
      <p>{say(words.said)}</p>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name.en}>
            <dt>{say(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{say(words.erased)}</h3>
      <ul>
        {certificate.erased.map(({ kind, count }) => (
          <li key={kind}>
            {say(erasedKinds[kind])}: {count}
          </li>
        ))}
      </ul>
      <h3>{say(words.stays)}</h3>
      <ul>
        {certificate.stays.map((one) => (
          <li key={one}>{say(stayingKinds[one])}</li>
        ))}
      </ul>
    </>
  )
}

function Code({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
      <path d={path} fill="#000" />
    </svg>
  )
}
