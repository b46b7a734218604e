import { coversSome } from './unicode-range.ts'

interface Face {
  readonly family: string
  readonly weight: string
  readonly range: string
  readonly address: string
}

/**
 * `@font-face` rules for what these texts need, with the font files inside: a picture that leaves this machine must show
 * Thai and Burmese where no such face is installed. Latin and Thai are 30 KB, Burmese 60 KB more.
 */
export async function embeddedFaces(family: string, texts: readonly string[]): Promise<string> {
  const letters = new Set(texts.join(''))
  const needed = pageFaces().filter(
    (face) =>
      family.includes(face.family) && coversSome(face.range, letters) && /^(400|600)$/.test(face.weight),
  )
  const rules = await Promise.all(
    needed.map(async (face) => {
      const range = face.range === '' ? '' : `unicode-range:${face.range};`
      const file = await inside(face.address)
      return `@font-face{font-family:"${face.family}";font-weight:${face.weight};${range}src:url(${file}) format("woff2")}`
    }),
  )
  return rules.join('\n')
}

function pageFaces(): readonly Face[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule): Face[] => {
      if (!(rule instanceof CSSFontFaceRule)) return []
      const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1]
      if (address === undefined) return []
      return [
        {
          family: rule.style.getPropertyValue('font-family').replaceAll(/["']/g, ''),
          weight: rule.style.getPropertyValue('font-weight') || '400',
          range: rule.style.getPropertyValue('unicode-range'),
          address: new URL(address, sheet.href ?? document.baseURI).href,
        },
      ]
    }),
  )
}

async function inside(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`the font file answered ${answer.status}`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return `data:font/woff2;base64,${toBase64(bytes)}`
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // String.fromCharCode takes no more than some 60,000 arguments at once.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
