import type { ImportView } from '../../api/wire.ts'

export const stages = ['file', 'preview', 'try', 'run', 'result'] as const
export type Stage = (typeof stages)[number]

type Stand = Pick<ImportView, 'state' | 'dryRun'>

/** Where an import stands among the five steps. */
export function stageOf({ state, dryRun }: Stand): Stage {
  switch (state) {
    case 'uploaded':
      return 'preview'
    case 'previewed':
      return 'try'
    case 'done':
    case 'undone':
      return 'result'
    case 'queued':
    case 'running':
    case 'failed':
    case 'cancelled':
      return dryRun ? 'try' : 'run'
  }
}

/** Is its job waiting or at work? */
export function isMoving({ state }: Pick<ImportView, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

/** Cancelled, while its job still takes back what it had written: it can't be started before that ends. */
export function isStopping({ state, finishedAt }: Pick<ImportView, 'state' | 'finishedAt'>): boolean {
  return state === 'cancelled' && finishedAt === undefined
}

/** Nothing of it stands in the database, so columns may be changed and it may be started. */
export function isOpen({ state }: Pick<ImportView, 'state'>): boolean {
  return ['uploaded', 'previewed', 'failed', 'cancelled'].includes(state)
}

/** How much of the file is read, 0 to 100; a job that waits or a file without bytes is at 0. */
export function percentOf({ progress }: Pick<ImportView, 'progress'>): number {
  const { bytes, totalBytes } = progress
  return totalBytes === 0 ? 0 : Math.min(100, Math.floor((bytes / totalBytes) * 100))
}
