import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { projectFolder } from '../config.ts'
import { CommandFault } from './command.ts'

/** Builds the web app when a source is newer than what was built (3 s). */
export async function buildWeb(tell: (line: string) => void = console.log): Promise<void> {
  const web = join(projectFolder, 'web')
  const built = await stat(join(web, 'dist', 'index.html')).catch(() => undefined)
  if (built && built.mtimeMs > (await newest(join(web, 'src')))) return
  tell('building the web app')
  const child = spawn(
    process.execPath,
    [join(projectFolder, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    {
      cwd: web,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const ended = Promise.withResolvers<number | null>()
  child.once('error', ended.reject)
  child.once('exit', ended.resolve)
  if ((await ended.promise) !== 0) throw new CommandFault('the web app could not be built: see above', 1)
}

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs),
  )
  return Math.max(0, ...times)
}
