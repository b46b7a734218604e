import type { CountryData } from '@shield/contract'

import type { FileFault } from './file-fault.ts'

/** What a file of a country says that no schema can: every fault, with its place. */
export function countryFaults({ returns, offline }: CountryData): readonly FileFault[] {
  return [
    ...(returns ? returnFaults(returns) : []),
    ...(offline && offline.wrongFree >= offline.wrongMost
      ? [
          {
            place: '/offline/wrongFree',
            rule: 'below',
            hint: `fewer than wrongMost (${offline.wrongMost}): otherwise everything goes before anybody is slowed down`,
          },
        ]
      : []),
  ]
}

function returnFaults(returns: NonNullable<CountryData['returns']>): readonly FileFault[] {
  return [
    ...(isZone(returns.zone)
      ? []
      : [{ place: '/returns/zone', rule: 'known', hint: 'name a time zone as Asia/Bangkok' }]),
    ...(returns.fine.perDay > returns.fine.most
      ? [{ place: '/returns/fine/perDay', rule: 'below', hint: 'one day costs more than the most there is' }]
      : []),
    ...(['followUp', 'chase'] as const).flatMap((name) => fallen(`/returns/${name}`, returns[name])),
    ...doubledStates(returns.missions),
  ]
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Days that do not rise: the second would come before the first. */
function fallen(place: string, days: readonly number[]): readonly FileFault[] {
  return days.flatMap((day, at) => {
    const before = days[at - 1]
    return before === undefined || day > before
      ? []
      : [{ place: `${place}/${at}`, rule: 'rises', hint: `later than ${before}, the day before it` }]
  })
}

function doubledStates(missions: NonNullable<CountryData['returns']>['missions']): readonly FileFault[] {
  const seen = new Set<string>()
  return missions.flatMap(({ states }, at) =>
    states.flatMap((state) => {
      if (!seen.has(state)) {
        seen.add(state)
        return []
      }
      const place = `/returns/missions/${at}/states`
      return [{ place, rule: 'once', hint: `${state} is named twice: which embassy is it?` }]
    }),
  )
}
