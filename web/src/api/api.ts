import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { GlassAsked, Reply, Route, RouteName, Routes } from '@shield/contract'
import { paths } from '@shield/contract/paths'

import { addressOf, route } from './call.ts'
import type { Input, LoadedFile } from './call.ts'

type Shapes<N extends RouteName> = Routes[N] extends Route<infer S> ? S : never

interface Ceremony<Options> {
  readonly ceremony: string
  readonly options: Options
}

/** What WebAuthn passes through has the browser's own types. */
interface Ceremonies {
  readonly glassAsk: Omit<GlassAsked, 'options'> & {
    readonly options?: PublicKeyCredentialRequestOptionsJSON
  }
  readonly passkeyAsk: Ceremony<PublicKeyCredentialRequestOptionsJSON>
  readonly setUpAsk: Ceremony<PublicKeyCredentialCreationOptionsJSON>
}

type Answer<N extends RouteName> = N extends keyof Ceremonies
  ? Ceremonies[N]
  : Shapes<N> extends { readonly transfer: 'download' }
    ? LoadedFile
    : Reply<Shapes<N>>

type Api = {
  readonly [N in RouteName]: (input: Input) => Promise<Answer<N>>
}

/** Every route of the node, from the one table of the contract. */
export const api = Object.fromEntries(
  Object.entries(paths).map(([name, [method, path]]) => [name, route(method, path)]),
) as unknown as Api

/** Where the browser fetches a download by itself, with the session's cookie. */
export function hrefOf(name: RouteName, input: Input): string {
  return addressOf(paths[name][1], input)
}
