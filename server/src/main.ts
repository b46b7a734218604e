import { ConfigFault } from './config.ts'
import { commands, findCommand, usage } from './cli/index.ts'
import { CommandFault } from './cli/command.ts'

/** The composition root: the first word of the command line says what this process is. Exit 0 done, 1 failed, 2 misused. */
const [name, ...rest] = process.argv.slice(2)

if (name === undefined || name === 'help' || name === '--help') {
  console.log(usage(commands))
  process.exitCode = name === undefined ? 2 : 0
} else {
  process.exitCode = await runCommand(name, rest)
}

async function runCommand(name: string, rest: readonly string[]): Promise<number> {
  const found = findCommand(name, rest)
  if (!found) {
    console.error(`shield: there is no command "${name}"\n\n${usage(commands)}`)
    return 2
  }
  if (found.rest.includes('--help')) {
    console.log(found.command.usage)
    return 0
  }
  try {
    return await found.command.run(found.rest)
  } catch (error) {
    if (error instanceof CommandFault || error instanceof ConfigFault) {
      console.error(`shield: ${error.message}`)
      return error instanceof CommandFault ? error.exitCode : 2
    }
    if (error instanceof TypeError && (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
      console.error(`shield: ${error.message}\n\n${found.command.usage}`)
      return 2
    }
    throw error
  }
}
