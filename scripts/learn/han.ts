import { pinyin } from 'pinyin-pro'
import { getJyutpingCandidates } from 'to-jyutping'

/**
 * Every Han character with its Mandarin (pinyin) and Cantonese (Jyutping) syllables, at most two each, without tones:
 * lines of `pinyin[,pinyin]/jyutping[,jyutping] characters`. From pinyin-pro (MIT) and to-jyutping (BSD-2-Clause).
 */
export function hanTable(): string {
  const rows = new Map<string, string>()
  for (let code = 0x4e00; code < 0xa000; code += 1) {
    const character = String.fromCodePoint(code)
    const mandarin = syllables(
      pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true, nonZh: 'removed' }),
    )
    const cantonese = syllables(
      (getJyutpingCandidates(character)[0]?.[1] ?? []).map((syllable) => syllable.replace(/\d/g, '')),
    )
    if (mandarin === '' && cantonese === '') continue
    const key = `${mandarin}/${cantonese}`
    rows.set(key, (rows.get(key) ?? '') + character)
  }
  return [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, characters]) => `${key} ${characters}`)
    .join('\n')
}

function syllables(all: readonly string[]): string {
  return [...new Set(all.filter((syllable) => /^[a-z]+$/.test(syllable)))].slice(0, 2).join(',')
}
