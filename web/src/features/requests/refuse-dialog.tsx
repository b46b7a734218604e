import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'

import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { oneOf } from '../../ui/url.ts'
import { useActOnRequest } from './queries.ts'
import { refusalWords } from './request-words.ts'

type Code = NonNullable<RequestView['code']>
const codes = Object.keys(refusalWords) as Code[]

interface RefuseDialogProps {
  readonly request: RequestView
  readonly close: () => void
}

/** No, with the reason by code, so that who asked knows which other way there is. */
export function RefuseDialog({ request, close }: RefuseDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [code, setCode] = useState<Code>('law')
  const act = useActOnRequest()
  const partner = say(request.otherName)
  const onSuccess = (): void => {
    close()
    showDone(t`Refused, and told to ${partner}`)
  }
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Refuse this request?`}
      act={t`Refuse`}
      label={t`What they should know`}
      note={t`${partner} reads this.`}
      isActing={act.isPending}
      error={act.error}
      decide={(text) => act.mutate({ id: request.id, act: 'refuse', text, code }, { onSuccess })}
    >
      <Stack gap="sm">
        <Trans>
          They may ask otherwise, or hand it to mutual legal assistance. You can't take a refusal back.
        </Trans>
        <Radio.Group
          label={t`Reason`}
          value={code}
          onChange={(value) => setCode(oneOf(value, codes) ?? 'other')}
        >
          <Stack gap={6} mt={4}>
            {codes.map((one) => (
              <Radio key={one} value={one} label={t(refusalWords[one])} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </ReasonDialog>
  )
}
