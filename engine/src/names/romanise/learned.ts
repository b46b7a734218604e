import { decode } from './decode.ts'
import { loadModel } from './model.ts'
import type { ReadingModel } from './model.ts'

/** Scripts with a learned model. */
export type LearnedScript = 'arabic' | 'chinese' | 'hebrew' | 'katakana' | 'korean' | 'russian'

const models = new Map<LearnedScript, ReadingModel>()

/** The model of a script, read from its file when the first word of the script comes: 5 to 20 ms. */
export function modelOf(script: LearnedScript): ReadingModel {
  let model = models.get(script)
  if (model === undefined) {
    model = loadModel(new URL(`./learned/${script}.gz`, import.meta.url))
    models.set(script, model)
  }
  return model
}

/** What the learned model reads in a word, at most 8, likeliest first; spellings of frequent words go before. */
export function learnedReadings(script: LearnedScript, word: string): readonly string[] {
  const model = modelOf(script)
  const known = model.words.get(word) ?? []
  return [...new Set([...known, ...decode(model, unitsOf(script, word), 8)])].slice(0, 8)
}

/** As many readings as that, for a question: what it costs is paid once, where a list pays for every word. */
export function moreReadings(script: LearnedScript, word: string, most: number): readonly string[] {
  return decode(modelOf(script), unitsOf(script, word), most)
}

/** What the model reads at once: a character; of Hangul a letter of the syllable block. */
export function unitsOf(script: LearnedScript, word: string): readonly string[] {
  return [...(script === 'korean' ? word.normalize('NFD') : word)]
}
