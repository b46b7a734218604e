import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

import type { EvacuationRow } from '../../api/wire.ts'

export const kindWords: Readonly<Record<EvacuationRow['kind'], MessageDescriptor>> = {
  drill: msg`Drill`,
  real: msg`Evacuation`,
}

export const evacuationStateWords: Readonly<Record<EvacuationRow['state'], MessageDescriptor>> = {
  asked: msg`waits for the second person`,
  agreed: msg`agreed: to be carried out`,
  'under-way': msg`being carried out now`,
  done: msg`done`,
  withdrawn: msg`called off`,
  over: msg`over: nobody carried it out`,
}

export const stageWords: Readonly<Record<NonNullable<EvacuationRow['stage']>, MessageDescriptor>> = {
  close: msg`closing the door`,
  export: msg`writing everything, encrypted`,
  verify: msg`reading it back`,
  prove: msg`bringing it back and comparing`,
  open: msg`opening the door again`,
  stop: msg`stopping the node`,
  revoke: msg`ending every way in`,
  destroy: msg`destroying the keys`,
  wipe: msg`wiping the data`,
  report: msg`signing the report`,
}

export const faultWords: Readonly<Record<NonNullable<EvacuationRow['fault']>, MessageDescriptor>> = {
  full: msg`The disk for the export is full or too small. Put in a larger one.`,
  unopenable: msg`Nobody could open the export: there are no recovery shares of the key in force, and no passphrase. Make shares first.`,
  'vault-elsewhere': msg`The keys of persons lie on another machine. It has to be run there.`,
  differs: msg`What came back differs from what went out. Nothing was destroyed. Tell who runs the node.`,
  'still-runs': msg`A process of the node did not end. It has to be ended at the machine.`,
  other: msg`It stopped; who runs the command sees why.`,
}
