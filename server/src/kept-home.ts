import type { Json } from '@shield/core'
import type { ExportEntity } from '@shield/formats'

const protectedRole = /\b(victim|witness|survivor|minor|child)\b|เหยื่อ|ผู้เสียหาย|พยาน|ผู้เยาว์/i
const adult = 18

/**
 * People who go out by no door for other tools whatever their marking says: whose role or label is that of a victim or a witness,
 * and who may be a minor on this day. A birth date that is only a year counts to the end of the eighteenth year after it.
 */
export function isKeptHome(entity: Pick<ExportEntity, 'kind' | 'values' | 'body'>, today: Date): boolean {
  if (entity.kind !== 'Person') return false
  if (labelsOf(entity.body).some((label) => protectedRole.test(label))) return true
  return entity.values.some(({ property, value, norm }) => {
    if (property === 'role') return protectedRole.test(value)
    if (property !== 'birthDate') return false
    const [, year, rest = '-12-31'] = /^~?(\d{4})(-\d\d-\d\d)?/.exec(norm === '' ? value : norm) ?? []
    if (year === undefined) return false
    return `${Number(year) + adult}${rest}` > today.toISOString().slice(0, 10)
  })
}

function labelsOf(body: Json | undefined): readonly string[] {
  const { labels } = (body ?? {}) as { readonly labels?: Json }
  return Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : []
}
