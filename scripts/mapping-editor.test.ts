import { readMapping } from '@shield/formats'
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { mappingOf } from '../web/src/features/intake/mapping.ts'
import { columns, walk } from '../web/src/features/intake/testing.ts'

/** The browser carries no reader of formats, so only here do the two meet. */
test('whatever is edited in the browser is a mapping that the reader of tables accepts', () => {
  fc.assert(
    fc.property(walk, (draft) => {
      const edited = mappingOf(draft)
      assert.deepEqual(readMapping(edited, columns), edited)
    }),
    { numRuns: 60 },
  )
})
