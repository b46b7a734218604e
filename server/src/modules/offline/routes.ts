import { routes } from '@shield/contract'

import { serve, serveSignedOut } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { contactDevice } from './contact-device.ts'
import { listPacks } from './list-packs.ts'
import { renewPack } from './renew-pack.ts'
import { takeBoard, takeHeard } from './take-pack.ts'
import { wipePack } from './wipe-pack.ts'

export const offlineRoutes: readonly Served[] = [
  serve(routes.packTake, 'protection.work', (ctx, { params, body }) => takeBoard(ctx, params.id, body)),
  serve(routes.packTakeHeard, 'protection.work', (ctx, { body }) => takeHeard(ctx, body)),
  serve(routes.packRenew, 'protection.work', (ctx, { params }) => renewPack(ctx, params.id)),
  serve(routes.packList, 'device.answer', (ctx) => listPacks(ctx)),
  serve(routes.packWipe, 'device.answer', (ctx, { params }) => wipePack(ctx, params.id)),
  serveSignedOut(routes.deviceContact, (visitor, { body }) => contactDevice(visitor, body)),
]
