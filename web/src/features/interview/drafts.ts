import { useState } from 'react'

import type { InterviewAct } from '../../api/wire.ts'

type Answer = Extract<InterviewAct['act'], { readonly kind: 'answer' }>
type By = NonNullable<Answer['translation']>['by']

/** What was typed to an answer in this sitting, and what of it the node has. */
export interface Draft {
  readonly words: string
  readonly translation: string
  readonly by: By | undefined
  readonly basis: Answer['basis'] | undefined
  readonly savedWords: string
  readonly savedTranslation: string
}

export const emptyDraft: Draft = {
  words: '',
  translation: '',
  by: undefined,
  basis: undefined,
  savedWords: '',
  savedTranslation: '',
}

export interface Drafts {
  readonly of: (indicator: string) => Draft
  readonly set: (indicator: string, change: Partial<Draft>) => void
}

/** Words of this sitting stand where they were typed until the interview is left; then they are sealed only. */
export function useDrafts(): Drafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  return {
    of: (indicator) => drafts[indicator] ?? emptyDraft,
    set: (indicator, change) =>
      setDrafts((now) => ({ ...now, [indicator]: { ...(now[indicator] ?? emptyDraft), ...change } })),
  }
}

/** Words and translation that the node does not have yet, as an answer carries them. What was emptied again stays as it was sealed. */
export function unsavedOf(draft: Draft, language: string): Pick<Answer, 'words' | 'translation'> {
  const [words, translation] = [draft.words.trim(), draft.translation.trim()]
  return {
    ...(words === '' || words === draft.savedWords.trim() ? {} : { words: { text: words, language } }),
    ...(translation === '' || translation === draft.savedTranslation.trim() || draft.by === undefined
      ? {}
      : { translation: { text: translation, by: draft.by } }),
  }
}
