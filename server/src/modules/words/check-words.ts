import type { SpokenWordsFile } from '@shield/contract'
import { placesIn, strayLetters } from '@shield/core'
import type { SpokenText } from '@shield/core'

import type { FileFault } from './file-fault.ts'

/** What is wrong with texts of a language, beside the English they were made from. */
export function wordFaults(
  { language, texts }: SpokenWordsFile,
  source: readonly SpokenText[],
): readonly FileFault[] {
  const english = new Map(source.map((one) => [one.id, one]))
  const sameAs = new Map<string, string>()
  return Object.entries(texts).flatMap(([id, text]) => {
    const place = `/texts/${id}`
    const of = english.get(id)
    if (!of) return [{ place, rule: 'known', hint: 'the set has no such text' }]
    const faults: FileFault[] = []
    const say = (rule: string, hint: string): void => void faults.push({ place, rule, hint })
    if (text !== text.normalize('NFC')) say('nfc', 'write it in Unicode normal form C')
    if (text !== text.trim()) say('trim', 'no space at either end')
    const stray = strayLetters(language, text)
    if (stray.length > 0) say('script', `letters that ${language} has not: ${stray.join(' ')}`)
    if (placesIn(text).join() !== placesIn(of.en).join())
      say('places', `the same places as the English has: ${placesIn(of.en).join(' ') || 'none'}`)
    const twin = of.forOfficer ? undefined : sameAs.get(text)
    if (twin !== undefined && english.get(twin)?.en !== of.en)
      say('own', `the same words as ${twin}, which asks something else`)
    if (!of.forOfficer) sameAs.set(text, id)
    return faults
  })
}
