export { glassRoutes } from './routes.ts'
export { usesAt, waitingGlass } from './list-uses.ts'
export type { WaitingGlass } from './list-uses.ts'
