import type { Node } from '../context.ts'
import type { Progress } from './progress.ts'

interface Row {
  readonly records?: number
  readonly bytes?: number
  readonly totalBytes?: number
}

const intervalMs = 250

/** Tells how far an import is, by what it writes down itself, until the function it gives is called. */
export function watchImport(node: Node, batch: string, progress: Progress): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const found = await node.database.pool.query<{ progress: Row }>(
      'select progress from batch where wire = $1',
      [batch],
    )
    const row = found.rows[0]?.progress
    if (row)
      progress.tell(row.bytes ?? 0, row.totalBytes, `${(row.records ?? 0).toLocaleString('en')} records`)
  }
  const timer = setInterval(() => {
    // What is told is not worth failing an import for.
    running = running.then(look).catch(() => undefined)
  }, intervalMs)
  return async () => {
    clearInterval(timer)
    await running
    progress.end()
  }
}
