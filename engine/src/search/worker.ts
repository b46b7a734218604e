import { rebuildApart } from '../names/index/rebuild-apart.ts'
import { answerCalls } from '../thread/answer-calls.ts'
import { createSearchIndex } from './search-index.ts'
import type { SearchCall } from './worker-client.ts'

/** The index in a thread of its own: a slow query of one person does not hold up the requests of the others. */
let index = createSearchIndex()

// Not `add`: of a million names that come one after the other large segments are made.
const changing: readonly SearchCall[] = ['replace', 'removeEntity']

// While an import runs changes come four times a second. Made into segments one by one they would be merged again and again,
// and a search that comes meanwhile waits for no more than so many: some 100 ms.
const mostWaiting = 8000
const quietMs = 500
let quiet: NodeJS.Timeout | undefined

function tend(): void {
  clearTimeout(quiet)
  if (index.names.waiting >= mostWaiting) fold()
  else quiet = setTimeout(fold, quietMs)
}

/** A rebuild that fails ends this thread, and all is read anew. */
function fold(): void {
  index.settle()
  if (index.names.isScattered()) void rebuildApart(index.names)
}

answerCalls<SearchCall>(({ name, argument }) => {
  if (name === 'clear') {
    index = createSearchIndex()
    return undefined
  }
  const result: unknown = index[name](argument as never)
  if (changing.includes(name)) tend()
  return result
})
