import type { Bytes } from '../format.ts'
import type { RuleName } from '../rule.ts'

/** An element with its text and children, in order. Attributes are not kept: no list that is read here needs them. */
export interface XmlElement {
  readonly name: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface Open {
  readonly name: string
  readonly children: XmlElement[]
  text: string
}

const maxDepth = 32
const maxElementText = 1_000_000
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Streams the elements of one name out of an XML file. No DOCTYPE, so no entities to expand and no other file to open;
 * memory is that of one element. Ends with the rule that was broken, if one was.
 */
export async function* readElements(
  bytes: Bytes,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): AsyncGenerator<XmlElement, RuleName | undefined> {
  const decoder = new TextDecoder('utf-8')
  let buffer = ''
  let left = maxBytes
  let depth = 0
  const open: Open[] = []
  let sawElement = false
  for await (const chunk of bytes) {
    left -= chunk.length
    if (left < 0) return 'file-too-large'
    buffer += decoder.decode(chunk, { stream: true })
    let at = 0
    for (;;) {
      const start = buffer.indexOf('<', at)
      if (start < 0) break
      const end = endOfMarkup(buffer, start)
      if (end < 0) break
      const top = open.at(-1)
      if (top) {
        top.text += decodeText(buffer.slice(at, start))
        if (top.text.length > maxElementText) return 'string-too-long'
      }
      const markup = buffer.slice(start, end)
      at = end
      if (markup.startsWith('<!DOCTYPE') || markup.startsWith('<!ENTITY')) return 'xml-doctype'
      if (markup.startsWith('<![CDATA[')) {
        if (top) top.text += markup.slice(9, -3)
        continue
      }
      if (markup.startsWith('<?') || markup.startsWith('<!')) continue
      const name = /^<\/?\s*([\p{L}_][\p{L}\p{N}_.:-]*)/u.exec(markup)?.[1]
      if (name === undefined) return 'invalid-xml'
      if (markup.startsWith('</')) {
        depth -= 1
        const closed = open.pop()
        if (depth < 0 || (closed && closed.name !== name)) return 'invalid-xml'
        if (closed) yield* finish(closed, open)
        continue
      }
      sawElement = true
      const isEmpty = markup.endsWith('/>')
      if (!isEmpty) depth += 1
      if (depth > maxDepth) return 'too-deep'
      if (open.length === 0 && !wanted.has(name)) continue
      if (isEmpty) open.at(-1)?.children.push({ name, children: [], text: '' })
      else open.push({ name, children: [], text: '' })
    }
    buffer = buffer.slice(at)
    if (buffer.length > maxElementText) return 'string-too-long'
  }
  if (!sawElement) return 'invalid-xml'
  return depth === 0 && open.length === 0 ? undefined : 'truncated'
}

function* finish(closed: Open, open: Open[]): Generator<XmlElement> {
  const element = { name: closed.name, children: closed.children, text: closed.text.trim() }
  const parent = open.at(-1)
  if (parent) parent.children.push(element)
  else yield element
}

/** Where a piece of markup ends, or -1 when the rest is still to come. */
function endOfMarkup(buffer: string, start: number): number {
  const [close, length] = buffer.startsWith('<!--', start)
    ? ['-->', 3]
    : buffer.startsWith('<![CDATA[', start)
      ? [']]>', 3]
      : ['>', 1]
  const end = buffer.indexOf(String(close), start)
  return end < 0 ? -1 : end + Number(length)
}

function decodeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Texts of the children of a name. */
export function textsOf(element: XmlElement, name: string): readonly string[] {
  return element.children
    .filter((child) => child.name === name && child.text !== '')
    .map((child) => child.text)
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
