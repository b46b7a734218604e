import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { rootFolder } from '#store/postgres-programs.ts'

import { readEvacuation } from './evacuation-settings.ts'
import type { EvacuationConfig } from './evacuation-settings.ts'
import { readVault } from './vault-settings.ts'
import type { VaultConfig } from './vault-settings.ts'

/** Folder of the installed project. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

export interface OidcProvider {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: { readonly en: string; readonly th: string }
}

/** Hosts for feeds and webhooks, given by whoever runs the node. */
export interface Outbound {
  /** `host` or `host:port`. */
  readonly hosts: readonly string[]
  /** Ranges of private addresses (CIDR) that a host may have all the same; only there may it be plain http. */
  readonly privateRanges: readonly string[]
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
  /** Where the door for partners listens; absent: 127.0.0.1, and the port of the address that partners were told. */
  readonly peerHost?: string
  readonly peerPort?: number
  readonly oidc: readonly OidcProvider[]
  /** Where this node may ask by itself; absent: nowhere. */
  readonly outbound?: Outbound
  /** What `feed add` signs in with; never in the words of a command, which every user of the machine can read. */
  readonly feedSecret?: string
  /** How many days a backup of the database is kept: what is recalled is in one for so long. Absent: nobody has said. */
  readonly backupDays?: number
  /** Absent: sealed identities are kept by this process, in training under a passphrase that the first start makes. */
  readonly vault?: VaultConfig
  /** Absent: whoever evacuates says at the machine where to. */
  readonly evacuation?: EvacuationConfig
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
  const peerPort = Number(environment['SHIELD_PEER_PORT'] || '0')
  if (!Number.isInteger(peerPort) || peerPort < 0 || peerPort > 65_535)
    faults.push('SHIELD_PEER_PORT must be a port number')
  const peerHost = environment['SHIELD_PEER_HOST'] ?? ''
  if (peerHost !== '' && isIP(peerHost) === 0) faults.push('SHIELD_PEER_HOST must be an IP address')
  const databaseUrl = environment['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !URL.canParse(databaseUrl))
    faults.push('DATABASE_URL must be a URL like postgres://user:password@host:5432/name')
  const origin = environment['SHIELD_ORIGIN'] ?? `http://localhost:${port}`
  if (!URL.canParse(origin)) faults.push('SHIELD_ORIGIN must be a URL')
  const oidc = readProviders(environment['SHIELD_OIDC'], faults)
  const outbound = readOutbound(environment, faults)
  const vault = readVault(environment, faults)
  const evacuation = readEvacuation(environment, faults)
  const logLevel = environment['SHIELD_LOG'] ?? 'warn'
  if (!isLogLevel(logLevel)) faults.push('SHIELD_LOG must be silent, error, warn, info or debug')
  const backupDays = Number(environment['SHIELD_BACKUP_DAYS'] ?? 'NaN')
  if (environment['SHIELD_BACKUP_DAYS'] !== undefined && (!Number.isInteger(backupDays) || backupDays < 0))
    faults.push('SHIELD_BACKUP_DAYS must be a whole number of days')
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
    ...(peerHost === '' ? {} : { peerHost }),
    ...(peerPort === 0 ? {} : { peerPort }),
    oidc,
    ...(outbound === undefined ? {} : { outbound }),
    ...(environment['SHIELD_FEED_SECRET'] ? { feedSecret: environment['SHIELD_FEED_SECRET'] } : {}),
    ...(Number.isNaN(backupDays) ? {} : { backupDays }),
    ...(vault === undefined ? {} : { vault }),
    ...(evacuation === undefined ? {} : { evacuation }),
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

function readOutbound(environment: NodeJS.ProcessEnv, faults: string[]): Outbound | undefined {
  const list = (name: string): readonly string[] =>
    (environment[name] ?? '')
      .split(',')
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== '')
  const hosts = list('SHIELD_OUTBOUND_HOSTS')
  const privateRanges = list('SHIELD_OUTBOUND_PRIVATE')
  if (hosts.some((host) => !/^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.test(host)))
    faults.push('SHIELD_OUTBOUND_HOSTS must be hosts or host:port, with commas between')
  if (privateRanges.some((range) => !isRange(range)))
    faults.push('SHIELD_OUTBOUND_PRIVATE must be ranges like 10.20.0.0/16, with commas between')
  return hosts.length === 0 ? undefined : { hosts, privateRanges }
}

function isRange(text: string): boolean {
  const [address = '', bits = ''] = text.split('/')
  const version = isIP(address)
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
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
