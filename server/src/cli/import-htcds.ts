import { readFile } from 'node:fs/promises'

import type { CaseFileReport } from '@shield/contract'

import { checkCases, takeCases } from '../modules/figures/index.ts'
import { permit } from '../permit.ts'
import { asPerson } from './as-person.ts'
import type { Node } from '../context.ts'

interface Chosen {
  readonly arrival: string
  readonly path: string
  readonly dryRun: boolean
  readonly person?: string | undefined
  readonly purpose?: string | undefined
}

/** Takes a file of HTCDS cases to a board in the name of a case worker, or tries it. Nothing of the file is laid anywhere. */
export async function importHtcds(
  node: Node,
  { arrival, path, dryRun, ...who }: Chosen,
): Promise<CaseFileReport> {
  const content = await readFile(path)
  return asPerson(node, who, (ctx) => {
    permit(ctx, 'identity.seal', 'node')
    return dryRun ? checkCases(ctx, arrival, content) : takeCases(ctx, arrival, content)
  })
}

/** The report of what became of the file, or would, case by case and field by field. */
export function htcdsReport(report: CaseFileReport, dryRun: boolean): readonly string[] {
  const known = report.cases.filter(({ outcome }) => outcome === 'known')
  const made = report.cases.length - known.length
  return [
    `${made} cases ${dryRun ? 'would be taken' : 'taken'}, HTCDS ${report.version}${report.version === '1.0' ? ' (four boxes of consent read as one)' : ''}`,
    ...(known.length > 0 && made === 0 ? ['this file was taken before: nothing of it is new'] : []),
    ...known.map((one) => `case ${one.case}: taken before${one.code === undefined ? '' : ` as ${one.code}`}`),
    ...report.faults.map((fault) => `case ${fault.case} ${fault.field}: left out, ${fault.hint.en}`),
    ...report.unknown.map((field) => `${field}: no field of the standard, left out`),
    ...report.missing.map((field) => `${field}: a core field that no case has`),
    ...report.fields.map(
      ({ field, fate, why, cases = 0 }) => `${field}: ${fate} of ${cases} cases. ${why.en}`,
    ),
  ]
}
