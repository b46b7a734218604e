import type { RecordPlace } from '../truth.ts'
import type { SafeValues } from '../safe-value.ts'
import type { Being } from './being.ts'

export interface StoryWallet {
  readonly id: string
  readonly address: string
  readonly chain: 'tron' | 'bitcoin'
  readonly cast: 'collecting' | 'passing' | 'cashing out'
}

export interface Mule {
  readonly being: Being
  readonly accountId: string
  readonly account: string
}

export interface StoryCompany {
  readonly id: string
  readonly cast: 'landlord company' | 'scam company' | 'shell company' | 'travel agency'
  readonly name: string
  readonly thai: string
  readonly registration: string
  readonly director: Being
}

export interface Sim {
  readonly id: string
  readonly phone: string
  readonly imei: string
  readonly imsi: string
  readonly iccid: string
  /** Who carries it; a work phone of a compound has nobody here. */
  readonly holder: Being | undefined
  readonly building: string | undefined
}

export interface Compound {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly thai: string
  readonly province: string
  readonly buildings: readonly { readonly code: string; readonly use: string; readonly floors: number }[]
  readonly satelliteKits: readonly string[]
  readonly feeder: string
  readonly landlordCompany: StoryCompany
  readonly tenants: readonly StoryCompany[]
  readonly protector: Being
}

export interface ScamReport {
  readonly id: string
  readonly victim: Being
  readonly account: string
  readonly country: string
  readonly currency: string
  /** Minor units of the currency would differ; whole units keep the story readable. */
  readonly amount: number
  readonly day: number
  readonly scheme: string
  readonly mule: Mule
  readonly second: Mule
  readonly wallet: StoryWallet
  readonly phone: string
  readonly domain: string
  /** The country where the same loss was reported once more. */
  readonly alsoIn: string | undefined
}

/** The people of the planted threads that several files must agree on. */
export interface Planted {
  readonly recruiter: Being
  /** Her number is the recruiter's with two digits exchanged. */
  readonly nurse: Being
  readonly somchai: Being
  /** Same name, somebody else. */
  readonly otherSomchai: Being
  readonly neighbour: Being
  readonly agent: Being
}

/** A listed person of the training list, and the paper he or she travels on. */
export interface Listed {
  readonly being: Being
  /** As the traveller appears: another passport, two dates exchanged; undefined for those who stay away. */
  readonly disguise: Being | undefined
  /** Somebody else of the same name who travels too. */
  readonly namesake: Being | undefined
}

/** Collects, while files are written, which record speaks of whom. */
export interface Ledger {
  readonly note: (entity: string, file: string, key: string) => void
  readonly placesOf: (entity: string) => readonly RecordPlace[]
}

/** The whole invented world before any agency has written it down. */
export interface Story {
  readonly seed: number
  readonly scale: number
  readonly safe: SafeValues
  readonly ledger: Ledger
  readonly network: readonly Being[]
  readonly mules: readonly Mule[]
  readonly wallets: readonly StoryWallet[]
  readonly companies: readonly StoryCompany[]
  readonly sims: readonly Sim[]
  readonly compounds: readonly Compound[]
  readonly reports: readonly ScamReport[]
  readonly planted: Planted
  readonly listed: readonly Listed[]
}

export function newLedger(): Ledger {
  const places = new Map<string, RecordPlace[]>()
  return {
    note: (entity, file, key) => {
      const list = places.get(entity)
      if (!list) places.set(entity, [{ file, key }])
      else if (!list.some((place) => place.file === file && place.key === key)) list.push({ file, key })
    },
    placesOf: (entity) => places.get(entity) ?? [],
  }
}

/** The first of a list that must not be empty. */
export function first<T>(items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('the list is empty')
  return items[0] as T
}
