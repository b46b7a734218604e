import type { Level, Marking } from '@shield/core'
import type { MarkingPreview } from '@shield/contract'

import type { Context } from '../../../context.ts'
import type { Actor, OrganisationKind, Role } from '../../../policy/index.ts'

export interface Agency {
  readonly code: string
  readonly kind: OrganisationKind
  readonly node: string
  readonly name_en: string
  readonly name_th: string
}

/** Every organisation this node knows, its own and the partners'. */
export async function findAgencies(ctx: Context): Promise<readonly Agency[]> {
  const found = await ctx.tx.client.query<Agency>(
    'select code, kind, node, name_en, name_th from organisation order by code',
  )
  return found.rows
}

interface Pair {
  readonly before: Marking
  readonly after: Marking
}

/**
 * Which agencies of this node could read something of it before and after: asked of the policy for somebody there who is
 * cleared for everything and in the case. Numbers of people are told of the own agency only.
 */
export async function readersOf(
  ctx: Context,
  agencies: readonly Agency[],
  pairs: readonly Pair[],
): Promise<Pick<MarkingPreview, 'readers' | 'colleagues'>> {
  const cases = [...new Set(pairs.flatMap(({ before, after }) => [before.case, after.case]))]
  const readers = agencies
    .filter((agency) => agency.node === ctx.node.name)
    .map((agency) => {
      const somebody: Actor = {
        person: '',
        organisation: agency.code,
        organisationKind: agency.kind,
        node: agency.node,
        roles: ['analyst'],
        clearance: 3,
        cases,
      }
      return {
        code: agency.code,
        name: { en: agency.name_en, th: agency.name_th },
        ...readsEither(ctx, somebody, pairs),
      }
    })
  const colleagues = (await findColleagues(ctx)).map((one) => readsEither(ctx, one, pairs))
  return {
    readers,
    colleagues: {
      before: colleagues.filter((one) => one.before).length,
      after: colleagues.filter((one) => one.after).length,
    },
  }
}

function readsEither(
  ctx: Context,
  actor: Actor,
  pairs: readonly Pair[],
): { readonly before: boolean; readonly after: boolean } {
  return {
    before: pairs.some((pair) => reads(ctx, actor, pair.before)),
    after: pairs.some((pair) => reads(ctx, actor, pair.after)),
  }
}

/** For any of the purposes the block may be read for. */
function reads(ctx: Context, actor: Actor, resource: Marking): boolean {
  return resource.purposes.some(
    (purpose) =>
      ctx.node.policy.decide({ actor, action: 'content.read', resource, purpose, secondPerson: false }).allow,
  )
}

async function findColleagues(ctx: Context): Promise<readonly Actor[]> {
  const found = await ctx.tx.client.query<{ id: string; clearance: Level; cases: string[]; roles: Role[] }>(
    `select p.id, p.clearance, p.cases, array_agg(distinct g.role) as roles
     from person p join organisation o on o.id = p.organisation_id join role_grant g on g.person_id = p.id
     where o.code = $1 and p.active and g.approved_at is not null and g.revoked_at is null group by p.id`,
    [ctx.actor.organisation],
  )
  const { organisation, organisationKind, node } = ctx.actor
  return found.rows.map(({ id, ...office }) => ({
    person: id,
    organisation,
    organisationKind,
    node,
    ...office,
  }))
}
