import type { KindName, PropertyName } from '@shield/core'

export interface Observed {
  readonly kind: KindName
  readonly property: PropertyName
  readonly value: string
}

const paths: Readonly<Record<string, readonly [KindName, PropertyName]>> = {
  'domain-name:value': ['Domain', 'domain'],
  'url:value': ['Website', 'website'],
  'ipv4-addr:value': ['NetworkAddress', 'ipAddress'],
  'ipv6-addr:value': ['NetworkAddress', 'ipAddress'],
  'email-addr:value': ['EmailAddress', 'email'],
  'phone-number:value': ['SimCard', 'phone'],
  'cryptocurrency-wallet:value': ['CryptoWallet', 'walletAddress'],
  'cryptocurrency-wallet:address': ['CryptoWallet', 'walletAddress'],
  'bank-account:iban': ['BankAccount', 'iban'],
  'bank-account:account_number': ['BankAccount', 'accountNumber'],
  'user-account:user_id': ['UserAccount', 'userId'],
  'user-account:account_login': ['UserAccount', 'username'],
}

const comparison = /(NOT\s+)?([a-z0-9-]+:[\w.'-]+?)\s*=\s*'((?:[^'\\]|\\.)*)'/g

/** Things a STIX pattern names outright by `=`; what it asks with NOT, LIKE or MATCHES names nothing. */
export function observedIn(pattern: string): readonly Observed[] {
  return [...pattern.matchAll(comparison)].flatMap(([, not, path = '', raw = '']) => {
    if (not !== undefined) return []
    const value = raw.replaceAll(/\\(.)/g, '$1')
    if (/^(?:file|artifact):hashes\./.test(path)) return [{ kind: 'Observable', property: 'fileHash', value }]
    const found = Object.hasOwn(paths, path) ? paths[path] : undefined
    return found ? [{ kind: found[0], property: found[1], value }] : []
  })
}
