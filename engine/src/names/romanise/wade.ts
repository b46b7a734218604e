/** What only Wade-Giles writes: hs, tzu, ssu, and a silent h behind a vowel. */
const told = /^hs|^t[sz]u|^ssu|[iu]eh$|^(?:ch|sh|j)ih$|^erh$|[^aeiou]ien$/

const habits: readonly (readonly [RegExp, string])[] = [
  [/^hs/, 'x'],
  [/^t[sz]/, 'z'],
  [/^ss/, 's'],
  [/(?<=[iu]e|[^aeiou]i|^er)h$/, ''],
  [/ien$/, 'ian'],
]

/** A syllable in Wade-Giles as pinyin, where its spelling tells: hsiao is xiao, hsueh xue; not teng, which may be teng or deng. */
export function wadeAsPinyin(word: string): readonly string[] {
  if (word.length > longest || !told.test(word)) return []
  let pinyin = word
  for (const [written, sound] of habits) pinyin = pinyin.replace(written, sound)
  return [pinyin]
}

const longest = 7
