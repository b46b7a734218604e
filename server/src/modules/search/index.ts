export { exportEntities } from './export.ts'
export { openSearch } from './follow.ts'
export { searchRoutes } from './routes.ts'
export { matchesOf, runSearch } from './run-search.ts'
