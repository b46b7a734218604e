import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ImportCounts, ImportView, Reading } from '../../api/wire.ts'
import type { Stage } from './stage.ts'

export const formatWords: Record<ImportView['format'], MessageDescriptor> = {
  csv: msg`Table (CSV)`,
  xlsx: msg`Excel workbook (XLSX)`,
  stix: msg`STIX 2.1 bundle`,
  ftm: msg`FollowTheMoney entities`,
  misp: msg`MISP event`,
  ofac: msg`OFAC sanctions list (CSV)`,
  un: msg`UN sanctions list (XML)`,
  'scam-list': msg`List of scam wallets or domains`,
}

/** What the node can read a table in. */
export const encodingWords: Record<NonNullable<Reading['encoding']>, MessageDescriptor> = {
  'utf-8': msg`UTF-8 (Unicode)`,
  'utf-16le': msg`UTF-16 (Unicode)`,
  'utf-16be': msg`UTF-16 (Unicode), high byte first`,
  'windows-874': msg`Windows-874 (Thai, TIS-620)`,
  'windows-1252': msg`Windows-1252 (Western European)`,
}

export const delimiterWords: Record<NonNullable<Reading['delimiter']>, MessageDescriptor> = {
  ',': msg`comma`,
  ';': msg`semicolon`,
  '\t': msg`tab`,
  '|': msg`vertical bar`,
}

export const stageWords: Record<Stage, MessageDescriptor> = {
  file: msg`Choose the file`,
  preview: msg`Check what it says`,
  try: msg`Try without writing`,
  run: msg`Import`,
  result: msg`Result`,
}

interface CountWords {
  readonly label: MessageDescriptor
  readonly means: MessageDescriptor
}

export const countWords: Record<keyof ImportCounts, CountWords> = {
  new: { label: msg`new`, means: msg`records this source had not stated before` },
  matched: { label: msg`known`, means: msg`records already here, word for word` },
  changed: { label: msg`changed`, means: msg`records that replace an earlier state` },
  conflict: { label: msg`in conflict`, means: msg`records that contradict another of the same version` },
  rejected: { label: msg`rejected`, means: msg`records that could not be read` },
  warnings: { label: msg`warnings`, means: msg`values that are kept as written, but look wrong` },
}
