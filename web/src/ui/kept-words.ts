import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { RetentionRow } from '../api/wire.ts'

export const actWords: Record<RetentionRow['clock']['act'], MessageDescriptor> = {
  review: msg`Then somebody looks whether it is still needed`,
  erase: msg`Then it is to be erased, unless something speaks against it`,
}

const shipped = 'shipped '

/** A country's rules go by its code and their version; those that are shipped are called what they are. */
export function ruleName(t: (one: MessageDescriptor) => string, name: string): string {
  return name.startsWith(shipped)
    ? `${t(msg`Draft shipped with this release, version`)} ${name.slice(shipped.length)}`
    : name
}
