import { useLingui } from '@lingui/react/macro'
import type { Marking } from '@shield/core'

import { handlingWords, levelWords, tlpWords, zoneWords } from '../../ui/marking-words.ts'

/** A handling block in one line of words, for the head of a picture: whoever holds the paper has no badge to press. */
export function useHandlingWords(): (marking: Marking) => string {
  const { t } = useLingui()
  return (marking) => {
    const { conditions } = marking
    const level = levelWords[marking.level]
    const parts = [
      `${marking.organisation.toUpperCase()} (${marking.node.toUpperCase()})`,
      t(zoneWords[marking.zone]),
      level ? t(level) : String(marking.level),
      marking.case === '' ? '' : t`only for the case ${marking.case}`,
      `TLP:${conditions.tlp} ${t(tlpWords[conditions.tlp])}`,
      conditions.handling === 'H0' ? '' : `${conditions.handling}: ${t(handlingWords[conditions.handling])}`,
      conditions.noCourtUse ? t`not to be used in court` : '',
      conditions.verifyBeforeUse ? t`check before use` : '',
      conditions.noOnwardTransfer ? t`not to be passed on` : '',
    ]
    return parts.filter((part) => part !== '').join(' · ')
  }
}
