import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { previewImport } from './preview.ts'
import { downloadReport, listDefects } from './report.ts'
import { cancelImport, startImport, undoImport } from './start.ts'
import { listTemplates, uploadFile } from './upload.ts'
import { findBatches, getBatch, viewOf } from './view.ts'

export const intakeRoutes: readonly Served[] = [
  serve(routes.markingTemplates, 'import.run', (ctx) => listTemplates(ctx)),
  serve(routes.importList, 'import.run', async (ctx, { query }) => {
    const { rows, next } = await findBatches(ctx, query)
    return { items: rows.map((row) => viewOf(ctx, row)), ...(next === undefined ? {} : { next }) }
  }),
  serve(routes.importUpload, 'import.run', (ctx, { body }) => uploadFile(ctx, body), {
    again: async (ctx, id) => viewOf(ctx, await getBatch(ctx, id)),
  }),
  serve(routes.importRead, 'import.run', async (ctx, { params }) =>
    viewOf(ctx, await getBatch(ctx, params.id)),
  ),
  serve(routes.importPreview, 'import.run', (ctx, { params, body }) => previewImport(ctx, params.id, body)),
  serve(routes.importStart, 'import.run', (ctx, { params, body }) => startImport(ctx, params.id, body)),
  serve(routes.importCancel, 'import.run', (ctx, { params }) => cancelImport(ctx, params.id)),
  serve(routes.importUndo, 'import.undo', (ctx, { params, body }) => undoImport(ctx, params.id, body.reason)),
  serve(routes.importDefects, 'import.run', (ctx, { params, query }) => listDefects(ctx, params.id, query)),
  serve(routes.importReport, 'import.run', (ctx, { params }) => downloadReport(ctx, params.id)),
]
