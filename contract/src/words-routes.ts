import { Type } from 'typebox'

import { route } from './route.ts'
import { OneOf, Strict } from './shape.ts'
import {
  AloudText,
  BySetAndLanguage,
  CountryData,
  SignWords,
  TakeWordsBack,
  WordPage,
  WordSet,
  wordStates,
} from './words.ts'

/** Tags between commas; absent: every language there is. */
export const Languages = Strict({
  languages: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]+(,[A-Za-z0-9-]+)*$', maxLength: 200 })),
})

/** What is read out to people in their language, and who stands for each translation. */
export const wordsRoutes = {
  wordsList: route('wordsList', {
    summary: 'Sets with their versions, and how much of each language is signed',
    reply: Strict({ items: Type.Array(WordSet) }),
  }),
  wordsRead: route('wordsRead', {
    summary: 'The texts of a set in one language beside the English, with who signed them',
    params: BySetAndLanguage,
    query: Strict({ state: Type.Optional(OneOf(wordStates)) }),
    reply: WordPage,
  }),
  wordsSign: route('wordsSign', {
    summary: 'Stand with your name for texts that you have read, in a language you know',
    params: BySetAndLanguage,
    body: SignWords,
    reply: WordPage,
  }),
  wordsTakeBack: route('wordsTakeBack', {
    summary: 'Texts are drafts again, because something is wrong with them',
    params: BySetAndLanguage,
    body: TakeWordsBack,
    reply: WordPage,
  }),
  wordsAloud: route('wordsAloud', {
    summary: 'Sentences for safety, agreement, answers and arrival, by language, with which are drafts',
    query: Languages,
    reply: Strict({ version: Type.String(), items: Type.Array(AloudText) }),
  }),
  countryData: route('countryData', {
    summary: 'Clocks and law of the country of this node; what is not known is absent',
    reply: Strict({ country: Type.Optional(CountryData) }),
  }),
} as const
