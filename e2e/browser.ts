import { execFile } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** No browser can be had, in words that say what to do; not a fault of the product. */
export class BrowserMissing extends Error {}

const run = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium: the one `SHIELD_CHROMIUM` names, else one on PATH, else the one that npm brought. */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const chosen = environment['SHIELD_CHROMIUM']
  if (chosen) {
    if (await isProgram(chosen)) return chosen
    throw new BrowserMissing(`SHIELD_CHROMIUM is ${chosen}, and that is no program`)
  }
  for (const folder of (environment['PATH'] ?? '').split(delimiter).filter((one) => one !== ''))
    for (const name of names) if (await isProgram(join(folder, name))) return join(folder, name)
  return unpackChromium()
}

/** Without a display, without a word to anybody but the node; throws BrowserMissing where it can't start. */
export async function openBrowser(path: string): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: path,
      args: [
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--no-pings',
        // Chromium refuses to be sandboxed as root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    })
  } catch (error) {
    throw new BrowserMissing(whyNotStarted(path, error instanceof Error ? error.message : String(error)))
  }
}

/** What to do about a Chromium that does not start. A bare system lacks libraries that the package `chromium` brings. */
function whyNotStarted(path: string, said: string): string {
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(said)?.[1]
  const cure =
    'install Chromium (Debian, Ubuntu: apt-get install chromium), or name one in SHIELD_CHROMIUM, and start again'
  if (library !== undefined) return `${path} lacks the system library ${library}: ${cure}`
  return `${path} did not start: ${cure}. It said: ${said.split('\n').slice(0, 12).join('\n')}`
}

/**
 * The Chromium of the npm package, unpacked once (1.5 s, 215 MB). The package itself unpacks into the machine's temporary
 * folder under a name that anybody may take first and that root leaves closed to others: so it gets a folder of its own.
 */
async function unpackChromium(): Promise<string> {
  const packaged = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const { version } = JSON.parse(await readFile(join(dirname(packaged), '..', 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const folder = fileURLToPath(new URL(`../.cache/chromium-${version}`, import.meta.url))
  const program = join(folder, 'chromium')
  if (await isProgram(program)) return program
  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(`${folder}.`)
  const unpack = `import(${JSON.stringify(packaged)}).then((all) => all.default.executablePath())`
  await run(process.execPath, ['--eval', unpack], { env: { ...process.env, TMPDIR: fresh } })
  // Two runs may unpack at once; the folder of the first stays.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }))
  return program
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
