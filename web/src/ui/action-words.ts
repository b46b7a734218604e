import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

/** The acts of the audit in words; one that a later node adds is shown by its code. */
export const actionWords: Readonly<Record<string, MessageDescriptor>> = {
  'session.started': msg`signed in`,
  'session.ended': msg`signed out`,
  'session.purpose': msg`stated a purpose`,
  'search.run': msg`searched`,
  'entity.read': msg`opened a profile`,
  'record.read': msg`read a record`,
  'graph.expand': msg`expanded the chart`,
  'import.run': msg`ran an import`,
  'import.undo': msg`undid an import`,
  'judgement.made': msg`judged a pair`,
  'judgement.withdrawn': msg`withdrew a judgement`,
  'release.sent': msg`sent a release`,
  'release.recalled': msg`recalled a release`,
  'role.granted': msg`approved a role`,
  'role.revoked': msg`revoked a role`,
  'audit.read': msg`read the audit`,
}
