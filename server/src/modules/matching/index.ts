import { handle } from '../../peer/index.ts'
import { answerMatch } from './answer-match.ts'
import { takeAnswer } from './compare.ts'
import { takeDisclosure, takeReply } from './disclose.ts'
import { noteRefusal } from './send-match.ts'
import { takeFilter } from './take-filter.ts'

export { stoppedPartners } from './partners.ts'
export { publishFilters } from './publish.ts'
export { matchingRoutes } from './routes.ts'
export { renewWatches } from './renew-watches.ts'
export { sendMatch } from './send-match.ts'
export { waitingMatching } from './waiting-matching.ts'

export const matchingMessages = [
  handle('match-filter', { apply: takeFilter }),
  handle('match-ask', { apply: answerMatch, noted: noteRefusal }),
  handle('match-answer', { apply: takeAnswer }),
  handle('match-disclosure', { apply: takeDisclosure }),
  handle('match-reply', { apply: takeReply }),
]
