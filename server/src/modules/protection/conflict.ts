import type { ProtectedPerson } from '@shield/contract'
import { triageFields } from '@shield/core'
import type { Triage, TriageField } from '@shield/core'

/** What an act says of answers that differ; `at` is when it was done. */
export interface Answered {
  readonly kind: string
  readonly body: { readonly triage?: Triage }
  readonly conflicts: readonly TriageField[]
  readonly at: Date
  readonly by: string
  readonly organisation: string
}

export type OpenConflict = ProtectedPerson['openConflicts'][number]

/** Answers that stood against another when they came and were not settled since; acts in their order. */
export function openConflicts(acts: readonly Answered[]): readonly OpenConflict[] {
  const open = new Map<TriageField, OpenConflict[]>()
  for (const { kind, body, conflicts, at, by, organisation } of acts) {
    if (kind === 'settled')
      for (const field of triageFields) if (body.triage?.[field] !== undefined) open.delete(field)
    for (const field of conflicts) {
      const brought = { [field]: body.triage?.[field] } as OpenConflict['brought']
      open.set(field, [
        ...(open.get(field) ?? []),
        { field, brought, at: at.toISOString(), by, organisation },
      ])
    }
  }
  return triageFields.flatMap((field) => open.get(field) ?? [])
}
