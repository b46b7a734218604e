/** Every job and what it carries: ids only, so that nothing that may be hidden later sits in the queue. */
export interface TaskPayloads {
  'care.chase': { readonly referral: string }
  'consent.end-shares': Readonly<Record<string, unknown>>
  'intake.run': { readonly batch: string }
  'exchange.follow-marking': Readonly<Record<string, never>>
  'exchange.report-recalls': { readonly releases: readonly string[] }
  'exchange.chase-permission': { readonly permission: string }
  'exchange.expire': { readonly release: string }
  'returns.settle': { readonly person: string }
  'retention.finish': { readonly erasure: string }
  'retention.sweep': Readonly<Record<string, unknown>>
  'returns.watch': Readonly<Record<string, unknown>>
  'requests.chase': { readonly request: string }
  'matching.publish': Readonly<Record<string, unknown>>
  'matching.renew': Readonly<Record<string, unknown>>
  'matching.send': { readonly ask: string }
  'non-punishment.chase': { readonly finding: string }
  'non-punishment.compare': Readonly<Record<string, unknown>>
  'http.forget-keys': Readonly<Record<string, unknown>>
}
