import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { askAloud, readCountry } from './ask-words.ts'
import { listWords } from './list-words.ts'
import { readWords } from './read-words.ts'
import { signWords } from './sign-words.ts'
import { takeWordsBack } from './take-words-back.ts'

export const wordsRoutes: readonly Served[] = [
  serve(routes.wordsList, 'words.read', (ctx) => listWords(ctx)),
  serve(routes.wordsRead, 'words.read', (ctx, { params, query }) => readWords(ctx, params, query.state)),
  serve(routes.wordsSign, 'words.sign', (ctx, { params, body }) => signWords(ctx, params, body)),
  serve(routes.wordsTakeBack, 'words.sign', (ctx, { params, body }) => takeWordsBack(ctx, params, body)),
  serve(routes.wordsAloud, 'words.read', (ctx, { query }) => askAloud(ctx, query.languages)),
  serve(routes.countryData, 'words.read', (ctx) => readCountry(ctx)),
]
