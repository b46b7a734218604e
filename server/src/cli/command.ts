import { readFile } from 'node:fs/promises'

/** One command of `bin/shield`. `run` gets the words after the name and gives the exit code. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** The whole `--help` text. */
  readonly usage: string
  readonly run: (args: readonly string[]) => Promise<number>
}

/** What the person at the keyboard can mend: told in one line, without a stack. */
export class CommandFault extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

/** A file that an option names. */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFault(`${file} ${unreadable(error)}`)
  })
}

/** Why a file can't be read, in words. */
export function unreadable(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'is not there'
    case 'EISDIR':
      return 'is a folder, not a file'
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by you'
    default:
      return `can't be read (${error.code ?? 'unknown'})`
  }
}
