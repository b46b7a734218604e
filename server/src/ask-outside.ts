import { lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { request as requestPlain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, isIPv4 } from 'node:net'
import type { LookupFunction } from 'node:net'

import type { Outbound } from './config.ts'
import type { Node } from './context.ts'

/** Why nothing was asked, or no answer came. */
export type OutsideFault =
  | 'address-wrong'
  | 'host-not-allowed'
  | 'private-address'
  | 'not-encrypted'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'

export type OutsideAnswer =
  | { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }
  | { readonly fault: OutsideFault }

export interface OutsideRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

const mostBytes = 64 * 2 ** 20

/**
 * Asks a host outside this node: only one that an administrator allowed, at an address that is not private unless that was allowed
 * too, by https except there, and never where an answer wants to send it on: a redirect is an answer like any other. The addresses
 * that were looked at are those that are connected to, so a name that changes its mind in between gains nothing.
 */
export async function askOutside(node: Node, request: OutsideRequest): Promise<OutsideAnswer> {
  const checked = await checkOutside(node.config.outbound, request.url)
  return 'fault' in checked ? checked : ask(checked, request)
}

interface Checked {
  readonly url: URL
  readonly addresses: readonly LookupAddress[]
}

/** May this address be asked, as far as names and numbers tell. */
export async function checkOutside(
  outbound: Outbound | undefined,
  address: string,
): Promise<Checked | { readonly fault: OutsideFault }> {
  if (!URL.canParse(address)) return { fault: 'address-wrong' }
  const url = new URL(address)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.username !== '' || url.password !== '') return { fault: 'address-wrong' }
  if (!outbound?.hosts.some((host) => host === url.host || host === `${url.hostname}:${portOf(url)}`))
    return { fault: 'host-not-allowed' }
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const version = isIP(name)
  const addresses =
    version === 0
      ? await lookup(name, { all: true }).catch(() => [])
      : [{ address: name, family: version } as const]
  if (addresses.length === 0) return { fault: 'unreachable' }
  const isPrivate = addresses.filter((one) => isIn(privateRanges, one.address))
  const allowed = rangesOf(outbound.privateRanges)
  if (isPrivate.some((one) => !isIn(allowed, one.address))) return { fault: 'private-address' }
  if (url.protocol === 'http:' && isPrivate.length < addresses.length) return { fault: 'not-encrypted' }
  return { url, addresses }
}

const portOf = (url: URL): string => (url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port)

function ask({ url, addresses }: Checked, request: OutsideRequest): Promise<OutsideAnswer> {
  const pinned: LookupFunction = (_name, options, done) => {
    const [first] = addresses
    if (options.all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
  const timeout = AbortSignal.timeout(request.timeoutMs)
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
  return new Promise((resolve) => {
    const fail = (): void => resolve({ fault: timeout.aborted ? 'too-slow' : 'unreachable' })
    const send = url.protocol === 'https:' ? requestSecure : requestPlain
    const options = {
      method: request.method,
      headers: request.headers,
      lookup: pinned,
      signal,
      agent: false,
    } as const
    const sent = send(url, options, (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        chunks.push(chunk)
        if (size <= mostBytes) return
        resolve({ fault: 'too-large' })
        sent.destroy()
      })
      answer.once('error', fail)
      answer.once('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) })
      })
    })
    sent.once('error', fail)
    sent.end(request.body)
  })
}

/** Every range that is not of the public internet (IANA special-purpose registries, RFC 6890). */
const privateRanges = rangesOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
])

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits = '0'] = range.split('/')
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? mappedHex(address)
  const plain = mapped ?? address
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

/** `::ffff:7f00:1` is 127.0.0.1 as URLs write it. */
function mappedHex(address: string): string | undefined {
  const found = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (!found) return undefined
  const [high, low] = [found[1], found[2]].map((part) => Number.parseInt(part ?? '0', 16))
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.')
}
