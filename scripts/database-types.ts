import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { createTestDatabase } from '../server/src/store/testing.ts'
import { root, runStep } from './run-step.ts'

/** Makes server/src/store/db.ts from the migrations; with --check it only says whether the file still fits them. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const file = `${root}server/src/store/db.ts`
const database = await createTestDatabase()
try {
  const before = await readFile(file, 'utf8')
  const made = await runStep('kysely-codegen', [
    'npx',
    'kysely-codegen',
    ...['--url', database.url, '--dialect', 'postgres', '--date-parser', 'string'],
    ...['--type-mapping', '{"int8":"number"}', '--exclude-pattern', 'graphile_worker.*'],
    ...(values.check ? ['--verify'] : []),
    ...['--out-file', file],
  ])
  if (values.check && made.code !== 0)
    console.log('db.ts does not fit the migrations: node scripts/database-types.ts makes it anew')
  else if (!values.check && before !== (await readFile(file, 'utf8'))) console.log('db.ts was made anew')
  process.exitCode = made.code
} finally {
  await database.drop()
}
