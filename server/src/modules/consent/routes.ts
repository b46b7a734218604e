import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { endShare, makeShare } from './make-share.ts'
import { openConsentWords } from './open-words.ts'
import { refuseConsent } from './refuse-consent.ts'
import { giveConsent, readConsent, restrict, unrestrict, withdrawConsent } from './write-consent.ts'

export const consentRoutes: readonly Served[] = [
  serve(routes.consentRead, 'protection.work', (ctx, { params }) => readConsent(ctx, params.code)),
  serve(routes.consentGive, 'protection.work', (ctx, { params, body }) =>
    giveConsent(ctx, params.code, body),
  ),
  serve(routes.consentRefuse, 'protection.work', (ctx, { params, body }) =>
    refuseConsent(ctx, params.code, body),
  ),
  serve(routes.consentWithdraw, 'protection.work', (ctx, { params, body }) =>
    withdrawConsent(ctx, params, body),
  ),
  serve(routes.consentWords, 'identity.open', (ctx, { params, body }) =>
    openConsentWords(ctx, params, body.reason),
  ),
  serve(routes.consentRestrict, 'protection.work', (ctx, { params, body }) =>
    restrict(ctx, params.code, body),
  ),
  serve(routes.consentUnrestrict, 'protection.work', (ctx, { params, body }) =>
    unrestrict(ctx, params, body.at),
  ),
  serve(routes.shareMake, 'protection.work', (ctx, { params, body }) => makeShare(ctx, params.code, body)),
  serve(routes.shareEnd, 'protection.work', (ctx, { params }) => endShare(ctx, params)),
]
