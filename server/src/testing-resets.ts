/** How the matrix makes rows again what a route needs them to be. */
export const orderStanding = `update release set state = 'sent', recall_order_id = o.id from recall_order o where o.reason = release.id::text`

export const versionIn = (state: 'proposed' | 'received'): string =>
  `update agreement_version set state = '${state}', direction = '${state === 'proposed' ? 'out' : 'in'}', ours = null, first_by = null, second_by = null`

export const partnerRunning = 'update peer set suspended_at = null'

export const proposalStanding = `update pair_proposal set state = 'waiting', decided_by = null, decided_at = null, decided_reason = null, judgement_id = null`

/** A matrix that asks every route writes what the person does not want, and asks embassies after it. */
export const restrictionsBack = `insert into consent_restriction_back (restriction_id, at, person_id, organisation)
  select id, now(), person_id, organisation from consent_restriction on conflict do nothing`

export const overrideWaiting = `update return_override set agreed_by = null, agreed_at = null, refused_at = null, second_reason_id = null`

export const evacuationAsked = `update evacuation set state = 'asked', agreed_by = null, agreed_at = null, ended_at = null`

export const exportStanding = `update export_request set state = 'waiting', decided_by = null, decided_at = null, decided_reason = null`

export const figureStanding = `update figure_release set state = 'released', withdrawn_at = null, withdrawn_by = null`

export const releaseStanding = `update release set state = 'sent'`

export const agreementRunning = 'update agreement set suspended_at = null, ended_at = null, ended_by = null'

export const standing = `update marking_change set state = 'waiting', decided_by = null, decided_at = null, decided_reason = null`

/** A lead goes with the handling it was found under, which a route before may have changed. */
export const leadStanding = `update lead set state = 'new', markings = array(select distinct st.marking_id from statement st
  where st.entity_id = lead.entity_id and st.retracted_at is null and identifier_key(st.property, st.norm) = lead.keys[1])
  where rule = 'watch-identifier'`
