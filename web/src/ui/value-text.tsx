import { Text } from '@mantine/core'

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\u0e00-\u0e7f]/, 'th'],
  [/[\u1000-\u109f]/, 'my'],
  [/[\u1780-\u17ff]/, 'km'],
  [/[\u0e80-\u0eff]/, 'lo'],
  [/[\u3400-\u9fff]/, 'zh-Hans'],
  [/[\u0600-\u06ff]/, 'ar'],
  [/[\uac00-\ud7af]/, 'ko'],
]

/** The language tag that makes a screen reader and the line breaker treat a value by its own script. */
export function scriptOf(text: string): string | undefined {
  return scripts.find(([letters]) => letters.test(text))?.[1]
}

/** A value in its own script. Controls that could turn the rest of the line around or hide in it are shown as marks. */
export function ValueText({ text, strong }: { readonly text: string; readonly strong?: boolean }) {
  return (
    <Text component="bdi" inherit className="value" lang={scriptOf(text)} {...(strong ? { fw: 600 } : {})}>
      {shown(text)}
    </Text>
  )
}

/** A web address or mail address that nobody opens by a slip: `hxxps://bad[.]example/x`. */
export function Defanged({ address }: { readonly address: string }) {
  return (
    <bdi className="value" dir="ltr">
      {shown(defanged(address))}
    </bdi>
  )
}

export function defanged(address: string): string {
  return address.replace(/^http/i, 'hxxp').replaceAll('.', '[.]').replaceAll('@', '[at]')
}

function shown(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, '\ufffd')
}
