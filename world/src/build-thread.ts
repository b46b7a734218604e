import type { Written } from './build-truth.ts'
import type { Story } from './cast/story.ts'
import { passengerFile } from './file/border.ts'
import { policeCaseFile, moneyCaseFile } from './file/police-cases.ts'
import { policePeopleFile } from './file/police-people.ts'
import { arrivalFile } from './file/protection.ts'
import { recruiterInPhilippines, somchaiInPhilippines, wdkPeopleFile } from './file/philippine.ts'
import { cases, people } from './people.ts'
import type { RecordPlace, Trait, TruthReport, TruthThread } from './truth.ts'

/** The six threads a visitor can follow, with the answers. */
export function buildThreads(written: Written, reports: readonly TruthReport[]): TruthThread[] {
  const { story } = written
  return [
    walletThread(story, reports),
    recruiterThread(story),
    raidThread(written),
    somchaiThread(story),
    bookingThread(written),
    neighbourThread(story),
  ]
}

function walletThread(story: Story, reports: readonly TruthReport[]): TruthThread {
  const planted = reports.slice(0, 3)
  const story3 = story.reports.slice(0, 3)
  const wallet = story3[0]?.wallet
  return {
    number: 1,
    title: 'Three reports, one wallet, two cases that are one',
    start: planted.flatMap((report) => report.records.slice(0, 1)),
    records: [
      ...planted.flatMap((report) => [...report.records, ...report.path.map((step) => step.payment)]),
      ...story3.flatMap((report) => story.ledger.placesOf(report.mule.accountId)),
      ...story.ledger.placesOf(wallet?.id ?? ''),
    ],
    expected: [
      `all three reports name the wallet ${wallet?.address ?? ''}`,
      `first accounts: ${story3.map((report) => report.mule.account).join(', ')}; all pass to ${story3[0]?.second.account ?? ''}`,
      'a hold request goes to Training Bank for the second account',
      `${cases.raid} (${policeCaseFile}) and ${cases.money} (${moneyCaseFile}) hold the same wallet: one lead`,
    ],
  }
}

function recruiterThread(story: Story): TruthThread {
  const { recruiter, nurse } = story.planted
  const police = story.ledger.placesOf(recruiter.id).filter((place) => place.file === policePeopleFile)
  return {
    number: 2,
    title: "A recruiter's phone under two names",
    start: police,
    records: [...story.ledger.placesOf(recruiter.id), ...story.ledger.placesOf(nurse.id)],
    expected: [
      `${recruiter.phones[0] ?? ''} stands in ${policePeopleFile} and at ${recruiterInPhilippines} in ${wdkPeopleFile}: hit`,
      'the Thai file calls her พี่หนึ่ง, the Philippine file Ate Nina: same person',
      `the second phone in the Thai file, ${nurse.phones[0] ?? ''}, is a nurse's: two digits were exchanged; recall it`,
    ],
  }
}

function raidThread({ story, peopleInNeed }: Written): TruthThread {
  const having = (trait: Trait): string =>
    peopleInNeed
      .filter((person) => person.traits.includes(trait))
      .map((person) => person.code)
      .join(', ')
  return {
    number: 3,
    title: "A raid's 120 people",
    start: [{ file: arrivalFile, key: peopleInNeed[0]?.code ?? '' }],
    records: peopleInNeed.flatMap((person) => story.ledger.placesOf(person.entity)),
    expected: [
      'all 120 are possible victims until a panel of two organisations decides',
      `children: ${having('child')}; age disputed and treated as children: ${having('age disputed')}`,
      `no embassy is told of the asylum claims: ${having('asylum claim')}`,
      `withdraws consent midway: ${having('withdraws consent')}; what was shared is recalled`,
      `charged while possible victim: ${having('charged while possible victim')}; the police know team-leader-9 and cannot learn the other role`,
    ],
  }
}

function somchaiThread(story: Story): TruthThread {
  const { somchai, otherSomchai } = story.planted
  const of = (file: string): RecordPlace[] =>
    story.ledger.placesOf(somchai.id).filter((place) => place.file === file)
  return {
    number: 4,
    title: 'สมชาย / Somchai / SOMCHAY / 颂猜',
    start: of(policePeopleFile),
    records: [...story.ledger.placesOf(somchai.id), ...story.ledger.placesOf(otherSomchai.id)],
    expected: [
      'same: สมชาย of the police register and Somchai of the money desk: birth date and phone agree',
      `same: สมชาย and 颂猜 (${somchaiInPhilippines}): passport and birth year agree`,
      'different: SOMCHAY of the passenger list: another birth date, another passport, another phone',
    ],
  }
}

function bookingThread({ story, strangers }: Written): TruthThread {
  const placesOf = (cast: string): RecordPlace[] =>
    strangers
      .filter((being) => being.cast === cast)
      .flatMap((being) => story.ledger.placesOf(being.id))
      .filter((place) => place.file === passengerFile)
  const choir = placesOf('choir')
  const offered = placesOf('possible victim')
  return {
    number: 5,
    title: 'A booking to the border that is a choir, and one that is not',
    start: [...choir.slice(0, 1), ...offered.slice(0, 1)],
    records: [...choir, ...offered],
    expected: [
      'the party of 24 paid by Saint Cecilia Parish Training is a choir: cleared by the officer, with the reason kept',
      'the party of 6 paid by the travel agent of the network is offered a protection interview; nobody is refused',
    ],
  }
}

function neighbourThread(story: Story): TruthThread {
  const officer = people[1]
  const records = story.ledger.placesOf(story.planted.neighbour.id)
  return {
    number: 6,
    title: 'An officer looks up his neighbour',
    start: records.slice(0, 1),
    records,
    expected: [
      `the officer is ${officer?.name.en ?? ''} (${officer?.id ?? ''}) of ${officer?.organisation ?? ''}`,
      'no case and no report names the neighbour: every look-up of hers is without ground, and oversight finds it',
    ],
  }
}
