import { open, readFile } from 'node:fs/promises'

/** One command of `bin/shield`. `run` gets the words after the name and gives the exit code. */
export interface Command {
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

/** Refuses a file that can't be read, before any work is done for it. */
export async function checkFile(file: string): Promise<void> {
  try {
    const opened = await open(file, 'r')
    const { isFile } = await opened.stat().then((found) => ({ isFile: found.isFile() }))
    await opened.close()
    if (!isFile) throw new CommandFault(`${file} is a folder, not a file`)
  } catch (error) {
    if (error instanceof CommandFault) throw error
    throw new CommandFault(`${file} ${unreadable(error as NodeJS.ErrnoException)}`)
  }
}

/** Why a file can't be read, in words. */
function unreadable(error: NodeJS.ErrnoException): string {
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
