export { offlineRoutes } from './routes.ts'
export { wipeCarriers } from './wipe-carriers.ts'
