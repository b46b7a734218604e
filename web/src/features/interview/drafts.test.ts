import assert from 'node:assert/strict'
import { test } from 'node:test'

import { unsavedOf } from './drafts.ts'

const draft = {
  ...{ words: '', translation: '', by: undefined, basis: undefined, savedWords: '', savedTranslation: '' },
}

test('words go once, in the language they were said in, and a translation names who made it', () => {
  assert.deepEqual(unsavedOf(draft, 'my'), {})
  assert.deepEqual(unsavedOf({ ...draft, words: ' ဟုတ်တယ် ' }, 'my'), {
    words: { text: 'ဟုတ်တယ်', language: 'my' },
  })
  assert.deepEqual(unsavedOf({ ...draft, words: 'ဟုတ်တယ်', savedWords: 'ဟုတ်တယ်' }, 'my'), {})
  assert.deepEqual(unsavedOf({ ...draft, translation: 'Yes' }, 'my'), {}, 'nobody has translated it')
  assert.deepEqual(unsavedOf({ ...draft, translation: 'Yes', by: 'interpreter' }, 'my'), {
    translation: { text: 'Yes', by: 'interpreter' },
  })
})

test('what was emptied again is not sent: what was sealed stays', () => {
  assert.deepEqual(unsavedOf({ ...draft, words: '', savedWords: 'ဟုတ်တယ်' }, 'my'), {})
})
