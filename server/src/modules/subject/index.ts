export { subjectRoutes } from './routes.ts'
export { waitingCorrections } from './correction.ts'
