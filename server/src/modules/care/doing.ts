import type { CareAct } from '@shield/contract'
import type { Json } from '@shield/core'

export type ActOf<K extends CareAct['act']['kind']> = Extract<CareAct['act'], { readonly kind: K }>

/** An act under way: whose, by which id, and when it was done. */
export interface Doing {
  readonly id: string
  readonly code: string
  readonly at: string
}

/** What is kept of an act: closed lists, days, amounts and ids. */
export type Kept = Readonly<Record<string, Json>>

export const notOfPerson = {
  en: 'choose one of this person',
  th: 'โปรดเลือกรายการของบุคคลนี้',
}
