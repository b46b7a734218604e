import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fillIn, sideOf, spokenOf } from './spoken.ts'

const both = spokenOf({ en: 'Yes', th: 'ใช่', zh: '是' }, ['th', 'zh'])

test('a text is given in its language, marked as a draft where nobody has signed it', () => {
  assert.deepEqual(sideOf(both, 'th'), { language: 'th', text: 'ใช่', isDraft: true, isInstead: false })
  assert.deepEqual(sideOf(both, 'en'), { language: 'en', text: 'Yes', isDraft: false, isInstead: false })
  assert.equal(sideOf(spokenOf({ en: 'Yes', th: 'ใช่' }, []), 'th').isDraft, false)
})

test('a language without a text falls back plainly: to its own without the region, else to the English', () => {
  assert.deepEqual(sideOf(both, 'zh-Hant'), { language: 'zh', text: '是', isDraft: true, isInstead: false })
  assert.deepEqual(sideOf(both, 'am'), { language: 'en', text: 'Yes', isDraft: false, isInstead: true })
})

test('a place in a text is filled in for each language, and what is not known yet stays a gap', () => {
  const text = spokenOf({ en: 'May we tell {organisation}?', th: 'บอก{organisation}ได้ไหม' }, ['th'])
  const filled = fillIn(text, (language) => ({ organisation: language === 'th' ? 'บ้านฟ้าใหม่' : 'Ban Fa Mai' }))
  assert.deepEqual(filled, {
    texts: { en: 'May we tell Ban Fa Mai?', th: 'บอกบ้านฟ้าใหม่ได้ไหม' },
    drafts: ['th'],
  })
  assert.equal(fillIn(text, () => ({})).texts['en'], 'May we tell ……?')
})
