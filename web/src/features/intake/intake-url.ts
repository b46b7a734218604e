import type { DefectRow, ImportView } from '../../api/wire.ts'
import { chosen, oneOf, textOf } from '../../ui/url.ts'

export type ImportState = ImportView['state']

export const importStates: readonly ImportState[] = [
  'uploaded',
  'previewed',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  'undone',
]

/**
 * What the address of the import screen holds: nothing for the list, `state` to narrow it, `list=feeds` for what is pulled; `step=file` for a new import;
 * `import` for one that is there, `step=preview` to go back to its columns, `weight` for the list of what was wrong.
 */
export interface IntakeUrl {
  readonly list?: 'feeds'
  readonly state?: ImportState
  readonly import?: string
  readonly step?: 'file' | 'preview'
  readonly weight?: DefectRow['weight']
}

export function intakeOf(raw: Record<string, unknown>): IntakeUrl {
  return chosen({
    list: oneOf(raw['list'], ['feeds'] as const),
    state: oneOf(raw['state'], importStates),
    import: textOf(raw['import'], 36),
    step: oneOf(raw['step'], ['file', 'preview'] as const),
    weight: oneOf(raw['weight'], ['rejected', 'warning'] as const),
  })
}
