import { commands, commandsOf, findCommand, usage } from './index.ts'

/** Runs what the words of a command line ask for. Gives the exit code: 0 done, 1 failed, 2 misused. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || asksForHelp(name)) {
    console.log(usage(commands))
    return name === undefined ? 2 : 0
  }
  const found = findCommand(name, rest)
  if (!found) return withoutCommand(name, rest)
  const command = await found.command.load()
  if (found.rest.some(asksForHelp)) {
    console.log(command.usage)
    return 0
  }
  try {
    return await command.run(found.rest)
  } catch (error) {
    const { told } = await import('./told.ts')
    const { text, exitCode } = told(error, command.usage)
    console.error(`shield: ${text}`)
    if (process.env['SHIELD_LOG'] === 'debug') console.error(error)
    return exitCode
  }
}

/** A word that is none, or that begins several (`audit`). */
function withoutCommand(name: string, rest: readonly string[]): number {
  const group = commandsOf(name)
  if (group.length > 0 && rest.some(asksForHelp)) {
    console.log(usage(group))
    return 0
  }
  if (group.length > 0) console.error(`shield: say which: ${group.map((one) => one.name).join(', ')}`)
  else console.error(`shield: there is no command "${name}"\n\n${usage(commands)}`)
  return 2
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}
