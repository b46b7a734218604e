/** One thing that doctor looked at. */
export interface Finding {
  readonly what: string
  readonly ok: boolean
  /** How it stands, and where it is not well what to do. */
  readonly say: string
}
