import Ajv from 'ajv/dist/2020.js'
import { CountryData, IndicatorSetFile, SpokenWordsFile } from '@shield/contract'
import { textsOf } from '@shield/core'
import type { IndicatorSet, Json } from '@shield/core'

import { conditionFaults } from './check-conditions.ts'
import { countryFaults } from './check-country.ts'
import type { FileFault } from './file-fault.ts'

const ajv = new Ajv.default({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true })
const isSet = ajv.compile<IndicatorSet>(IndicatorSetFile)
const isWords = ajv.compile<SpokenWordsFile>(SpokenWordsFile)
const isCountry = ajv.compile<CountryData>(CountryData)

/** A file whose shape is right, by what it holds. */
export type WordFile =
  | { readonly kind: 'set'; readonly set: IndicatorSet }
  | { readonly kind: 'words'; readonly words: SpokenWordsFile }
  | { readonly kind: 'country'; readonly country: CountryData }

/** What a text holds, or everything that is wrong with it: where, which rule, what to do. */
export function checkFile(text: string, wanted: 'indicators' | 'country'): WordFile | readonly FileFault[] {
  let held: Json
  try {
    held = JSON.parse(text) as Json
  } catch (error) {
    // The parser quotes what it could not read, and a wrong file may be anything: only the place is told.
    const [where] = /line \d+ column \d+/.exec(String(error)) ?? []
    return [{ place: '', rule: 'json', hint: `this is not JSON${where === undefined ? '' : `, ${where}`}` }]
  }
  if (wanted === 'country') {
    if (!isCountry(held)) return faultsOf(isCountry.errors)
    const faults = countryFaults(held)
    return faults.length > 0 ? faults : { kind: 'country', country: held }
  }
  const hasLanguage = typeof held === 'object' && held !== null && 'language' in held
  if (hasLanguage) return isWords(held) ? { kind: 'words', words: held } : faultsOf(isWords.errors)
  if (!isSet(held)) return faultsOf(isSet.errors)
  const faults = [...doubled(held), ...references(held), ...conditionFaults(held)]
  return faults.length > 0 ? faults : { kind: 'set', set: held }
}

function faultsOf(errors: typeof isSet.errors): readonly FileFault[] {
  return (errors ?? []).map(({ instancePath, keyword, message, params }) => {
    const { missingProperty, additionalProperty } = params as Readonly<Record<string, string>>
    const named = missingProperty ?? additionalProperty
    return {
      place: named === undefined ? instancePath : `${instancePath}/${named}`,
      rule: keyword,
      hint:
        additionalProperty === undefined
          ? (message ?? 'this is not what belongs here')
          : 'no such name belongs here; texts of another language are a file of their own',
    }
  })
}

/** An id names one thing of a set: texts are found by it. */
function doubled(set: IndicatorSet): readonly FileFault[] {
  const seen = new Set<string>()
  return textsOf(set).flatMap(({ id }) => {
    const place = `/${id}`
    if (seen.has(id)) return [{ place, rule: 'once', hint: `${id} is named twice` }]
    seen.add(id)
    return []
  })
}

function references(set: IndicatorSet): readonly FileFault[] {
  const dimensions = new Set(set.dimensions.map(({ id }) => id))
  return set.indicators.flatMap(({ dimension, refines }, index) => {
    const place = `/indicators/${index}`
    return [
      ...(dimensions.has(dimension)
        ? []
        : [{ place: `${place}/dimension`, rule: 'known', hint: `the set has no dimension ${dimension}` }]),
      ...(refines !== undefined && set.extends === undefined
        ? [
            {
              place: `${place}/refines`,
              rule: 'extends',
              hint: 'the set extends no other that it could refine',
            },
          ]
        : []),
    ]
  })
}
