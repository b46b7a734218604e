import { readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

import { root } from './run-step.ts'

/** Which workspace may import which. What is not listed is forbidden. */
const workspaces: Readonly<Record<string, readonly string[]>> = {
  core: [],
  engine: ['core'],
  formats: ['core'],
  contract: ['core'],
  world: ['core'],
  server: ['core', 'engine', 'formats', 'contract', 'world'],
  web: ['core', 'contract'],
  e2e: ['core', 'contract', 'world', 'server'],
  scripts: ['core', 'engine', 'formats', 'contract', 'world', 'server'],
}

/** Rooms of the server and what each may look into. `shared` is the files right under src. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  store: [],
  policy: [],
  audit: ['store', 'shared'],
  shared: ['store', 'policy', 'audit', 'federation', 'modules', 'http', 'jobs', 'peer', 'cli'],
  federation: ['store', 'audit', 'shared'],
  peer: ['store', 'policy', 'audit', 'federation', 'shared'],
  modules: ['store', 'policy', 'audit', 'federation', 'peer', 'shared'],
  jobs: ['store', 'modules', 'peer', 'shared'],
  http: ['store', 'policy', 'audit', 'modules', 'shared'],
  cli: ['store', 'policy', 'audit', 'federation', 'peer', 'modules', 'http', 'shared'],
}

/** Edges between modules, importer to imported; always through index.ts. */
export const moduleEdges: readonly (readonly [string, string])[] = [
  ['break-glass', 'identity'],
  ['break-glass', 'protection'],
  ['care', 'consent'],
  ['care', 'interview'],
  ['care', 'protection'],
  ['complaints', 'protection'],
  ['consent', 'exchange'],
  ['consent', 'protection'],
  ['determination', 'consent'],
  ['determination', 'protection'],
  ['determination', 'words'],
  ['evacuation', 'identity'],
  ['evacuation', 'vault'],
  ['exchange', 'linking'],
  ['exchange', 'registry'],
  ['figures', 'protection'],
  ['give-out', 'consent'],
  ['give-out', 'figures'],
  ['give-out', 'protection'],
  ['graph', 'registry'],
  ['intake', 'registry'],
  ['interview', 'consent'],
  ['interview', 'protection'],
  ['interview', 'words'],
  ['leads', 'identity'],
  ['leads', 'registry'],
  ['leads', 'search'],
  ['linking', 'registry'],
  ['matching', 'exchange'],
  ['matching', 'identity'],
  ['matching', 'leads'],
  ['matching', 'registry'],
  ['misp', 'identity'],
  ['misp', 'intake'],
  ['misp', 'outlet'],
  ['misp', 'search'],
  ['non-punishment', 'consent'],
  ['non-punishment', 'determination'],
  ['non-punishment', 'interview'],
  ['non-punishment', 'protection'],
  ['non-punishment', 'registry'],
  ['non-punishment', 'words'],
  ['notice', 'break-glass'],
  ['notice', 'care'],
  ['notice', 'complaints'],
  ['notice', 'determination'],
  ['notice', 'exchange'],
  ['notice', 'figures'],
  ['notice', 'give-out'],
  ['notice', 'identity'],
  ['notice', 'intake'],
  ['notice', 'interview'],
  ['notice', 'leads'],
  ['notice', 'linking'],
  ['notice', 'matching'],
  ['notice', 'non-punishment'],
  ['notice', 'oversight'],
  ['notice', 'partners'],
  ['notice', 'protection'],
  ['notice', 'registry'],
  ['notice', 'requests'],
  ['notice', 'retention'],
  ['notice', 'returns'],
  ['notice', 'search'],
  ['notice', 'subject'],
  ['offline', 'consent'],
  ['offline', 'interview'],
  ['offline', 'protection'],
  ['offline', 'words'],
  ['outlet', 'identity'],
  ['outlet', 'search'],
  ['oversight', 'registry'],
  ['partners', 'exchange'],
  ['partners', 'matching'],
  ['requests', 'exchange'],
  ['requests', 'registry'],
  ['returns', 'care'],
  ['retention', 'exchange'],
  ['retention', 'offline'],
  ['retention', 'protection'],
  ['retention', 'words'],
  ['returns', 'consent'],
  ['returns', 'determination'],
  ['returns', 'protection'],
  ['returns', 'words'],
  ['search', 'registry'],
  ['subject', 'break-glass'],
  ['subject', 'care'],
  ['subject', 'consent'],
  ['subject', 'exchange'],
  ['subject', 'give-out'],
  ['subject', 'non-punishment'],
  ['subject', 'protection'],
  ['subject', 'retention'],
  ['subject', 'returns'],
  ['taxii', 'identity'],
  ['taxii', 'intake'],
  ['taxii', 'misp'],
  ['taxii', 'outlet'],
  ['taxii', 'search'],
]

/** Files right under server/src that a room of the ground floor may not need: the composition. */
const composition = ['main.ts', 'start-node.ts', 'build-node.ts', 'served.ts', 'messages.ts', 'testing.ts']

export interface Breach {
  readonly file: string
  readonly imports: string
  readonly rule: string
}

/** Every import of the tree against the rules above. */
export function breachesOf(file: string, text: string): readonly Breach[] {
  const breaches: Breach[] = []
  const breach = (imports: string, rule: string): void => void breaches.push({ file, imports, rule })
  const workspace = file.split('/')[0] ?? ''
  for (const found of text.matchAll(
    /^(?:import|export)\s(?:[^'"=;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gms,
  )) {
    const target = found[1] ?? found[2] ?? ''
    const shield = /^@shield\/([a-z]+)/.exec(target)?.[1]
    if (shield !== undefined && shield !== workspace && !(workspaces[workspace] ?? []).includes(shield))
      breach(target, `${workspace} may not depend on ${shield}`)
    const path = target.startsWith('.')
      ? relative(root, join(root, dirname(file), target))
      : target.startsWith('#')
        ? `server/src/${target.slice(1)}`
        : undefined
    if (path === undefined) continue
    if (path.split('/')[0] !== workspace && workspace !== 'scripts' && workspace !== 'e2e')
      breach(target, 'another workspace is imported by its name, not by a path')
    if (file.startsWith('server/src/') && path.startsWith('server/src/'))
      serverBreaches(file, path, target, breach)
    if (file.startsWith('web/src/') && path.startsWith('web/src/')) webBreaches(file, path, target, breach)
  }
  return breaches
}

type Report = (imports: string, rule: string) => void

function roomOf(path: string): string {
  const room = path.split('/')[2] ?? ''
  return room.endsWith('.ts') ? 'shared' : room
}

function serverBreaches(file: string, path: string, target: string, breach: Report): void {
  if (file.endsWith('.test.ts') || file.endsWith('testing.ts')) return
  const from = roomOf(file)
  const to = roomOf(path)
  if (from === 'shared') return
  if (from !== to && !(rooms[from] ?? []).includes(to)) breach(target, `${from} may not look into ${to}`)
  if (to === 'shared' && from !== 'cli' && composition.includes(path.split('/')[2] ?? ''))
    breach(target, 'nobody but main and the commands composes a node')
  if (from !== 'modules' && to !== 'modules') return
  const own = from === 'modules' ? file.split('/')[3] : ''
  const other = to === 'modules' ? path.split('/')[3] : ''
  if (to !== 'modules' || own === other) return
  if (!/^server\/src\/modules\/[a-z-]+\/index\.ts$/.test(path))
    breach(target, 'a module is entered through its index.ts')
  if (from === 'modules' && !moduleEdges.some(([a, b]) => a === own && b === other))
    breach(target, `the edge ${own} → ${other} is not listed`)
}

function webBreaches(file: string, path: string, target: string, breach: Report): void {
  const feature = /^web\/src\/features\/([a-z-]+)\//
  const own = feature.exec(file)?.[1]
  const other = feature.exec(path)?.[1]
  if (own !== undefined && other !== undefined && own !== other)
    breach(target, `the feature ${own} looks into ${other}`)
  if (/^web\/src\/(ui|api|language)\//.test(file) && other !== undefined)
    breach(target, 'controls know no feature')
}

export async function sourceFiles(): Promise<readonly string[]> {
  const found: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'fixtures'].includes(entry.name)) await walk(path)
      } else if (/\.tsx?$/.test(entry.name)) found.push(path)
    }
  }
  for (const workspace of Object.keys(workspaces)) await walk(workspace)
  return found
}

if (import.meta.main) {
  const files = await sourceFiles()
  const breaches = (
    await Promise.all(files.map(async (file) => breachesOf(file, await readFile(join(root, file), 'utf8'))))
  ).flat()
  for (const { file, imports, rule } of breaches) console.log(`${file}: imports ${imports}: ${rule}`)
  console.log(`boundaries: ${files.length} files looked at, ${breaches.length} breaches`)
  // A check that looks at nothing is green for the wrong reason.
  process.exitCode = breaches.length > 0 || files.length < 250 ? 1 : 0
}
