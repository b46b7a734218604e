import { routes } from '@shield/contract'

import { serve, serveSignedOut } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { addToComplaint, followComplaint } from './follow-complaint.ts'
import { listComplaints } from './list-complaints.ts'
import { makeComplaint } from './make-complaint.ts'
import { answerComplaint, readComplaint } from './work-complaint.ts'

export const complaintRoutes: readonly Served[] = [
  serveSignedOut(routes.complaintAdd, (visitor, { body }) => addToComplaint(visitor, body)),
  serve(routes.complaintAnswer, 'complaint.work', (ctx, { params, body }) =>
    answerComplaint(ctx, params.id, body),
  ),
  serveSignedOut(routes.complaintFollow, (visitor, { body }) => followComplaint(visitor, body.comeBack)),
  serve(routes.complaintList, 'complaint.work', (ctx, { query }) => listComplaints(ctx, query)),
  serveSignedOut(routes.complaintMake, (visitor, { body }) => makeComplaint(visitor, body)),
  serve(routes.complaintRead, 'complaint.work', (ctx, { params, body }) =>
    readComplaint(ctx, params.id, body.reason),
  ),
]
