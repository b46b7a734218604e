import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { outcomeWords } from '@shield/core'
import type { ReturnOutcome } from '@shield/core'
import { useState } from 'react'

import type { ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { useEnd } from './queries.ts'

/** Ends that fit where the return stands; to stay is as good as to be home. */
function endsOf({ stage, tracks }: ReturnView): readonly ReturnOutcome[] {
  const decision = tracks.find(({ track }) => track === 'decision')?.state
  return [
    ...(stage === 'home' ? (['returned', 'lost', 'exploited-again'] as const) : []),
    ...(decision === 'stay' ? (['stayed'] as const) : []),
    ...(decision === 'third-country' ? (['third-country'] as const) : []),
    ...(['ended-otherwise', 'died'] as const),
  ]
}

export function EndReturn({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [opened, setOpened] = useState(false)
  const ends = endsOf(home)
  const [outcome, setOutcome] = useState<ReturnOutcome>()
  const chosen = outcome !== undefined && ends.includes(outcome) ? outcome : ends[0]
  const end = useEnd(home.id)
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        <Trans>End…</Trans>
      </Button>
      <ReasonDialog
        opened={opened}
        close={() => setOpened(false)}
        title={t`Bring this to its end?`}
        act={t`End it`}
        isActing={end.isPending}
        error={end.error}
        decide={(reason) => {
          if (chosen) end.mutate({ outcome: chosen, reason }, { onSuccess: () => setOpened(false) })
        }}
        note={t`It is sealed. What was done stays; another return can be begun later.`}
      >
        <NativeSelect
          size="md"
          label={t`How it ends`}
          value={chosen ?? ''}
          onChange={(event) => setOutcome(event.currentTarget.value as ReturnOutcome)}
          data={ends.map((value) => ({ value, label: say(outcomeWords[value]) }))}
        />
      </ReasonDialog>
    </>
  )
}
