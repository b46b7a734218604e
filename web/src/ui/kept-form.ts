/** Keeps a form while it is filled in, where it must survive the page; a form of the node has none. */
export interface KeptForm<T> {
  /** What stood in it when the page was left, under the id that its act will carry. */
  readonly from: { readonly id: string; readonly value: T } | undefined
  readonly keep: (id: string, value: T) => void
}
