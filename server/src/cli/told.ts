import pg from 'pg'

import { ConfigFault } from '../config.ts'
import { Problem, problemKinds } from '../problem.ts'
import { CommandFault } from './command.ts'

/** How a command that did not work says why, and the exit code: 1 failed, 2 misused. */
export interface Told {
  readonly text: string
  readonly exitCode: number
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN']

/** Every fault in words, without a stack: the place of a fault is for SHIELD_LOG=debug. */
export function told(error: unknown, usage: string): Told {
  if (error instanceof CommandFault) return { text: error.message, exitCode: error.exitCode }
  if (error instanceof ConfigFault) return { text: error.message, exitCode: 2 }
  if (error instanceof Problem) return { text: problemText(error), exitCode: 1 }
  if (error instanceof pg.DatabaseError) return { text: databaseText(error), exitCode: 1 }
  const { code, message } = asError(error)
  if (code?.startsWith('ERR_PARSE_ARGS')) return { text: `${message}\n\n${usage}`, exitCode: 2 }
  if (code !== undefined && unreachable.includes(code))
    return {
      text: `the database does not answer (${code}): is DATABASE_URL right, and the server up?`,
      exitCode: 1,
    }
  return { text: message === '' ? 'it failed' : message, exitCode: 1 }
}

function problemText({ code, detail, pointers }: Problem): string {
  const places = pointers.map((one) => `${one.pointer}: ${one.hint}`)
  return [problemKinds[code].title.en, ...(detail ? [detail.en] : []), ...places].join('; ')
}

/** PostgreSQL puts values into its messages: only those about the connection itself are shown. */
function databaseText(error: pg.DatabaseError): string {
  const { code = '' } = error
  const isSafe = ['08', '28', '3D', '53', '57'].some((kind) => code.startsWith(kind))
  return isSafe ? `the database says: ${error.message}` : `the database refused it (${code})`
}

function asError(error: unknown): { readonly code: string | undefined; readonly message: string } {
  // A name with several addresses gives one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const found = first instanceof Error ? (first as NodeJS.ErrnoException) : new Error(String(first))
  return { code: (found as NodeJS.ErrnoException).code, message: found.message }
}
