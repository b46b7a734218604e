import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Node } from '../context.ts'

const kinds = {
  session: { path: '/', maxAge: undefined },
  // Sent back by the browser that began a sign-in at a provider, and by no other.
  browser: { path: '/api/v1/sign-in', maxAge: 300 },
} as const

type CookieKind = keyof typeof kinds

/** Cookies do not know ports: two nodes of one host share a jar, so the name says whose it is. */
function nameOf(node: Node, kind: CookieKind): string {
  return kind === 'session' ? `shield-${node.name}` : `shield-${node.name}-${kind}`
}

export function readCookie(request: FastifyRequest, node: Node, kind: CookieKind): string | undefined {
  return request.cookies[nameOf(node, kind)]
}

/** Puts a cookie that no script reads and no other site sends along; undefined takes it away. */
export function setCookie(
  reply: FastifyReply,
  node: Node,
  cookie: { readonly kind: CookieKind; readonly value: string | undefined },
): void {
  const { path, maxAge } = kinds[cookie.kind]
  const options = {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: node.config.origin.startsWith('https:'),
  } as const
  const name = nameOf(node, cookie.kind)
  if (cookie.value === undefined) void reply.clearCookie(name, options)
  else void reply.setCookie(name, cookie.value, maxAge === undefined ? options : { ...options, maxAge })
}
