import { scriptPairs } from '../../engine/src/names/compare/testing.ts'
import { isHeldOut } from '../../engine/src/names/romanise/testing.ts'
import { pairsOf, randomNumbers, scripts, sharedLines } from './name-list.ts'
import type { PairedScript } from './name-list.ts'

/** Names that the list has in one script and a question in another. */
export interface LabelledNames {
  readonly of: string
  readonly pairs: readonly { readonly listed: string; readonly asked: string }[]
  /** Whether the listed name of this place answers the question of that place. */
  readonly isSame: (listed: number, asked: number) => boolean
}

/** All that is labelled beside the project; of the pairs that readings were learned from only those held out. */
export function labelledNames(): readonly LabelledNames[] {
  return [
    ...scripts.map(inventedPairs),
    ofPairs('Arabic and Cyrillic of the United Nations list', scriptPairs.Arabic()),
    ofPairs('Burmese', scriptPairs.Burmese().slice(0, 1000)),
    ofPairs('Khmer', khmerPairs()),
  ]
}

/** Two names are one where they are spelled alike, whoever bears them. */
function ofPairs(of: string, pairs: readonly (readonly [latin: string, original: string])[]): LabelledNames {
  return {
    of,
    pairs: pairs.map(([latin, original]) => ({ listed: latin, asked: original })),
    isSame: (listed, asked) => pairs[listed]?.[0].toLowerCase() === pairs[asked]?.[0].toLowerCase(),
  }
}

/** People with two words of the paired files for a name; Latin in the list, asked in the other script. */
function inventedPairs(script: PairedScript): LabelledNames {
  const words = pairsOf(script).filter(([, written]) => isHeldOut(written))
  const random = randomNumbers(3)
  const word = (): readonly [string, string] => words[Math.floor(random() * words.length)] ?? ['', '']
  const space = script === 'chinese' || script === 'japanese' ? '・' : ' '
  const pairs = Array.from({ length: 1000 }, () => {
    const [given, family] = [word(), word()]
    return [`${given[0]} ${family[0]}`, `${given[1]}${space}${family[1]}`] as const
  })
  return ofPairs(`${script}, two words held out of the learning`, pairs)
}

/** Members of the Cambodian assembly with a Khmer and a Latin name. */
function khmerPairs(): readonly (readonly [string, string])[] {
  const rows = sharedLines('khmer/cambodia_national_assembly_names.tsv')
    .slice(1)
    .map((line) => line.split('\t'))
  return [...Map.groupBy(rows, ([id]) => id).values()].flatMap((names) => {
    const of = (script: RegExp): string | undefined => names.find(([, name = '']) => script.test(name))?.[1]
    const latin = of(/^[\p{Script=Latin} .'-]+$/u)
    const khmer = of(/\p{Script=Khmer}/u)
    return latin === undefined || khmer === undefined ? [] : [[latin, khmer] as const]
  })
}
