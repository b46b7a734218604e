import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck, IconClockHour4, IconLock } from '@tabler/icons-react'

import { useLanguage } from '../../language/use-language.ts'
import own from './interview.module.css'
import type { Saving } from './saving.ts'

/** Whether the node has everything that was told; told aloud too. */
export function SavedMark({ saving }: { readonly saving: Saving }) {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const { waiting, savedAt, keeper } = saving
  if (keeper === 'device')
    return (
      <span className={own['saved']} role="status" aria-label={t`Saved or not`}>
        <IconLock size={18} aria-hidden />
        {waiting > 0 ? (
          <Trans>Sealed on this device, {number(waiting)} to be sent</Trans>
        ) : (
          <Trans>Everything is sent</Trans>
        )}
      </span>
    )
  return (
    <span className={own['saved']} role="status" aria-label={t`Saved or not`}>
      {waiting > 0 ? (
        <>
          <IconClockHour4 size={18} aria-hidden />
          <Trans>{number(waiting)} not saved yet</Trans>
        </>
      ) : (
        <>
          <IconCheck size={18} aria-hidden />
          {savedAt === undefined ? (
            <Trans>Everything is saved</Trans>
          ) : (
            <span title={instant(savedAt)}>
              <Trans>Saved</Trans>
            </span>
          )}
        </>
      )}
    </span>
  )
}
