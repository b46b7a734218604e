import { chosen, oneOf } from '../../../ui/url.ts'

export const careLists = [
  'asked',
  'silent',
  'out',
  'in',
  'reviews',
  'certificates',
  'contacts',
  'services',
  'places',
] as const
export type CareList = (typeof careLists)[number]

export interface CareUrl {
  readonly list?: CareList
}

export function careOf(raw: Record<string, unknown>): CareUrl {
  return chosen({ list: oneOf(raw['list'], careLists) })
}
