import type { AnswerValue } from '@shield/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'

import { api } from '../../api/api.ts'
import { interviewQuery } from '../../api/care.ts'
import { problemOf } from '../../api/problem.ts'
import type { InterviewAct, InterviewView } from '../../api/wire.ts'
import type { Values } from './pages.ts'

/** What did not reach the node is sent again after so long. */
const againMs = 5000

export interface Saving {
  /** Where it is safe already: at the node, or sealed on this device. */
  readonly keeper: 'node' | 'device'
  readonly values: Values
  /** Acts that the node has not confirmed yet. */
  readonly waiting: number
  readonly savedAt: string | undefined
  readonly error: unknown
  /** The node answered, and says no: sending again does not help. */
  readonly isRefused: boolean
  readonly act: (act: InterviewAct['act']) => void
  /** Leaves out what was refused. */
  readonly drop: () => void
}

/** How an interview is kept that is asked at the node. Every answer goes to the node as it is given, in its order; each has an id of its own and is done once however often it is sent. */
export function useSaving({ id, answers }: InterviewView): Saving {
  const queries = useQueryClient()
  const [waiting, setWaiting] = useState<readonly InterviewAct[]>([])
  const [savedAt, setSavedAt] = useState<string>()
  const sending = useMutation({
    mutationFn: (acts: readonly InterviewAct[]) => api.interviewAct({ params: { id }, body: { acts } }),
    retry: false,
    // Who asks on may no longer: the agreement was taken back meanwhile, and the page has to say so.
    onError: () => queries.invalidateQueries({ queryKey: interviewQuery(id).queryKey }),
    onSuccess: ({ interview, outcomes }) => {
      queries.setQueryData(interviewQuery(id).queryKey, interview)
      for (const name of ['interviews', 'protected', 'work'])
        void queries.invalidateQueries({ queryKey: [name] })
      const done = new Set(outcomes.map((outcome) => outcome.id))
      setWaiting((now) => now.filter((one) => !done.has(one.id)))
      setSavedAt(new Date().toISOString())
    },
  })
  const { status = 0 } = sending.error ? problemOf(sending.error) : {}
  const isRefused = status >= 400 && status < 500 && status !== 401
  const send = useEffectEvent(() => {
    if (waiting.length > 0 && !sending.isPending && !isRefused) sending.mutate(waiting.slice(0, 200))
  })
  useEffect(() => {
    if (!sending.isPending && !sending.isError) send()
  }, [waiting, sending.isPending, sending.isError])
  useEffect(() => {
    if (!sending.isError) return undefined
    const timer = setTimeout(() => send(), againMs)
    return () => clearTimeout(timer)
  }, [sending.isError])
  useLeaveWarning(waiting.length > 0)
  return {
    keeper: 'node',
    values: valuesOf(answers, waiting),
    waiting: waiting.length,
    savedAt,
    error: sending.error,
    isRefused,
    act: (act) =>
      setWaiting((now) => [...now, { id: crypto.randomUUID(), at: new Date().toISOString(), act }]),
    drop: () => {
      setWaiting([])
      sending.reset()
    },
  }
}

/** What the node holds, and over it what was answered here since. */
export function valuesOf(
  answers: InterviewView['answers'],
  waiting: readonly Pick<InterviewAct, 'act'>[],
): Values {
  const known = answers.map(({ indicator, value }): [string, AnswerValue] => [indicator, value])
  const since = waiting.flatMap(({ act }): [string, AnswerValue][] =>
    act.kind === 'answer' ? [[act.indicator, act.value]] : [],
  )
  return Object.fromEntries([...known, ...since])
}

/** The browser asks before the page goes while something has not reached the node. */
function useLeaveWarning(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isWaiting])
}
