import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { rootFolder } from '#store/postgres-programs.ts'

/** Folder of the installed project. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

export interface OidcProvider {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: { readonly en: string; readonly th: string }
}

export interface Config {
  readonly mode: 'training' | 'production'
  /** Absent: the embedded PostgreSQL, never in production. */
  readonly databaseUrl: string | undefined
  /** Everything the node keeps outside the database: uploads, keys, the embedded cluster. */
  readonly dataFolder: string
  readonly node: string
  readonly port: number
  /** Address people type; WebAuthn binds passkeys to its host name. */
  readonly origin: string
  readonly oidc: readonly OidcProvider[]
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Every fault of the configuration at once, so that it is mended in one go. */
export class ConfigFault extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(
      `the configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
}

/** The only reader of the environment. Throws ConfigFault with the full list of what is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  const mode = environment['SHIELD_MODE'] ?? 'training'
  if (mode !== 'training' && mode !== 'production') faults.push('SHIELD_MODE must be training or production')
  const node = environment['SHIELD_NODE'] ?? 'th'
  if (!/^[a-z]{2,12}$/.test(node)) faults.push('SHIELD_NODE must be two to twelve small letters')
  const port = Number(environment['SHIELD_PORT'] ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('SHIELD_PORT must be a port number')
  const databaseUrl = environment['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !URL.canParse(databaseUrl))
    faults.push('DATABASE_URL must be a URL like postgres://user:password@host:5432/name')
  const origin = environment['SHIELD_ORIGIN'] ?? `http://localhost:${port}`
  if (!URL.canParse(origin)) faults.push('SHIELD_ORIGIN must be a URL')
  const oidc = readProviders(environment['SHIELD_OIDC'], faults)
  const logLevel = environment['SHIELD_LOG'] ?? 'warn'
  if (!isLogLevel(logLevel)) faults.push('SHIELD_LOG must be silent, error, warn, info or debug')
  const dataFolder = environment['SHIELD_DATA'] || defaultDataFolder()
  if (mode === 'production') faults.push(...productionFaults(environment, { databaseUrl, origin, oidc }))
  if (faults.length > 0) throw new ConfigFault(faults)
  return {
    mode: mode as Config['mode'],
    databaseUrl,
    dataFolder,
    node,
    port,
    origin: new URL(origin).origin,
    oidc,
    logLevel: logLevel as Config['logLevel'],
  }
}

/** Where a secret is one of these, or shorter, it is none. */
const guessed = ['shield', 'postgres', 'password', 'changeme', 'change-me', 'secret', 'admin', 'root', 'test']
const shortestSecret = 8

function isGuessed(secret: string): boolean {
  return secret.length < shortestSecret || guessed.includes(secret.toLowerCase())
}

function productionFaults(
  environment: NodeJS.ProcessEnv,
  read: Pick<Config, 'databaseUrl' | 'origin' | 'oidc'>,
): readonly string[] {
  const { databaseUrl, origin, oidc } = read
  const faults: string[] = []
  if (databaseUrl === undefined)
    faults.push('DATABASE_URL is missing: production does not run on the embedded PostgreSQL')
  else if (URL.canParse(databaseUrl) && isGuessed(new URL(databaseUrl).password))
    faults.push('DATABASE_URL carries no password, or one that everybody guesses')
  if (oidc.some((provider) => isGuessed(provider.clientSecret)))
    faults.push('SHIELD_OIDC carries a client secret that everybody guesses')
  if (oidc.some((provider) => !provider.issuer.startsWith('https://')))
    faults.push('SHIELD_OIDC names an issuer that is not https')
  if (environment['SHIELD_NODE'] === undefined)
    faults.push('SHIELD_NODE is missing: production says whose node it is')
  if (environment['SHIELD_DATA'] === undefined)
    faults.push('SHIELD_DATA is missing: production keeps keys and uploads in a folder you choose')
  if (environment['SHIELD_ORIGIN'] === undefined || !origin.startsWith('https://'))
    faults.push('SHIELD_ORIGIN is missing or not https: passkeys and cookies need it')
  return faults
}

function readProviders(text: string | undefined, faults: string[]): readonly OidcProvider[] {
  if (text === undefined || text === '') return []
  try {
    const providers: unknown = JSON.parse(text)
    if (Array.isArray(providers) && providers.every(isProvider) && areApart(providers)) return providers
  } catch {
    faults.push('SHIELD_OIDC is not JSON')
    return []
  }
  faults.push(
    'SHIELD_OIDC must be a list of {id, issuer, clientId, clientSecret, name: {en, th}}, each id once and of a-z, 0-9 and -',
  )
  return []
}

function areApart(providers: readonly OidcProvider[]): boolean {
  return new Set(providers.map((provider) => provider.id)).size === providers.length
}

function isProvider(value: unknown): value is OidcProvider {
  if (typeof value !== 'object' || value === null) return false
  const one = value as Record<string, unknown>
  const name = one['name'] as Record<string, unknown> | undefined
  return (
    ['id', 'issuer', 'clientId', 'clientSecret'].every((key) => typeof one[key] === 'string') &&
    /^[a-z0-9-]{1,40}$/.test(String(one['id'])) &&
    URL.canParse(String(one['issuer'])) &&
    typeof name?.['en'] === 'string' &&
    typeof name['th'] === 'string'
  )
}

function isLogLevel(text: string): text is Config['logLevel'] {
  return ['silent', 'error', 'warn', 'info', 'debug'].includes(text)
}

/** In the clone; for root where an ordinary account can reach it, told apart by the clone's own path. */
function defaultDataFolder(): string {
  if (process.getuid?.() !== 0) return join(projectFolder, '.data')
  return join(rootFolder, createHash('sha256').update(projectFolder).digest('hex').slice(0, 12))
}
