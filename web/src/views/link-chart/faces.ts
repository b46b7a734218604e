/** The text face of the page, as a canvas can take it: the style sheets' variable is resolved. */
export function pageFace(): string {
  return getComputedStyle(document.body).fontFamily
}

/**
 * Loads what these texts need of the self-hosted faces. A canvas draws boxes for a face that is not there yet, and does not
 * draw again when it comes.
 */
export async function loadFaces(texts: readonly string[]): Promise<void> {
  const letters = [...new Set(texts.join(''))].join('')
  if (letters === '') return
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px ${pageFace()}`, letters)))
}
