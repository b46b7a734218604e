/** A record of a file, by its key there: the key columns of a table, the id of an FtM entity or STIX object. */
export interface RecordPlace {
  readonly file: string
  readonly key: string
}

/** One being or thing of the world, and every record that speaks of it. */
export interface TruthEntity {
  readonly id: string
  readonly kind: 'person' | 'phone' | 'account' | 'wallet' | 'company' | 'compound'
  /** What it is in the story: `recruiter`, `mule`, `traveller`, `scam victim` … */
  readonly cast: string
  readonly name: string
  readonly records: readonly RecordPlace[]
}

/** Roles are per case: the same person can be possible victim in one and suspect in another. */
export interface TruthRole {
  readonly entity: string
  readonly case: string
  readonly role: 'suspect' | 'possible victim' | 'scam victim' | 'witness' | 'none'
}

/** One person reached by the raid. Codes only: nothing here or in any file names the person. */
export interface TruthPersonInNeed {
  readonly entity: string
  readonly codes: readonly string[]
  readonly nationality: string
  readonly group: string
  readonly traits: readonly Trait[]
  /** The same person among the suspects, under a name, where there is one. No file ties the two. */
  readonly alsoKnownAs: string | undefined
  /** Seal number of the phone this person worked with, in the police's list of seized devices. */
  readonly workPhoneSeal: string | undefined
}

export type Trait =
  | 'child'
  | 'age disputed'
  | 'led a team'
  | 'warrant'
  | 'asylum claim'
  | 'stateless'
  | 'refuses help'
  | 'seen before'
  | 'withdraws consent'
  | 'charged while possible victim'

export interface TruthReport {
  readonly id: string
  readonly victim: string
  readonly country: string
  readonly currency: string
  readonly amount: string
  readonly records: readonly RecordPlace[]
  /** The transfers in order, from the victim's account to the last wallet. */
  readonly path: readonly TruthTransfer[]
}

export interface TruthTransfer {
  readonly payment: RecordPlace
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly currency: string
}

/** Two records that look like one person and are two. */
export interface TruthDifferent {
  readonly left: RecordPlace
  readonly right: RecordPlace
  readonly because: string
}

/** A planted thread: where it starts, what a careful user finds, and what would be wrong. */
export interface TruthThread {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6
  readonly title: string
  readonly start: readonly RecordPlace[]
  readonly records: readonly RecordPlace[]
  readonly expected: readonly string[]
}

/** Who is who. Nothing of it is in any file that is imported. */
export interface Truth {
  readonly seed: number
  readonly scale: number
  readonly asOf: string
  readonly entities: readonly TruthEntity[]
  readonly roles: readonly TruthRole[]
  readonly peopleInNeed: readonly TruthPersonInNeed[]
  readonly reports: readonly TruthReport[]
  readonly different: readonly TruthDifferent[]
  readonly threads: readonly TruthThread[]
}
