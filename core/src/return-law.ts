/** Overstay of a country as data: a day costs so much, and no more than so much in all. Whole units of the currency. */
export interface FineRule {
  readonly perDay: number
  readonly most: number
}

/** How long somebody may not come back, by days overstayed and by how they came before the authority. */
export interface BanRule {
  readonly overDays: number
  readonly arrested: boolean
  readonly years: number
}

const dayMs = 86_400_000

/** Days after the last permitted one. `2026-05-10`, `2026-05-12` → 2; never below nothing. */
export function overstayDays(permittedUntil: string, today: string): number {
  return Math.max(0, Math.floor((Date.parse(today) - Date.parse(permittedUntil)) / dayMs))
}

/** What the rule asks for so many days, before any waiver. */
export function overstayFine({ perDay, most }: FineRule, days: number): number {
  return Math.min(most, Math.max(0, days) * perDay)
}

/** The longest entry ban that fits, in years; 0: none. */
export function entryBanYears(
  rules: readonly BanRule[],
  { days, arrested }: { readonly days: number; readonly arrested: boolean },
): number {
  return rules
    .filter((rule) => rule.arrested === arrested && days > rule.overDays)
    .reduce((longest, { years }) => Math.max(longest, years), 0)
}
