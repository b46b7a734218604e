import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { FeedView } from '../../api/wire.ts'

/** Why the last pull brought nothing, and what to do. */
export const faultWords: Record<NonNullable<FeedView['fault']>, MessageDescriptor> = {
  'address-wrong': msg`The address can’t be read. Check how it is written.`,
  'host-not-allowed': msg`This node may not ask there any more. Ask whoever runs it.`,
  'private-address': msg`The name leads into a private network, which this node may not ask.`,
  'not-encrypted': msg`The address is not https. Outside the own network only https is asked.`,
  unreachable: msg`The server did not answer. It is tried again by itself.`,
  'too-slow': msg`The server took too long. It is tried again by itself.`,
  'too-large': msg`The answer was too large to take.`,
  redirected: msg`The server sends on to another address. Give that one if you trust it.`,
  refused: msg`The server refused. Check user and password with the other side.`,
  'no-taxii': msg`What answers there is no TAXII 2.1 server.`,
  'no-collection': msg`The server lets none or several collections be read. Give the address of one.`,
  'no-feed': msg`There is no manifest.json: what lies there is no MISP feed.`,
  'not-imported': msg`What came could not be imported. The list of imports says why.`,
}
