import type { DefectRow, Preview } from '@shield/contract'

import { defectRow } from './defect-row.ts'
import { readFileItems } from './read-file.ts'
import type { FileToRead } from './read-file.ts'

export type FirstRecords = Pick<Preview, 'records' | 'defects'>

const sampleSize = 200
// A file in which every row is refused would be read to its end while somebody waits at the screen.
const mostDefects = 5_000

/** A screen shows no more of a value; 200 records of a hostile file could hold a gigabyte. */
const mostShown = 1000

/** The beginning of a text, as a text of its own: a mere slice keeps the whole of it in memory. */
export const shown = (text: string): string =>
  text.length <= mostShown ? text.toWellFormed() : Buffer.from(text.slice(0, mostShown)).toString()

/** What the first 200 records of a file become, and what is wrong with it up to there. */
export async function firstRecords(file: FileToRead): Promise<FirstRecords> {
  const records: Preview['records'] = []
  const defects: DefectRow[] = []
  let seen = 0
  for await (const item of readFileItems(file).items) {
    if ('defect' in item) {
      if (defects.length < sampleSize) defects.push(defectRow(item.defect))
      seen += 1
      if (seen >= mostDefects) break
      continue
    }
    const { key, entities, links } = item.record
    records.push({
      key,
      entities: entities.map((entity) => ({
        key: entity.key,
        kind: entity.kind,
        values: entity.values.map(({ property, value, norm }) => ({
          property,
          value: shown(value),
          norm: shown(norm),
        })),
      })),
      links: links.map(({ kind, from, to }) => ({ kind, from, to })),
    })
    if (records.length >= sampleSize) break
  }
  return { records, defects }
}
