import pg from 'pg'

/** What this process asks of its databases, one list of statements for each finished transaction, from `start` on. */
export interface StatementRecorder {
  /** The transactions since the last call, but for those by which the search index keeps up. */
  take(): readonly (readonly string[])[]
  stop(): void
}

export function recordStatements(): StatementRecorder {
  const original = Reflect.get(pg.Client.prototype, 'query') as (...parameters: unknown[]) => unknown
  const open = new Map<unknown, string[]>()
  let finished: string[][] = []
  function recorded(this: unknown, ...parameters: unknown[]): unknown {
    const [first] = parameters
    const text = typeof first === 'string' ? first : String((first as { text?: unknown } | undefined)?.text)
    if (text === 'begin') open.set(this, [])
    open.get(this)?.push(text)
    if (text === 'commit' || text === 'rollback') {
      const statements = open.get(this)
      // One that had begun before `start` is nobody's of these.
      if (statements) finished.push(statements)
      open.delete(this)
    }
    return original.apply(this, parameters)
  }
  pg.Client.prototype.query = recorded as typeof pg.Client.prototype.query
  return {
    take: () => {
      const taken = finished.filter(
        (statements) => !statements.some((one) => one.includes('pg_snapshot_xmin')),
      )
      finished = []
      return taken
    },
    stop: () => {
      pg.Client.prototype.query = original as typeof pg.Client.prototype.query
    },
  }
}
