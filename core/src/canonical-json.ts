/** What JSON can hold (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * JSON Canonicalization Scheme (RFC 8785): one text for equal values, so that hashes and signatures agree.
 * Keys sort by UTF-16 code unit; ECMAScript number text is what RFC 8785 asks for.
 * Throws TypeError for what JSON can't hold (NaN, Infinity, undefined, a lone surrogate).
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a JSON number must be finite')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a JSON string must not hold a lone surrogate')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item as Json)).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`JSON cannot hold ${typeof value}`)
  const object = value as { readonly [key: string]: Json }
  let text = ''
  // Without a comparison of our own, texts are sorted by code unit.
  for (const key of Object.keys(object).toSorted())
    text += `${text === '' ? '{' : ','}${canonicalJson(key)}:${canonicalJson(object[key] as Json)}`
  return text === '' ? '{}' : `${text}}`
}
