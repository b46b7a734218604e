import type { Bytes } from '../format.ts'
import type { RuleName } from '../rule.ts'

/** An element with its text and children, in order, and its attributes as written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** One element, or the rule that was broken; `isEnd` where nothing more could be read. */
export type XmlPart =
  | { readonly element: XmlElement }
  | { readonly rule: RuleName; readonly excerpt: string; readonly isEnd: boolean }

interface Open {
  readonly name: string
  readonly attributes: string
  readonly children: XmlElement[]
  text: string
}

export interface XmlLimits {
  readonly maxBytes: number
  /** Characters of one element with all that is in it. */
  readonly maxElement: number
}

const maxDepth = 32
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Streams the elements of some names out of an XML file. No DOCTYPE, so no entities to expand and no other file to open;
 * memory is that of one element. A broken element costs itself: reading goes on at the next one of a wanted name.
 */
export async function* readElements(
  bytes: Bytes,
  wanted: ReadonlySet<string>,
  limits: XmlLimits,
): AsyncGenerator<XmlPart, void> {
  let decoder: TextDecoder | undefined
  let left = limits.maxBytes
  const splitter = elementSplitter(wanted, limits.maxElement)
  for await (const chunk of bytes) {
    left -= chunk.length
    if (left < 0) {
      yield { rule: 'file-too-large', excerpt: '', isEnd: true }
      return
    }
    decoder ??= decoderOf(chunk)
    yield* splitter.push(decoder.decode(chunk, { stream: true }))
    if (splitter.isLost()) return
  }
  yield* splitter.end()
}

/** By byte order mark, else by the declaration; what is not known is read as UTF-8. */
function decoderOf(head: Uint8Array): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1')
  const label = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1]?.toLowerCase()
  return new TextDecoder(
    label !== undefined && /^(?:windows-\d+|iso-8859-\d+|tis-620)$/.test(label) ? label : 'utf-8',
  )
}

interface ElementSplitter {
  push(text: string): readonly XmlPart[]
  end(): readonly XmlPart[]
  isLost(): boolean
}

function elementSplitter(wanted: ReadonlySet<string>, maxElement: number): ElementSplitter {
  let buffer = ''
  // Names of what is open outside a wanted element; inside one, `open` holds the elements themselves.
  let outer: string[] = []
  let open: Open[] = []
  let held = 0
  let sawElement = false
  let isLost = false
  // Behind a broken element: nothing counts before the next wanted one, or the end of what holds them.
  let isSkipping = false
  let parts: XmlPart[] = []

  function fail(rule: RuleName, excerpt: string, isEnd = false): void {
    parts.push({ rule, excerpt: excerpt.slice(0, 200), isEnd })
    isLost ||= isEnd
    isSkipping = true
    open = []
    held = 0
  }

  function close(name: string): void {
    if (isSkipping && !outer.includes(name)) return
    isSkipping = false
    const top = open.at(-1)
    if (!top) {
      if (outer.includes(name)) outer = outer.slice(0, outer.lastIndexOf(name))
      return
    }
    if (top.name !== name) {
      fail('invalid-xml', `</${name}>`)
      // It may be the end of what holds the elements.
      if (outer.includes(name)) close(name)
      return
    }
    open.pop()
    const element: XmlElement = top
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else {
      held = 0
      parts.push({ element })
    }
  }

  function start(name: string, markup: string): void {
    sawElement = true
    const isEmpty = markup.endsWith('/>')
    const isWanted = wanted.has(name)
    // They do not nest: where one begins inside another, the other was never closed.
    if (isWanted && open.length > 0) fail('invalid-xml', `<${open[0]?.name}>`)
    if (isSkipping && !isWanted) return
    isSkipping = false
    if (open.length === 0 && !isWanted) {
      if (!isEmpty) outer.push(name)
      if (outer.length > maxDepth) fail('too-deep', name, true)
      return
    }
    const attributes = markup.slice(markup.indexOf(name) + name.length, isEmpty ? -2 : -1).trim()
    if (!isEmpty) open.push({ name, attributes, children: [], text: '' })
    else if (open.length > 0) open.at(-1)?.children.push({ name, attributes, children: [], text: '' })
    else parts.push({ element: { name, attributes, children: [], text: '' } })
    if (open.length > maxDepth) fail('too-deep', name)
  }

  /** One piece of markup with the text before it; answers where to go on, or -1 when it is not whole yet. */
  function step(at: number): number {
    const from = buffer.indexOf('<', at)
    const end = from < 0 ? -1 : endOfMarkup(buffer, from)
    if (end < 0) return -1
    const markup = buffer.slice(from, end)
    const top = open.at(-1)
    if (top) {
      held += end - at
      top.text += decodeText(buffer.slice(at, from))
      if (held > maxElement) fail('string-too-long', top.name)
    }
    if (markup.startsWith('<!DOCTYPE') || markup.startsWith('<!ENTITY')) {
      fail('xml-doctype', markup, true)
      return -1
    }
    if (markup.startsWith('<![CDATA[')) {
      if (top && open.length > 0) top.text += markup.slice(9, -3)
      return end
    }
    if (markup.startsWith('<?') || markup.startsWith('<!')) return end
    // Some programs write a prefix before every name: <x:row>.
    const name = /^<\/?(?:[\w.-]+:)?([\p{L}_][\p{L}\p{N}_.-]*)/u.exec(markup)?.[1]
    if (name === undefined || markup.indexOf('<', 1) > 0) {
      if (!isSkipping) fail('invalid-xml', markup)
      return from + 1
    }
    if (markup.startsWith('</')) close(name)
    else start(name, markup)
    return end
  }

  return {
    push: (text) => {
      parts = []
      buffer += text
      let at = 0
      for (let after = step(0); after >= 0; after = step(at)) at = after
      buffer = buffer.slice(at)
      if (buffer.length > maxElement) {
        if (!isSkipping) fail('string-too-long', buffer)
        buffer = ''
      }
      return parts
    },
    end: () => {
      if (!sawElement) return [{ rule: 'invalid-xml', excerpt: buffer.slice(0, 200), isEnd: true }]
      const isWhole = outer.length === 0 && open.length === 0
      return isWhole ? [] : [{ rule: 'truncated', excerpt: buffer.slice(0, 200), isEnd: true }]
    },
    isLost: () => isLost,
  }
}

/** Where a piece of markup ends, or -1 when the rest is still to come. */
function endOfMarkup(buffer: string, start: number): number {
  if (buffer.startsWith('<!--', start)) return endOf(buffer, '-->', start + 4)
  if (buffer.startsWith('<![CDATA[', start)) return endOf(buffer, ']]>', start + 9)
  return endOf(buffer, '>', start)
}

function endOf(buffer: string, close: string, from: number): number {
  const end = buffer.indexOf(close, from)
  return end < 0 ? -1 : end + close.length
}

function decodeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    // Half a character, or none: written as what shows that something could not be read.
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '\uFFFD'
  })
}

/** The value of an attribute, or undefined. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element.attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decodeText(value)
}

/** Texts of the children of a name, without blanks around them; empty ones left out. */
export function textsOf(element: XmlElement, name: string): readonly string[] {
  return childrenOf(element, name)
    .map((child) => child.text.trim())
    .filter((text) => text !== '')
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
