import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Handling, Pap, Tlp, Zone } from '@shield/core'

export const zoneWords: Record<Zone | 'oversight', MessageDescriptor> = {
  open: msg`Open`,
  enforcement: msg`Enforcement`,
  protection: msg`Protection`,
  consular: msg`Consular`,
  oversight: msg`Oversight`,
}

export const levelWords: readonly MessageDescriptor[] = [
  msg`Open`,
  msg`Restricted`,
  msg`Confidential`,
  msg`Secret`,
]

export const handlingWords: Record<Handling, MessageDescriptor> = {
  H0: msg`No special handling`,
  H1: msg`Not in court without the owner's permission`,
  H2: msg`Ask the owner before any use`,
  H3: msg`Special conditions: read the text of the legal basis`,
}

export const tlpWords: Record<Tlp, MessageDescriptor> = {
  CLEAR: msg`may be shared with everybody`,
  GREEN: msg`may be shared within the community`,
  AMBER: msg`only within the organisation and those it must warn`,
  'AMBER+STRICT': msg`only within the organisation`,
  RED: msg`only for the people who received it`,
}

export const papWords: Record<Pap, MessageDescriptor> = {
  CLEAR: msg`any lawful action`,
  GREEN: msg`quiet checks that touch nobody`,
  AMBER: msg`only watching, nothing that reaches them`,
  RED: msg`nothing that could be noticed`,
}
