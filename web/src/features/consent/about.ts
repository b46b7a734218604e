import type { ConsentView } from '../../api/wire.ts'

export interface About {
  readonly code: string
  readonly view: ConsentView
  readonly isChild: boolean
  /** Languages as BCP 47 tags, best first. */
  readonly speaks: readonly string[]
}
