import type { Words } from './text.ts'

/** Of so many, so many. */
export interface Share {
  readonly of: number
  readonly is: number
}

/** Fewer decided than this say nothing of a rate, whatever it is. */
export const fewestCompared = 10
/** A change smaller than a fifth is no swing, however many there are: with thousands every breeze is significant. */
const partsOfSwing = 5
/** A chance smaller than this, over all comparisons of a page together. */
const mostChance = 0.001

export interface Swing {
  readonly isSwing: boolean
  /** How likely a difference as large or larger is by chance alone, where nothing has changed; `undefined`: too few to say. */
  readonly chance: number | undefined
  /** Of the later less the earlier, between −1 and 1. */
  readonly difference: number
}

/**
 * Whether two rates differ by more than chance. Fisher's exact test, two-sided: right for 3 of 12 as for 18 of 1,595, where
 * the usual approximation fails on small numbers. `comparisons`: how many are made on one page, so that among a hundred
 * not one alarms by chance alone (Bonferroni).
 */
export function swingOf(before: Share, after: Share, comparisons = 1): Swing {
  const difference = rateOf(after) - rateOf(before)
  if (before.of < fewestCompared || after.of < fewestCompared)
    return { isSwing: false, chance: undefined, difference }
  const chance = fisher(before, after)
  const isSwing = chance * Math.max(1, comparisons) < mostChance && isLarge(before, after)
  return { isSwing, chance, difference }
}

/** In whole numbers: of a fifth to the digit, 0.2 − 0 is one and 1 − 0.8 is a little less. */
function isLarge(before: Share, after: Share): boolean {
  return partsOfSwing * Math.abs(after.is * before.of - before.is * after.of) >= before.of * after.of
}

export function rateOf({ of, is }: Share): number {
  return of === 0 ? 0 : is / of
}

/** The sum of the chances of all tables with the same margins that are no likelier than this one. */
function fisher(before: Share, after: Share): number {
  const [first, second, marked] = [before.of, after.of, before.is + after.is]
  const whole = logChoose(first + second, marked)
  const chanceOf = (is: number): number => logChoose(first, is) + logChoose(second, marked - is) - whole
  const here = chanceOf(before.is)
  const [least, most] = [Math.max(0, marked - second), Math.min(first, marked)]
  let sum = 0
  // Equal chances differ in the last digits of a logarithm.
  for (let is = least; is <= most; is += 1) if (chanceOf(is) <= here + 1e-7) sum += Math.exp(chanceOf(is))
  return Math.min(1, sum)
}

function logChoose(of: number, chosen: number): number {
  return logFactorial(of) - logFactorial(chosen) - logFactorial(of - chosen)
}

const logs: number[] = [0]

function logFactorial(n: number): number {
  for (let at = logs.length; at <= n; at += 1) logs.push((logs[at - 1] ?? 0) + Math.log(at))
  return logs[n] ?? 0
}

const percent = (share: Share): number => Math.round(rateOf(share) * 100)

/** The two rates and what the test says, as a person would tell it. */
export function swingWords(before: Share, after: Share, { chance, isSwing }: Swing): Words {
  const [was, is] = [percent(before), percent(after)]
  if (chance === undefined)
    return {
      en: `Too few to compare: ${fewestCompared} decisions on each side at least.`,
      th: `จำนวนน้อยเกินกว่าจะเปรียบเทียบ ต้องมีอย่างน้อยฝั่งละ ${fewestCompared} คำวินิจฉัย`,
    }
  if (!isSwing)
    return {
      en: `From ${was} % to ${is} %: no more than may happen by itself.`,
      th: `จาก ${was}% เป็น ${is}% ยังอาจเกิดขึ้นได้ตามปกติ`,
    }
  return {
    en: `From ${was} % to ${is} %: by chance alone this happens less than once in ${onceIn(chance)}. Either other people came, or people were decided on otherwise. Look at who sat, what was asked, and how long it took.`,
    th: `จาก ${was}% เป็น ${is}% โดยบังเอิญอย่างเดียวเกิดขึ้นน้อยกว่าหนึ่งใน ${onceIn(chance)} ครั้ง อาจเป็นเพราะผู้ที่มาต่างกัน หรือวิธีคัดแยกต่างไป โปรดตรวจดูว่าใครร่วมคัดแยก ถามอะไร และใช้เวลาเท่าใด`,
  }
}

/** A round number that anybody can say. */
function onceIn(chance: number): string {
  const power = Math.min(6, Math.floor(-Math.log10(Math.max(chance, 1e-9))))
  return (10 ** power).toLocaleString('en')
}
