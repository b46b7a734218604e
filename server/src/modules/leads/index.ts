export { followLeads, startLeads } from './follow.ts'
export { waitingLeads } from './list-leads.ts'
export { leadsRoutes } from './routes.ts'
export { waitingTickets } from './tickets.ts'
