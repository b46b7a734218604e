import { commands, commandsOf, findCommand, usage } from './cli/index.ts'
import { told } from './cli/told.ts'

/** The composition root: the first word of the command line says what this process is. Exit 0 done, 1 failed, 2 misused. */
const [name, ...rest] = process.argv.slice(2)

if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
  console.log(usage(commands))
  process.exitCode = name === undefined ? 2 : 0
} else {
  process.exitCode = await runCommand(name, rest)
}

async function runCommand(name: string, rest: readonly string[]): Promise<number> {
  const found = findCommand(name, rest)
  if (!found) {
    const group = commandsOf(name)
    const isHelp = group.length > 0 && rest.some(asksForHelp)
    if (isHelp) console.log(usage(group))
    else if (group.length > 0) console.error(`shield: say which: ${group.map((one) => one.name).join(', ')}`)
    else console.error(`shield: there is no command "${name}"\n\n${usage(commands)}`)
    return isHelp ? 0 : 2
  }
  if (found.rest.some(asksForHelp)) {
    console.log(found.command.usage)
    return 0
  }
  try {
    return await found.command.run(found.rest)
  } catch (error) {
    const { text, exitCode } = told(error, found.command.usage)
    console.error(`shield: ${text}`)
    if (process.env['SHIELD_LOG'] === 'debug') console.error(error)
    return exitCode
  }
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}
