import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { GlassUse } from '../../api/wire.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { useGlassWords, useReviewGlass } from './glass-queries.ts'
import { resultWords } from './subject-words.ts'

const results = Object.keys(resultWords) as NonNullable<GlassUse['result']>[]

/** Reads why somebody looked, and says what another person thinks of it. */
export function GlassReview({ use, close }: { readonly use: GlassUse; readonly close: () => void }) {
  const { t } = useLingui()
  const [result, setResult] = useState<NonNullable<GlassUse['result']>>('justified')
  const words = useGlassWords()
  const review = useReviewGlass()
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Judge the emergency look`}
      act={t`Judge`}
      label={t`Why, for the one who looked and for the person`}
      isActing={review.isPending}
      error={review.error}
      decide={(reason) => review.mutate({ id: use.id, result, reason }, { onSuccess: close })}
    >
      <Stack gap="sm">
        {words.data ? (
          <Text className="value">{words.data.words}</Text>
        ) : (
          <Button
            variant="default"
            loading={words.isPending}
            onClick={() => words.mutate({ id: use.id, reason: 'to judge the emergency look' })}
          >
            <Trans>Read what was written</Trans>
          </Button>
        )}
        {words.error ? <Fault error={words.error} /> : null}
        <Radio.Group
          label={t`The look was`}
          value={result}
          onChange={(value) => setResult(results.find((one) => one === value) ?? 'justified')}
        >
          <Stack gap="xs" mt="xs">
            {results.map((one) => (
              <Radio key={one} value={one} label={t(resultWords[one])} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </ReasonDialog>
  )
}
