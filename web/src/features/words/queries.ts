import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { aloudQuery, setsQuery } from '../../api/care.ts'
import type { SignWords, TakeWordsBack } from '../../api/wire.ts'

export const wordsQuery = queryOptions({
  queryKey: ['words'],
  queryFn: () => api.wordsList({}),
  staleTime: 0,
})

export const countryQuery = queryOptions({ queryKey: ['country'], queryFn: () => api.countryData({}) })

/** Which texts are read: a set in a language. */
export interface WordPlace {
  readonly set: string
  readonly language: string
}

/** The whole of a language: states are counted and chosen on the screen, so that what was just signed does not jump away. */
export const wordPageQuery = ({ set, language }: WordPlace) =>
  queryOptions({
    queryKey: ['words', set, language],
    queryFn: () => api.wordsRead({ params: { set, language } }),
    staleTime: 0,
  })

/** Where words stand, and where they are read out; also after a refusal: somebody else may have changed what was read. */
function askWordsAgain(queries: QueryClient): Promise<unknown> {
  const places = [wordsQuery.queryKey, setsQuery.queryKey, aloudQuery.queryKey]
  return Promise.all(places.map((queryKey) => queries.invalidateQueries({ queryKey })))
}

export function useSignWords(place: WordPlace) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: SignWords) => api.wordsSign({ params: { ...place }, body }),
    onSettled: () => askWordsAgain(queries),
  })
}

export function useTakeWordsBack(place: WordPlace) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: TakeWordsBack) => api.wordsTakeBack({ params: { ...place }, body }),
    onSettled: () => askWordsAgain(queries),
  })
}
