import { useLingui } from '@lingui/react/macro'
import { consentPurposes, erasureRefusals, retentionClasses, retentionEvents } from '@shield/core'

import type { SubjectFile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { actWords, ruleName } from '../../ui/kept-words.ts'

/** What left, until when the rest is kept, and what was refused, line by line: the screen and the sheet say the same. */
export interface Kept {
  readonly givenOut: readonly string[]
  readonly kept: readonly string[]
  readonly refused: readonly string[]
}

export function useKept(file: SubjectFile): Kept {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const kept = useKeptLines(file)
  return {
    givenOut: file.givenOut.map((one) =>
      [
        say(one.to),
        say(consentPurposes[one.purpose]),
        one.withIdentity ? t`with the name` : t`under a code, without the name`,
        t`let go ${instant(one.releasedAt)}`,
        one.takenAt === undefined ? t`nobody has fetched it yet` : t`fetched ${instant(one.takenAt)}`,
        ...(one.recalledAt === undefined ? [] : [t`to be deleted there since ${instant(one.recalledAt)}`]),
        ...(one.toldAt === undefined ? [] : [t`told so ${instant(one.toldAt)}`]),
      ].join(' · '),
    ),
    kept,
    refused: file.refused.map(
      ({ at, ground }) => `${t`Erasing was refused ${instant(at)}`} · ${say(erasureRefusals[ground])}`,
    ),
  }
}

function useKeptLines({ kept }: SubjectFile): readonly string[] {
  const { t } = useLingui()
  const { say, when, instant, number } = useLanguage()
  if (kept === undefined) return []
  const years = number(kept.years)
  return [
    `${t`until ${when(kept.dueOn)}`} · ${t(actWords[kept.act])}`,
    t`Counted from: ${say(retentionEvents[kept.event])}, ${instant(kept.eventAt)}`,
    [say(retentionClasses[kept.class]), t`${years} years`, ruleName(t, kept.rule), kept.cites]
      .filter(Boolean)
      .join(' · '),
    ...(kept.isHeld ? [t`Kept longer: somebody who may stop the clock has stopped it`] : []),
  ]
}
