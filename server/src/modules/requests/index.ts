import { handle } from '../../peer/index.ts'
import { noteRequest, takeAct, takeRequest } from './act-on-request.ts'

export { chaseRequest } from './act-on-request.ts'
export { requestsRoutes } from './routes.ts'
export { waitingRequests } from './waiting-requests.ts'
export type { WaitingRequest } from './waiting-requests.ts'

export const requestsMessages = [
  handle('request', { apply: takeRequest, noted: noteRequest }),
  handle('request-danger', { apply: takeRequest, noted: noteRequest }),
  handle('request-act', { apply: takeAct }),
]
