import type { Client } from 'pg'

import type { Finding } from './finding.ts'

/** What keeps the values of rows and questions out of PostgreSQL's own log, which no policy guards. */
const quiet: Readonly<Record<string, string>> = {
  // Otherwise the row that broke a rule stands there whole.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
}

/** Whether the log of the database holds values. */
export async function lookAtLog(client: Client): Promise<Finding> {
  const found = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1) order by name',
    [Object.keys(quiet)],
  )
  const loud = found.rows.filter(({ name, setting }) => quiet[name] !== setting)
  return {
    what: 'database log',
    ok: loud.length === 0,
    say:
      loud.length === 0
        ? 'keeps no values'
        : `holds values of rows: set ${loud.map(({ name }) => `${name} = ${quiet[name] ?? ''}`).join(', ')}`,
  }
}
