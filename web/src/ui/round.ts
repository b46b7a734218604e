interface Frame {
  readonly width: number
  readonly height: number
  /** Room left free at every side. */
  readonly edge: number
}

/** Where the thing numbered `at` of so many stands on a ring within a frame; the first at its top, then with the clock. */
export function round(
  at: number,
  count: number,
  { width, height, edge }: Frame,
): { readonly x: number; readonly y: number } {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2
  const place = (middle: number, part: number): number => Math.round(middle + (middle - edge) * part)
  return { x: place(width / 2, Math.cos(angle)), y: place(height / 2, Math.sin(angle)) }
}
