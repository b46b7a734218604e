import type { Visit } from '../../context.ts'
import type { Role } from '../../policy/index.ts'
import { findActors } from '../identity/index.ts'

const isAdministrator = (roles: readonly Role[]): boolean => roles.includes('administrator')
const isOverseer = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'oversight' || role === 'supervisor' || role === 'shelter-head')

/** One who runs the node and one who oversees or leads: neither alone, nor two of a kind. */
export function areTwoOffices(one: readonly Role[], other: readonly Role[]): boolean {
  return (isAdministrator(one) && isOverseer(other)) || (isOverseer(one) && isAdministrator(other))
}

/** Roles in force of people, today: who was an administrator when the order was given may be none when it is agreed to. */
export async function rolesOf(
  visit: Visit,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly Role[]>> {
  const all = await findActors(visit)
  return new Map(
    all.flatMap(({ actor }) => (people.includes(actor.person) ? [[actor.person, actor.roles] as const] : [])),
  )
}
