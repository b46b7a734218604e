import type { Purpose } from '@shield/core'
import type { Logger } from 'pino'

import type { Config } from './config.ts'
import type { PeerTls } from './federation/index.ts'
import type { GraphDoor } from './graph-door.ts'
import type { NodeKeys } from './keys.ts'
import type { MessageTable } from './peer/index.ts'
import type { Actor, Policy, Visibility } from './policy/index.ts'
import type { SearchDoor } from './search-door.ts'
import type { Database, Tx } from './store/database.ts'
import type { MarkingBook } from './store/markings.ts'
import type { Urgency } from './urgency.ts'
import type { VaultDoor } from './vault-door.ts'

/** What a node is made of; built once, in main. */
export interface Node {
  readonly name: string
  readonly config: Config
  readonly database: Database
  readonly policy: Policy
  readonly visibility: Visibility
  readonly markings: MarkingBook
  /** Replaced as a whole when a command has rotated one: whoever signs takes it from here each time. */
  readonly keys: NodeKeys
  /** What the door for partners opens with, and what this node shows at theirs; absent: it belongs to no federation. */
  readonly tls: PeerTls | undefined
  /** What is done with each kind of message of a partner. */
  readonly messages: MessageTable
  readonly search: SearchDoor
  readonly graph: GraphDoor
  /** The one port to sealed identities. */
  readonly vault: VaultDoor
  readonly log: Logger
  readonly urgency: Urgency
  /** The one clock of the node's doors: sessions, ceremonies and agreements end by it. */
  readonly now: () => Date
}

/** What an act that nobody signed in for has: a sign-in, a partner's envelope, a job. */
export interface Visit {
  readonly tx: Tx
  readonly node: Node
  readonly now: Date
  readonly requestId: string
}

/** What every use case of a signed-in person has in hand. */
export interface Context extends Visit {
  readonly actor: Actor
  /** The session's id (never its token). */
  readonly session: string
  readonly purpose: Purpose
  readonly reference: string
  /** Bit n: marking n may be read by this actor for this purpose. */
  readonly visible: Uint8Array
}
