import { answerCalls } from './answer-calls.ts'

let said = 0

/** Counts what it was told, until it is told to end or to fail. */
answerCalls<'say' | 'fail' | 'end'>(({ name }) => {
  if (name === 'fail') throw new TypeError('not to be told: a name')
  if (name === 'end') process.exit(0)
  said += 1
  return said
})
