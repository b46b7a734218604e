import { bandStarts, compareNames, readName, scoreNames } from '@shield/engine'
import type { ReadName } from '@shield/engine'

import { falseAlerts, nameBench, scriptPairs } from '../../engine/src/names/compare/testing.ts'
import type { Bench, Figure } from './figure.ts'
import { hasNameData, nameList, pairsOf, randomNumbers, scripts } from './name-list.ts'

const seed = 20261125

/** Two names against each other: how fast, how right on labelled pairs, how often wrong by chance. */
export const comparing: Bench = {
  name: 'compare',
  summary: 'two names: microseconds, labelled pairs, false alerts by script',
  run: async ({ scale, tell }) => {
    if (!hasNameData()) {
      tell('no ../shared/data/names: nothing is measured')
      return []
    }
    const figures = [
      ...speed(Math.round(100_000 * scale)),
      ...labelled(),
      ...alerts(Math.round(20_000 * scale)),
    ]
    for (const { name, value, unit } of figures) tell(`${name}: ${value} ${unit}`)
    return figures
  },
}

/** Few enough that they stay in the processor's cache, as the names of one search do; still most pairs of words are new. */
const speedNames = 4000

/** Latin names already read. */
function speed(pairs: number): readonly Figure[] {
  const random = randomNumbers(seed)
  const names: ReadName[] = []
  for (const { name } of nameList(speedNames, seed)) if (/^[ -~]+$/.test(name)) names.push(readName(name))
  const any = (): ReadName => names[Math.floor(random() * names.length)] ?? readName('')
  const near = names.map(({ text }) => readName(slipped(text, random)))
  const time = (compare: (left: ReadName, right: ReadName) => unknown, isNear: boolean): number => {
    const drawn = Array.from({ length: pairs }, () => Math.floor(random() * names.length))
    const others = drawn.map((at) => (isNear ? near[at] : undefined) ?? any())
    const from = process.cpuUsage()
    for (const [at, place] of drawn.entries()) {
      const [left, right] = [names[place], others[at]]
      if (left && right) compare(left, right)
    }
    const { user } = process.cpuUsage(from)
    return Math.round((user / pairs) * 100) / 100
  }
  time(scoreNames, false)
  const conditions = `${pairs} pairs of ${names.length} Latin names, read before, Zipf, seed ${seed}; processor time`
  const figure = (name: string, value: number): Figure => ({
    name,
    value,
    unit: 'µs',
    goal: { at: 'most', value: 5 },
    conditions,
  })
  return [
    figure('score of two names drawn by chance', time(scoreNames, false)),
    figure('score of a name and its misspelling', time(scoreNames, true)),
    figure('the same with reasons', time(compareNames, true)),
  ]
}

/** A slip of the finger: a letter left out, doubled or swapped. */
function slipped(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (text.length - 2))
  const kind = random()
  if (kind < 0.33) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 0.66) return text.slice(0, at) + text.charAt(at) + text.slice(at)
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
}

interface Count {
  found: number
  wrong: number
  missed: number
}

/** nomenklatura's labelled pairs at the fixed threshold; the best threshold only for comparison. */
function labelled(): readonly Figure[] {
  const pairs = nameBench().map((pair) => ({
    ...pair,
    score: scoreNames(readName(pair.left, pair.kind), readName(pair.right, pair.kind)),
  }))
  const at = (kind: 'person' | 'all', threshold: number): number => {
    const count: Count = { found: 0, wrong: 0, missed: 0 }
    for (const { score, isMatch, kind: of } of pairs) {
      if (kind !== 'all' && kind !== of) continue
      if (score >= threshold && isMatch) count.found += 1
      else if (score >= threshold) count.wrong += 1
      else if (isMatch) count.missed += 1
    }
    return (2 * count.found) / (2 * count.found + count.wrong + count.missed)
  }
  const best = (kind: 'person' | 'all'): number =>
    Math.max(...Array.from({ length: 100 }, (_, step) => at(kind, step / 100)))
  return (['person', 'all'] as const).map((kind) => ({
    name: `F1 on nomenklatura's pairs, ${kind === 'all' ? 'all' : 'people'}`,
    value: Math.round(at(kind, bandStarts.probable) * 1000) / 1000,
    unit: '',
    goal: { at: 'least', value: 0.85 },
    conditions: `826 pairs, 548 of people; threshold ${bandStarts.probable}, the start of probable; at the best threshold ${best(kind).toFixed(3)}`,
  }))
}

/** Names of two different people of one script, drawn by chance, one in Latin letters. */
function alerts(draws: number): readonly Figure[] {
  const random = randomNumbers(seed)
  const invented = scripts.map((script) => {
    const words = pairsOf(script)
    const word = (): readonly [string, string] => words[Math.floor(random() * words.length)] ?? ['', '']
    const names = Array.from({ length: 2000 }, () => {
      const [given, family] = [word(), word()]
      const space = script === 'chinese' || script === 'japanese' ? '・' : ' '
      return [`${given[0]} ${family[0]}`, `${given[1]}${space}${family[1]}`] as const
    })
    return { script, pairs: names, of: 'words of netranslit, two a name' }
  })
  const listed = Object.entries(scriptPairs).map(([script, pairs]) => ({
    script: script.toLowerCase(),
    pairs: pairs(),
    of: script === 'Burmese' ? 'Burmese names' : 'UN list',
  }))
  return [...invented, ...listed].map(({ script, pairs, of }) => ({
    name: `false alerts, ${script} (${of})`,
    value: Math.round(falseAlerts(pairs, { least: bandStarts.probable, draws }) * 1e5) / 1e3,
    unit: '%',
    goal: { at: 'most', value: 1 },
    conditions: `${draws} pairs of different people, without birth dates; probable or strong`,
  }))
}
