export { exportEntities } from './export.ts'
export { openSearch } from './follow.ts'
export { searchRoutes } from './routes.ts'
export { runSearch } from './run-search.ts'
