import type { Words } from './text.ts'

export const contactChannels = {
  call: { en: 'Telephone call', th: 'โทรศัพท์' },
  message: { en: 'Written message', th: 'ข้อความ' },
  chat: { en: 'Chat application', th: 'แอปแชต' },
  email: { en: 'E-mail', th: 'อีเมล' },
  visit: { en: 'Visit', th: 'ไปพบ' },
  'through-helper': { en: 'Through somebody they trust', th: 'ผ่านผู้ที่บุคคลนี้ไว้วางใจ' },
} as const satisfies Record<string, Words>
export type ContactChannel = keyof typeof contactChannels
export const contactChannelNames = Object.keys(contactChannels) as ContactChannel[]

/** How a person wants to be reached, and how not. Times are those of the place where the person is. */
export interface SafeContact {
  /** IANA name, for example `Asia/Manila`. */
  readonly timeZone: string
  /** None: at any time. `days` by ISO 8601, 1 is Monday; `from` and `to` as `09:00`, `to` not included. */
  readonly times: readonly { readonly days: readonly number[]; readonly from: string; readonly to: string }[]
  readonly channels: readonly ContactChannel[]
  readonly neverCall: boolean
  readonly neverLeaveMessage: boolean
}

export interface ContactTry {
  readonly at: string
  readonly channel: ContactChannel
  readonly leftMessage: boolean
}

/** What an attempt goes against. `no-rules`: nobody has asked the person yet how they may be reached. */
export const contactFaults = {
  'no-rules': {
    en: 'Nobody has asked yet how this person may be reached',
    th: 'ยังไม่มีใครถามว่าติดต่อบุคคลนี้ได้อย่างไร',
  },
  time: { en: 'Not a time this person agreed to', th: 'ไม่ใช่เวลาที่บุคคลนี้ยินยอม' },
  channel: { en: 'Not a way this person agreed to', th: 'ไม่ใช่ช่องทางที่บุคคลนี้ยินยอม' },
  'never-call': { en: 'This person is never to be called', th: 'ห้ามโทรหาบุคคลนี้' },
  'no-message': { en: 'No message is to be left', th: 'ห้ามฝากข้อความ' },
} as const satisfies Record<string, Words>
export type ContactFault = keyof typeof contactFaults

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Day and hour at the person's place; undefined where the time zone is not known here. */
export function timeThere(
  at: string,
  timeZone: string,
): { readonly day: number; readonly time: string } | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(new Date(at))
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
    return { day: weekdays.indexOf(of('weekday')) + 1, time: `${of('hour')}:${of('minute')}` }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

/** Every rule that an attempt goes against; empty: it is as the person wished. A time zone that is not known allows no time. */
export function faultsOfContact(rules: SafeContact | undefined, tried: ContactTry): readonly ContactFault[] {
  if (!rules) return ['no-rules']
  const there = timeThere(tried.at, rules.timeZone)
  const isTime =
    rules.times.length === 0 ||
    (there !== undefined &&
      rules.times.some(
        ({ days, from, to }) => days.includes(there.day) && from <= there.time && there.time < to,
      ))
  return [
    ...(there === undefined || !isTime ? (['time'] as const) : []),
    ...(rules.channels.includes(tried.channel) ? [] : (['channel'] as const)),
    ...(rules.neverCall && tried.channel === 'call' ? (['never-call'] as const) : []),
    ...(rules.neverLeaveMessage && tried.leftMessage ? (['no-message'] as const) : []),
  ]
}
