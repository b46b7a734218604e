import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/** Entries of a catalogue: source text → translation. Both stand on one line each, as the extraction writes them. */
function entries(language: string): Map<string, string> {
  const text = readFileSync(new URL(`./${language}.po`, import.meta.url), 'utf8')
  const found = [...text.matchAll(/^msgid (".*")\nmsgstr (".*")$/gm)]
  return new Map(
    found.slice(1).map(([, source, target]) => [JSON.parse(source ?? '""'), JSON.parse(target ?? '""')]),
  )
}

/** Names of placeholders and tags, which both languages have to carry alike. */
/** `{name}` and `{0, plural, …}`; the branch of a plural, `{of # things}`, is text. */
function places(text: string): string[] {
  return [...new Set(text.match(/\{\w+(?=[},])|<\/?\d+\/?>/g) ?? [])].toSorted()
}

const [english, thai] = [entries('en'), entries('th')]

test('every text on a screen is there in Thai', () => {
  assert.ok(english.size > 200, `only ${english.size} texts were read`)
  assert.deepEqual(
    [...english.keys()].filter((source) => !thai.get(source)),
    [],
  )
})

test('a Thai text has the same places as its English one', () => {
  for (const [source, target] of thai) assert.deepEqual(places(target), places(source), source)
})

test('a Thai text is Thai', () => {
  const allowed = new Set(['SHIELD'])
  const left = [...thai].filter(
    ([source, target]) => !allowed.has(source) && !/[\u0e00-\u0e7f]/.test(target) && /[a-z]{3}/i.test(target),
  )
  assert.deepEqual(left, [])
})
