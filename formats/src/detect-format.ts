import type { FormatName } from './format.ts'

/**
 * The format of a file by its first bytes (4 KiB do) and its name; undefined when neither tells.
 * A guess for the import screen: the person may choose another.
 */
export function detectFormat(head: Uint8Array, name: string): FormatName | undefined {
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  const lower = name.toLowerCase()
  if (head[0] === 0x50 && head[1] === 0x4b) return lower.endsWith('.xlsx') ? 'xlsx' : undefined
  if (text.startsWith('<')) return /<CONSOLIDATED_LIST[\s>]/.test(text) ? 'un' : undefined
  if (text.startsWith('{') || text.startsWith('[')) return jsonFormat(text, lower)
  if (/^(?:sdn|add|alt|cons_prim|cons_add|cons_alt)(?:_comments)?\.(?:csv|del|ff)$/.test(lower)) return 'ofac'
  if (lower.endsWith('.csv') || lower.endsWith('.tsv')) return 'csv'
  if (/^(---\s*\n)?-\s+name:/.test(text) || lower.endsWith('.txt')) return 'scam-list'
  return undefined
}

function jsonFormat(text: string, name: string): FormatName | undefined {
  if (/"type"\s*:\s*"bundle"/.test(text)) return 'stix'
  if (/^\{\s*"(?:Event|response)"\s*:/.test(text) || /^\[\s*\{\s*"Event"\s*:/.test(text)) return 'misp'
  if (/^\[\s*"/.test(text) || /^\{\s*"[^"]+"\s*:\s*\[\s*"/.test(text) || /"fuzzylist"\s*:/.test(text))
    return 'scam-list'
  if (/"schema"\s*:\s*"[A-Z]/.test(text)) return 'ftm'
  if (/"spec_version"\s*:\s*"2\.[01]"/.test(text) || /"id"\s*:\s*"[a-z0-9-]+--[0-9a-f]{8}-/.test(text))
    return 'stix'
  return name.endsWith('.ijson') || name.endsWith('.ftm') ? 'ftm' : undefined
}
