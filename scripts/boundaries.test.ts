import assert from 'node:assert/strict'
import { test } from 'node:test'

import { breachesOf } from './boundaries.ts'

const rulesOf = (file: string, text: string): readonly string[] =>
  breachesOf(file, text).map((breach) => breach.rule)

test('planted imports across the walls are found', () => {
  assert.equal(rulesOf('engine/src/x.ts', "import { readFtm } from '@shield/formats'").length, 1)
  assert.equal(rulesOf('web/src/x.ts', "import { audit } from '@shield/server'").length, 1)
  assert.equal(rulesOf('core/src/x.ts', "import { a } from '../../server/src/a.ts'").length, 1)
  assert.equal(rulesOf('server/src/store/x.ts', "import { a } from '../modules/search/index.ts'").length, 1)
  assert.equal(
    rulesOf('server/src/modules/search/x.ts', "import { a } from '../registry/store.ts'").length,
    1,
  )
  assert.equal(
    rulesOf('server/src/modules/registry/x.ts', "import { a } from '../search/index.ts'").length,
    1,
  )
  assert.equal(
    rulesOf('server/src/modules/registry/x.ts', "const a = await import('../search/index.ts')").length,
    1,
  )
  assert.equal(rulesOf('web/src/features/audit/x.tsx', "import { a } from '../people/y.ts'").length, 1)
})

test('imports along the lines are let through', () => {
  assert.deepEqual(rulesOf('server/src/modules/search/x.ts', "import { a } from '../registry/index.ts'"), [])
  assert.deepEqual(rulesOf('server/src/modules/search/x.ts', "import { kinds } from '@shield/core'"), [])
  assert.deepEqual(rulesOf('web/src/features/audit/x.tsx', "import { a } from '../../ui/more.tsx'"), [])
})
