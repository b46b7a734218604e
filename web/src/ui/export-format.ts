import type { ExportRequest } from '../api/wire.ts'

export type ExportFormat = ExportRequest['format']

/** Names of formats, which are the same in every language. */
export const formatLabels: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  stix: 'STIX 2.1',
  ftm: 'FollowTheMoney',
  misp: 'MISP',
}
