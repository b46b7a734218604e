export { pairsWait } from './find-pairs.ts'
export { startLinking } from './follow.ts'
export { linkingRoutes } from './routes.ts'
export { waitingQuestions } from './view-question.ts'
