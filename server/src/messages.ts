import { exchangeMessages } from './modules/exchange/index.ts'
import { matchingMessages } from './modules/matching/index.ts'
import { partnersMessages } from './modules/partners/index.ts'
import { requestsMessages } from './modules/requests/index.ts'
import { gather, transportMessages } from './peer/index.ts'
import type { MessageTable } from './peer/index.ts'

/** Every kind of message between nodes and who handles it: all of the contract's, each once. */
export const messages: MessageTable = gather([
  ...transportMessages,
  ...partnersMessages,
  ...exchangeMessages,
  ...matchingMessages,
  ...requestsMessages,
])
