import type { LanguageName } from '../name/invent-name.ts'
import type { Random } from '../random.ts'
import type { SafeValues } from '../safe-value.ts'
import { makeBeing } from './being.ts'
import type { Listed } from './story.ts'

/** Twelve listed people: four travel in disguise, five have an innocent namesake. */
export function buildListed(random: Random, safe: SafeValues): Listed[] {
  const tongues: readonly LanguageName[] = ['chinese', 'burmese', 'thai', 'vietnamese', 'khmer', 'amharic']
  return Array.from({ length: 12 }, (_, index): Listed => {
    const language = tongues[index % tongues.length] ?? 'thai'
    const being = makeBeing(random, safe, {
      id: `listed-${index + 1}`,
      cast: 'listed',
      language,
      youngest: 30,
    })
    const [year = '', month = '', day = ''] = being.birth.split('-')
    const birth =
      Number(day) <= 12
        ? `${year}-${day}-${month}`
        : `${Number(year) + 1}-${month}-${day === '29' ? '28' : day}`
    return {
      being,
      disguise: index < 4 ? { ...being, passport: safe.passport(), birth } : undefined,
      namesake:
        index >= 4 && index < 9
          ? makeBeing(random, safe, {
              id: `namesake-${index + 1}`,
              cast: 'same-name innocent',
              language,
              sex: being.sex,
              name: being.name,
              youngest: 19,
              oldest: 29,
            })
          : undefined,
    }
  })
}
