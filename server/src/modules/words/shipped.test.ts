import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  consentPurposeNames,
  consentRestrictions,
  readAloudSet,
  spokenLanguages,
  strayLetters,
  textsOf,
} from '@shield/core'
import type { SpokenLanguage, SpokenText } from '@shield/core'
import { consentLevels, triageQuestions } from '@shield/core'
import { checklistItems } from '@shield/contract'

import { checkFile } from './check-file.ts'
import { wordFaults } from './check-words.ts'
import { shippedFiles } from './shipped.ts'

const files = await shippedFiles()
const sets = files.flatMap((file) => (file.kind === 'set' ? [file.set] : []))
const words = files.flatMap((file) => (file.kind === 'words' ? [file.words] : []))
const translated = spokenLanguages.filter((language) => language !== 'en')

const english = (set: string): readonly SpokenText[] => {
  const found = sets.find(({ id }) => id === set)
  if (found) return textsOf(found).filter(({ forOfficer }) => !forOfficer)
  const source = words.find((one) => one.set === set && one.language === 'en') ?? assert.fail(set)
  return Object.entries(source.texts).map(([id, en]) => ({ id, en, forOfficer: false }))
}
const textsIn = (set: string, language: string): Readonly<Record<string, string>> =>
  words.find((one) => one.set === set && one.language === language)?.texts ?? {}
const allSets = [...sets.map(({ id }) => id), readAloudSet]

test('every question of every set is there in each of the eleven languages', () => {
  assert.deepEqual(allSets.toSorted(), ['forced-criminality', 'ilo-ec-2009', 'read-aloud'])
  assert.equal(english('ilo-ec-2009').length, 67)
  assert.equal(english('forced-criminality').length, 23)
  let looked = 0
  for (const set of allSets)
    for (const language of translated)
      for (const { id } of english(set)) {
        assert.ok(textsIn(set, language)[id], `${set} ${language} ${id}`)
        looked += 1
      }
  assert.equal(looked, (67 + 23 + english(readAloudSet).length) * 10)
})

test('each is in the letters of its language, in normal form, with the places of the English, and no two are the same', () => {
  for (const set of allSets)
    for (const language of translated) {
      const file = words.find((one) => one.set === set && one.language === language) ?? assert.fail(language)
      const source = sets.find(({ id }) => id === set)
      assert.deepEqual(
        wordFaults(file, source ? textsOf(source) : english(set)).map(
          (one) => `${set} ${language} ${one.place} ${one.rule}`,
        ),
        [],
      )
      assert.equal(
        file.of,
        source?.version ?? words.find((one) => one.set === set && one.language === 'en')?.version,
        `${set} ${language} is made from the English that is shipped`,
      )
    }
})

/** Letters that a text in the language can't be without over a whole set. */
const signs: Readonly<Record<Exclude<SpokenLanguage, 'en'>, RegExp>> = {
  ...{ th: /[ก-ฮ]/u, my: /[က-အ]/u, km: /[ក-អ]/u, lo: /[ກ-ຮ]/u, zh: /\p{Script=Han}/u },
  ...{ vi: /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]/u, hi: /[क-ह]/u, am: /[ሀ-ፚ]/u },
  ...{ id: /\b(yang|kamu|apa|saya|di)\b/iu, sw: /\b(je|ya|na|nani|wa)\b/iu },
}

test('a file holds the language that its name says', () => {
  for (const set of allSets)
    for (const language of translated) {
      const own = textsIn(set, language)
      const sign = signs[language as keyof typeof signs]
      const share = Object.values(own).filter((text) => sign.test(text)).length / Object.keys(own).length
      assert.ok(share > (['id', 'sw', 'vi'].includes(language) ? 0.35 : 0.99), `${set} ${language} ${share}`)
    }
  // The check sees a file that was mixed up.
  assert.ok(strayLetters('lo', textsIn('ilo-ec-2009', 'th')['CD01'] ?? '').length > 5)
})

test('a text is neither cut short nor padded beside its English', () => {
  // Letters by letters of English, the mean of a language and its furthest text: Han 0.34 (0.24 to 0.55), Ethiopic 0.64
  // (0.41 to 1.0), all others 0.86 to 1.21 (0.55 to 1.78).
  const shortest: Readonly<Record<string, number>> = { zh: 0.2 }
  for (const set of allSets)
    for (const language of translated)
      for (const { id, en } of english(set)) {
        if (en.length < 30) continue
        const ratio = (textsIn(set, language)[id]?.length ?? 0) / en.length
        const least = shortest[language] ?? 0.4
        assert.ok(ratio > least && ratio < 1.9, `${set} ${language} ${id} ${ratio.toFixed(2)}`)
      }
})

test('Burmese stands in Unicode and not in Zawgyi', () => {
  // Zawgyi writes e before its consonant: at the beginning of a word, where Unicode has the consonant first.
  for (const set of allSets)
    for (const [id, text] of Object.entries(textsIn(set, 'my'))) {
      assert.doesNotMatch(text, /(^|\s|[၊။])\u1031/u, `${set} ${id}`)
      assert.doesNotMatch(text, /[\u1060-\u109f]/u, `${set} ${id}`)
    }
})

test('what is read out covers agreement, arrival, safety and what a panel decided whole', () => {
  const ids = new Set(english(readAloudSet).map(({ id }) => id))
  const wanted = [
    ...checklistItems.map((item) => `safety.${item}`),
    ...consentPurposeNames.map((purpose) => `consent.${purpose}`),
    ...consentLevels.map((level) => `consent.level.${level}`),
    ...Object.keys(consentRestrictions).map((restriction) => `consent.${restriction}`),
    ...['yes', 'no', 'unknown', 'declined', 'not-now'].map((answer) => `answer.${answer}`),
    ...triageQuestions.flatMap(({ id, answers }) => [
      `arrival.${id}`,
      ...answers.map(({ value }) => `arrival.${id}.${value}`),
    ]),
    ...['identified', 'not-identified', 'review'].map((told) => `panel.${told}`),
    'consent.withdraw',
  ]
  assert.deepEqual(
    wanted.filter((id) => !ids.has(id)),
    [],
  )
})

test('countries say where each clock is from, and give none that nobody knows', () => {
  const countries = files.flatMap((file) => (file.kind === 'country' ? [file.country] : []))
  assert.deepEqual(countries.map(({ code }) => code).toSorted(), ['KH', 'LA', 'MM', 'PH', 'TH', 'VN'])
  for (const { code, determination } of countries)
    assert.equal(determination !== undefined, code === 'TH', code)
})

const place = (text: string, wanted: 'indicators' | 'country' = 'indicators'): string => {
  const held = checkFile(text, wanted)
  return 'kind' in held ? held.kind : `${held[0]?.place} ${held[0]?.rule}`
}

test('a file that is not right is refused with its place and rule', () => {
  const set = JSON.parse(JSON.stringify(sets[0])) as Record<string, unknown>
  assert.equal(place(JSON.stringify(set)), 'set')
  assert.equal(place('{'), ' json')
  const wrong = checkFile('id,name\nP1,Somebody Invented\n', 'indicators')
  assert.doesNotMatch(JSON.stringify(wrong), /name|Somebody/, 'what a wrong file holds is not repeated')
  assert.equal(place(JSON.stringify({ ...set, version: 'one' })), '/version pattern')
  assert.equal(place(JSON.stringify({ ...set, name: { en: 'x', my: 'y' } })), '/name/my additionalProperties')
  assert.equal(
    place(JSON.stringify({ ...set, presumption: { positive: 'ZZ' } })),
    '/presumption/positive known',
  )
  assert.equal(place(JSON.stringify({ ...set, presumption: { all: [] } })), '/presumption condition')
  assert.equal(
    place(JSON.stringify({ ...set, presumption: { nationality: 'XX' } })),
    '/presumption condition',
  )
  assert.equal(place(JSON.stringify({ set: 'a', language: 'my', version: '1', texts: {} })), '/of required')
  assert.equal(
    place('{"code":"TH","version":"1","checked":"draft","determination":{"days":15}}', 'country'),
    '/determination/cites required',
  )
})
