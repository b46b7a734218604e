export { startLinking } from './follow.ts'
export { linkingRoutes } from './routes.ts'
export { waitingQuestions } from './view-question.ts'
