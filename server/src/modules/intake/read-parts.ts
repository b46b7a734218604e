import type { Defect, Grade, Tlp } from '@shield/core'

import { createPreparer } from '../../prepare-records.ts'
import type { Prepared } from '../../prepare-records.ts'
import { readFileItems } from './read-file.ts'
import type { FileToRead } from './read-file.ts'

export interface ReadOrder {
  readonly file: FileToRead
  /** The marking of each TLP; undefined is the batch's own. */
  readonly markings: ReadonlyMap<Tlp | undefined, number>
  /** Grade of what states none. */
  readonly grade: Grade
}

/** What was read since the part before: some thousand records ready to be written, or only how far it is, and what is wrong. */
export interface Part {
  readonly prepared: Prepared
  readonly defects: readonly Defect[]
  /** Of the file so far. */
  readonly records: number
  readonly bytes: number
  readonly isLast: boolean
}

/** A file of nothing but faults must not be silent, nor held whole. */
const mostSilentMs = 500
const mostDefects = 1000
const nothing: Prepared = { rounds: [], repeated: 0 }

/** Reads a file and makes its records ready, part by part; touches no database. */
export async function* readParts({ file, markings, grade }: ReadOrder): AsyncGenerator<Part, void> {
  const own = markings.get(undefined)
  if (own === undefined) throw new Error('the marking of the batch is not known')
  const preparer = createPreparer({ markingOf: (tlp) => markings.get(tlp) ?? own, grade })
  const reading = readFileItems(file)
  let defects: Defect[] = []
  let records = 0
  let told = Date.now()
  const part = (prepared: Prepared, isLast: boolean): Part => ({
    prepared,
    defects,
    records,
    bytes: reading.bytesRead(),
    isLast,
  })
  for await (const item of reading.items) {
    if ('defect' in item) defects.push(item.defect)
    else {
      preparer.add(item.record)
      records += 1
    }
    const isFull = preparer.isFull()
    if (!isFull && defects.length < mostDefects && Date.now() - told < mostSilentMs) continue
    yield part(isFull ? preparer.take() : nothing, false)
    defects = []
    told = Date.now()
  }
  yield part(preparer.take(), true)
}
