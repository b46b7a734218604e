import type { AnswerValue } from '@shield/core'
import { useMutation } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { useAskCareAgain } from '../../api/care.ts'
import type { BeginInterview, InterviewView } from '../../api/wire.ts'

export function useBegin(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: BeginInterview) => api.interviewBegin({ params: { code }, body }),
    onSuccess,
  })
}

export function useJudge(id: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: {
      readonly judgement: NonNullable<InterviewView['judgement']>
      readonly reason: string
    }) => api.interviewJudge({ params: { id }, body }),
    onSuccess,
  })
}

/** Says which of two differing answers holds. */
export function useSettleAnswer(code: string, indicator: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: { readonly id: string; readonly value: AnswerValue }) =>
      api.answerSettle({ params: { code, indicator }, body }),
    onSuccess,
  })
}

/** Opened words stand in no cache: they are gone with the screen that shows them. */
export function useAnswerWords(id: string, indicator: string) {
  return useMutation({
    mutationFn: (reason: string) => api.interviewWords({ params: { id, indicator }, body: { reason } }),
    gcTime: 0,
  })
}
