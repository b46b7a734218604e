/** Who holds the root keys of the vault. */
export type CustodySettings =
  | {
      readonly kind: 'file'
      /** File with the passphrase of the custody file. */
      readonly passphraseFile: string
    }
  | {
      readonly kind: 'pkcs11'
      readonly library: string
      readonly token: string
      readonly pinFile: string
    }
  | {
      readonly kind: 'openbao'
      readonly url: string
      readonly tokenFile: string
      readonly mount: string
      readonly caFile?: string
    }

export interface VaultConfig {
  /** The vault is a process of its own: where it listens, and the file with the secret both know. */
  readonly apart?: { readonly url: string; readonly secretFile: string }
  /** Absent: in training a passphrase that the first start makes; in production the vault stays closed. */
  readonly custody?: CustodySettings
}

/** The settings of the vault; undefined where there are none. */
export function readVault(environment: NodeJS.ProcessEnv, faults: string[]): VaultConfig | undefined {
  const apart = readApart(environment, faults)
  const custody = readCustody(environment, faults)
  if (!apart && !custody) return undefined
  return { ...(apart ? { apart } : {}), ...(custody ? { custody } : {}) }
}

function readApart(environment: NodeJS.ProcessEnv, faults: string[]): VaultConfig['apart'] {
  const url = environment['SHIELD_VAULT_URL'] ?? ''
  const secretFile = environment['SHIELD_VAULT_SECRET_FILE'] ?? ''
  if (url === '') return undefined
  if (!isSafeUrl(url)) faults.push('SHIELD_VAULT_URL must be https, or http on 127.0.0.1')
  if (secretFile === '')
    faults.push('SHIELD_VAULT_SECRET_FILE is missing: the vault answers nobody without its secret')
  return { url, secretFile }
}

function readCustody(environment: NodeJS.ProcessEnv, faults: string[]): CustodySettings | undefined {
  const found = [
    readFileCustody(environment),
    readPkcs11(environment, faults),
    readOpenBao(environment, faults),
  ].flatMap((one) => one ?? [])
  if (found.length > 1)
    faults.push(
      'the vault has one custodian: SHIELD_VAULT_PASSPHRASE_FILE, SHIELD_VAULT_PKCS11_… or SHIELD_VAULT_OPENBAO_…',
    )
  return found[0]
}

function readFileCustody(environment: NodeJS.ProcessEnv): CustodySettings | undefined {
  const passphraseFile = environment['SHIELD_VAULT_PASSPHRASE_FILE'] ?? ''
  return passphraseFile === '' ? undefined : { kind: 'file', passphraseFile }
}

function readPkcs11(environment: NodeJS.ProcessEnv, faults: string[]): CustodySettings | undefined {
  const names = [
    'SHIELD_VAULT_PKCS11_LIBRARY',
    'SHIELD_VAULT_PKCS11_TOKEN',
    'SHIELD_VAULT_PKCS11_PIN_FILE',
  ] as const
  const [library = '', token = '', pinFile = ''] = names.map((name) => environment[name] ?? '')
  if (library === '' && token === '' && pinFile === '') return undefined
  for (const name of names) if ((environment[name] ?? '') === '') faults.push(`${name} is missing`)
  return { kind: 'pkcs11', library, token, pinFile }
}

function readOpenBao(environment: NodeJS.ProcessEnv, faults: string[]): CustodySettings | undefined {
  const url = environment['SHIELD_VAULT_OPENBAO_URL'] ?? ''
  const tokenFile = environment['SHIELD_VAULT_OPENBAO_TOKEN_FILE'] ?? ''
  const caFile = environment['SHIELD_VAULT_OPENBAO_CA_FILE'] ?? ''
  if (url === '') return undefined
  if (!isSafeUrl(url)) faults.push('SHIELD_VAULT_OPENBAO_URL must be https, or http on 127.0.0.1')
  if (tokenFile === '') faults.push('SHIELD_VAULT_OPENBAO_TOKEN_FILE is missing')
  const mount = environment['SHIELD_VAULT_OPENBAO_MOUNT'] ?? 'transit'
  return { kind: 'openbao', url, tokenFile, mount, ...(caFile === '' ? {} : { caFile }) }
}

function isSafeUrl(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1')
}
