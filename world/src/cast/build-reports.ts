import type { LanguageName } from '../name/invent-name.ts'
import type { Random } from '../random.ts'
import type { SafeValues } from '../safe-value.ts'
import { makeBeing } from './being.ts'
import type { Being } from './being.ts'
import type { Mule, ScamReport, Sim, StoryWallet } from './story.ts'

interface Market {
  readonly country: string
  readonly currency: string
  readonly language: LanguageName
  /** Lowest and highest loss in whole units of the currency. */
  readonly loss: readonly [number, number]
  readonly count: number
}

/** Eight countries, seven currencies: Cambodian losses are in US dollars. */
export const markets: readonly Market[] = [
  { country: 'th', currency: 'THB', language: 'thai', loss: [4_000, 1_800_000], count: 150 },
  { country: 'ph', currency: 'PHP', language: 'filipino', loss: [5_000, 900_000], count: 80 },
  { country: 'kr', currency: 'KRW', language: 'korean', loss: [400_000, 60_000_000], count: 45 },
  { country: 'vn', currency: 'VND', language: 'vietnamese', loss: [3_000_000, 900_000_000], count: 35 },
  { country: 'in', currency: 'INR', language: 'hindi', loss: [9_000, 2_500_000], count: 30 },
  { country: 'id', currency: 'IDR', language: 'indonesian', loss: [2_000_000, 700_000_000], count: 25 },
  { country: 'us', currency: 'USD', language: 'english', loss: [300, 240_000], count: 20 },
  { country: 'kh', currency: 'USD', language: 'khmer', loss: [100, 20_000], count: 15 },
]

/** Baht for one unit, fixed for the whole story. */
export const bahtFor: Readonly<Record<string, number>> = {
  THB: 1,
  PHP: 0.58,
  KRW: 0.024,
  VND: 0.0013,
  INR: 0.39,
  IDR: 0.0021,
  USD: 33,
}

const schemes = [
  'investment',
  'romance',
  'fake police',
  'job task',
  'loan',
  'parcel',
  'shopping',
  'crypto trading',
]
/** Countries whose reports reach the Philippine desk first; the others reach the Thai one. */
const philippineSide: readonly string[] = ['ph', 'us', 'id', 'in']

export function reachesPhilippines(country: string): boolean {
  return philippineSide.includes(country)
}

/**
 * 400 losses. Numbers 1 to 3 are thread 1: three victims of two countries, three mules, one wallet.
 * Thirty (every thirteenth) were reported once more on the other side.
 */
export function buildReports(
  random: Random,
  safe: SafeValues,
  from: {
    readonly mules: readonly Mule[]
    readonly wallets: readonly StoryWallet[]
    readonly sims: readonly Sim[]
  },
): ScamReport[] {
  const marketByReport = marketOfEach(random)
  const domains = Array.from({ length: 48 }, () => domainOf(random))
  const workPhones = from.sims.filter((sim) => sim.building !== undefined)
  const collecting = from.wallets.filter((wallet) => wallet.cast === 'collecting')
  return marketByReport.map((market, index) => {
    const planted = index < 3
    const mule = planted ? from.mules[index + 3] : random.pick(from.mules)
    const second = planted ? from.mules[7] : random.pick(from.mules)
    const victim = victimOf(random, safe, market, index + 1)
    return {
      id: `report-${index + 1}`,
      victim,
      account: safe.account(),
      country: market.country,
      currency: market.currency,
      amount: planted ? 25_000 * (index + 2) : lossOf(random, market.loss),
      day: planted ? 100 + index * 2 : random.between(5, 148),
      scheme: planted ? 'investment' : random.pick(schemes),
      mule: mule as Mule,
      second: (second === mule ? from.mules[8] : second) as Mule,
      wallet: planted ? (from.wallets[6] as StoryWallet) : random.pick(collecting),
      phone: random.pick(workPhones).phone,
      domain: random.pick(domains),
      alsoIn:
        index % 13 === 5 && index < 395 ? (reachesPhilippines(market.country) ? 'th' : 'ph') : undefined,
    }
  })
}

/** Two Thai reports and a Philippine one come first; the rest is mixed. */
function marketOfEach(random: Random): Market[] {
  const all = markets.flatMap((market) => Array.from({ length: market.count }, () => market))
  const [thai, philippine] = [markets[0] as Market, markets[1] as Market]
  const rest = random.shuffle(all.toSpliced(0, 2).toSpliced(148, 1))
  return [thai, thai, philippine, ...rest]
}

/** Small losses are common, large ones rare: the cube of a uniform number. */
function lossOf(random: Random, [low, high]: readonly [number, number]): number {
  return Math.round((low + (high - low) * random.next() ** 3) / 10) * 10
}

function domainOf(random: Random): string {
  const words = ['golden', 'swift', 'harbour', 'lotus', 'prime', 'orbit', 'nova', 'maple', 'crest', 'tide']
  const ends = ['trade', 'wealth', 'jobs', 'parcel', 'loan', 'coin', 'mall', 'invest']
  return `${random.pick(words)}-${random.pick(ends)}${random.between(1, 99)}.${random.pick(['example', 'test'])}`
}

function victimOf(random: Random, safe: SafeValues, market: Market, number: number): Being {
  const victim = makeBeing(random, safe, {
    id: `scam-victim-${number}`,
    cast: 'scam victim',
    language: market.language,
    oldest: 78,
  })
  return market.country === 'us' ? { ...victim, nationality: 'us', phones: [safe.americanPhone()] } : victim
}
