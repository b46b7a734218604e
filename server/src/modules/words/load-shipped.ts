import type { Database } from '#store/database.ts'
import { keepFiles, nameOf } from './keep-file.ts'
import { shippedFiles } from './shipped.ts'

/**
 * Puts what this release ships into the database where it is not there yet: at the first start all of it, after an update
 * what rose. What an administrator has loaded in a higher version stays in use.
 */
export async function loadShipped(database: Database, now: Date): Promise<void> {
  const files = await shippedFiles()
  await database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ name: string }>(
      `select 'set ' || id || ' ' || version as name from indicator_set
       union all select 'words ' || set_id || ' ' || language || ' ' || version from spoken_words
       union all select 'country ' || code || ' ' || version from country_data`,
    )
    const there = new Set(found.rows.map(({ name }) => name))
    await keepFiles(
      tx,
      files.filter((file) => !there.has(nameOf(file))),
      { at: now },
    )
  })
}
