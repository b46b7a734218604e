/** A word or sentence in the two languages every screen has. */
export interface Words {
  readonly en: string
  readonly th: string
}
