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
