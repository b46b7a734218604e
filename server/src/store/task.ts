/** Every job and what it carries: ids only, so that nothing that may be hidden later sits in the queue. */
export interface TaskPayloads {
  'intake.run': { readonly batch: string }
  'exchange.follow-marking': Readonly<Record<string, never>>
  'exchange.expire': { readonly release: string }
  'peer.deliver': { readonly peer: string }
  'http.forget-keys': Readonly<Record<string, unknown>>
}
