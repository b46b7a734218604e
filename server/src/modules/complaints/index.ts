export { complaintRoutes } from './routes.ts'
export { waitingComplaints } from './list-complaints.ts'
