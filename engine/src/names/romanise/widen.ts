import { scriptOf } from '../normalise/script.ts'
import type { NamePart } from '../name.ts'
import { moreReadings } from './learned.ts'
import type { LearnedScript } from './learned.ts'
import { soundsOf } from './sound.ts'

const learned: ReadonlyMap<string, LearnedScript> = new Map([
  ['arabic', 'arabic'],
  ['hebrew', 'hebrew'],
  ['cyrillic', 'russian'],
  ['kana', 'katakana'],
  ['hangul', 'korean'],
  ['han', 'chinese'],
])
/** The model that reads a part; undefined for a script without one, and for what is no name. */
export function learnedScriptOf({ written, role, initial }: NamePart): LearnedScript | undefined {
  return role === 'particle' || initial ? undefined : learned.get(scriptOf(written))
}

const mostRead = 24
const mostReadings = 12
const mostSounds = 6

/**
 * A part of a question with more of its readings and sounds than a list keeps of its parts. Among 150,000 names 0.5 to 1 in
 * 100 more are found by it in Chinese, Korean, Arabic and Hebrew characters, for a third more time.
 */
export function widened(part: NamePart): NamePart {
  const script = learnedScriptOf(part)
  if (script === undefined) return part
  const more = moreReadings(script, part.written, mostRead)
  const readings = [...new Set([...part.readings, ...more])].slice(0, mostReadings)
  const sounds = new Set(part.sounds)
  for (const reading of more) if (sounds.size < mostSounds) sounds.add(soundsOf([reading])[0] ?? '')
  return { ...part, readings, sounds: [...sounds] }
}
