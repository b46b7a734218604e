export { deliverOutbox } from './deliver.ts'
export { registerPeerRoutes } from './receive.ts'
