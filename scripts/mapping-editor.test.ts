import { readMapping } from '@shield/formats'
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { mappingOf, readingOf } from '../web/src/features/intake/mapping.ts'
import { columns, mapping, walk } from '../web/src/features/intake/testing.ts'

/** The browser carries no reader of formats, so only here do the two meet. */
test('whatever is edited in the browser is a mapping that the reader of tables accepts', () => {
  fc.assert(
    fc.property(walk, mapping, (draft, given) => {
      const edited = mappingOf(draft, readingOf(given))
      assert.deepEqual(readMapping(edited, columns), edited)
    }),
    { numRuns: 60 },
  )
})
