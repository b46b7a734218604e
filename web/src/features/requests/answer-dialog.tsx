import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { releasesToQuery, useActOnRequest } from './queries.ts'

interface AnswerDialogProps {
  readonly request: RequestView
  readonly close: () => void
}

/** An answer in part or whole. Personal data goes by a release, which the answer points to; the words say what was done. */
export function AnswerDialog({ request, close }: AnswerDialogProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [act, setAct] = useState<'answer' | 'answer-part'>('answer')
  const [release, setRelease] = useState('')
  const releases = useQuery(releasesToQuery(request.peer.node))
  const answer = useActOnRequest()
  const partner = say(request.otherName)
  const onSuccess = (): void => {
    close()
    showDone(act === 'answer' ? t`Answered: the request is closed` : t`Answered in part`)
  }
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Answer this request`}
      act={act === 'answer' ? t`Answer and close` : t`Answer in part`}
      label={t`What was done or found`}
      note={t`${partner} reads this.`}
      isActing={answer.isPending}
      error={answer.error}
      decide={(text) =>
        answer.mutate({ id: request.id, act, text, ...(release === '' ? {} : { release }) }, { onSuccess })
      }
    >
      <Stack gap="sm">
        <Radio.Group
          label={t`Is that all?`}
          value={act}
          onChange={(value) => setAct(value === 'answer-part' ? 'answer-part' : 'answer')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="answer" label={t`Yes: it closes the request`} />
            <Radio value="answer-part" label={t`No: more will follow`} />
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t`By which release it travels`}
          description={t`Data of people goes by a release, never in the words.`}
          value={release}
          onChange={(event) => setRelease(event.currentTarget.value)}
          data={[
            { value: '', label: t`none: the words say it all` },
            ...(releases.data ?? []).map((one) => ({
              value: one.id,
              label: `${one.caption} · ${instant(one.createdAt)}`,
            })),
          ]}
        />
        {releases.data?.length === 0 ? (
          <Text fz="xs" c="dimmed">
            <Trans>
              Nothing was released to them yet. To hand data over, open a profile and press Release….
            </Trans>
          </Text>
        ) : null}
      </Stack>
    </ReasonDialog>
  )
}
