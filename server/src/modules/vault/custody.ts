import type { Secret } from './secret.ts'

/**
 * Who holds the root of the vault. A custodian wraps the keys that wrap the keys of persons; it never sees a person,
 * and the database never sees it. Each generation has a root of its own, so that ending one ends every copy wrapped by it.
 */
export interface KeyCustody {
  readonly kind: 'file' | 'pkcs11' | 'openbao'
  /** Wraps 32 bytes under a root that is made for this generation where there is none. Throws CustodyFault. */
  wrap(generation: number, key: Secret): Promise<Buffer>
  /** Throws CustodyFault where the root is gone or refuses, or what was wrapped was changed. */
  unwrap(generation: number, wrapped: Uint8Array): Promise<Secret>
  /** Destroys the root of a generation; one that is not there is ended already. */
  end(generation: number): Promise<void>
  close(): Promise<void>
}

/** The custodian can't be used; the text says what to mend. */
export class CustodyFault extends Error {}

/** What a wrapped generation key is bound to. */
export const aboutGeneration = (generation: number): string => `generation ${generation}`

/** How the root of a generation is called in a token or a key server that several nodes may share. */
export const rootName = (node: string, generation: number): string => `shield-${node}-${generation}`

/** The words for a root that is not where it should be. */
export const noRoot = (generation: number, place: string): CustodyFault =>
  new CustodyFault(`the root of generation ${generation} is not in ${place}`)
