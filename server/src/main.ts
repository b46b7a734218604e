import { runCommand } from './cli/run-command.ts'

/** The composition root: the first word of the command line says what this process is. */
process.exitCode = await runCommand(process.argv.slice(2))
