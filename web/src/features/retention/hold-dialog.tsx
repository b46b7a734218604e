import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Stack } from '@mantine/core'
import { holdGrounds } from '@shield/core'
import type { HoldGround } from '@shield/core'
import { useState } from 'react'

import type { PlaceHold } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { DayField, dayIn } from '../../ui/day-field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'

const grounds = Object.keys(holdGrounds) as HoldGround[]
export const usualDays = 180

interface HoldDialogProps {
  readonly close: () => void
  readonly isActing: boolean
  readonly error: Error | null
  readonly place: (hold: PlaceHold) => void
  /** What stands first. */
  readonly usual?: HoldGround
}

/** On which ground, until when and why nobody erases a person. */
export function HoldDialog({ close, isActing, error, place, usual = 'criminal-case' }: HoldDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [id] = useState(() => crypto.randomUUID())
  const [ground, setGround] = useState<HoldGround>(usual)
  const [until, setUntil] = useState<string | undefined>(() => dayIn(usualDays))
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Stop the clock`}
      act={t`Stop it`}
      label={t`Why, and who asked for it`}
      note={t`Sealed with what is held of the person.`}
      isActing={isActing}
      error={error}
      decide={(reason) => place({ id, ground, until: until ?? '', reason })}
    >
      <Stack gap="sm">
        <Trans>Until that day nobody erases this person, also when the person asks for it.</Trans>
        <NativeSelect
          label={t`Ground`}
          value={ground}
          onChange={(event) => setGround(grounds.find((one) => one === event.currentTarget.value) ?? usual)}
          data={grounds.map((value) => ({ value, label: say(holdGrounds[value]) }))}
        />
        <DayField label={t`Until, at most a year away`} day={until} setDay={setUntil} />
      </Stack>
    </ReasonDialog>
  )
}

interface EndHoldDialogProps {
  readonly close: () => void
  readonly isActing: boolean
  readonly error: Error | null
  readonly end: (reason: string) => void
}

/** Why a hold is not needed any more. */
export function EndHoldDialog({ close, isActing, error, end }: EndHoldDialogProps) {
  const { t } = useLingui()
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`End the hold`}
      act={t`End it`}
      isActing={isActing}
      error={error}
      decide={end}
    >
      <Trans>The clock runs on from where it stood. What has come due meanwhile is due at once.</Trans>
    </ReasonDialog>
  )
}
