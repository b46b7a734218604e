import pg from 'pg'

/** What the log may hold of an error: its kind and place, never a value (PostgreSQL puts values into messages). */
export function loggable(error: unknown): Record<string, string> {
  if (error instanceof pg.DatabaseError)
    return {
      kind: 'database',
      code: error.code ?? '',
      table: error.table ?? '',
      constraint: error.constraint ?? '',
    }
  if (!(error instanceof Error)) return { kind: typeof error }
  const place = error.stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
  return { kind: error.name, place: place.trim().replace(/\(?file:\/\/.*\/(?=\w+\/src\/)/, '') }
}
