import { isoDay, storyDay } from './calendar.ts'
import type { Being } from './cast/being.ts'
import type { PersonInNeed } from './cast/people-in-need.ts'
import { first } from './cast/story.ts'
import type { ScamReport, Story } from './cast/story.ts'
import { buildThreads } from './build-thread.ts'
import { latinName } from './name/invent-name.ts'
import { cases } from './people.ts'
import type { RecordPlace, Truth, TruthDifferent, TruthEntity, TruthRole, TruthTransfer } from './truth.ts'

/** What the truth file is made from, once every file has been written. */
export interface Written {
  readonly story: Story
  readonly strangers: readonly Being[]
  readonly peopleInNeed: readonly PersonInNeed[]
  readonly paths: ReadonlyMap<string, readonly TruthTransfer[]>
}

export function buildTruth(written: Written): Truth {
  const { story, peopleInNeed } = written
  const reports = story.reports.map((report) => ({
    id: report.id,
    victim: report.victim.id,
    country: report.country,
    currency: report.currency,
    amount: report.amount.toFixed(2),
    records: story.ledger.placesOf(report.id),
    path: written.paths.get(report.id) ?? [],
  }))
  return {
    seed: story.seed,
    scale: story.scale,
    asOf: isoDay(storyDay),
    entities: [...beings(written), ...things(story), ...inNeed(story, peopleInNeed)],
    roles: roles(story, peopleInNeed),
    peopleInNeed: peopleInNeed.map(
      ({ entity, codes, nationality, group, traits, alsoKnownAs, workPhoneSeal }) => ({
        entity,
        codes,
        nationality,
        group,
        traits,
        alsoKnownAs,
        workPhoneSeal,
      }),
    ),
    reports,
    different: different(story),
    threads: buildThreads(written, reports),
  }
}

function beings({ story, strangers }: Written): TruthEntity[] {
  const { nurse, otherSomchai, neighbour } = story.planted
  const listed = story.listed.flatMap((one) => [one.being, ...(one.namesake ? [one.namesake] : [])])
  const all = [
    ...story.network,
    ...story.mules.map((mule) => mule.being),
    ...story.reports.map((report) => report.victim),
    nurse,
    otherSomchai,
    neighbour,
    ...listed,
    ...strangers,
  ]
  return all.map((being) => ({
    id: being.id,
    kind: 'person',
    cast: being.cast,
    name: latinName(being.name),
    records: story.ledger.placesOf(being.id),
  }))
}

function things(story: Story): TruthEntity[] {
  const entity = (id: string, kind: TruthEntity['kind'], cast: string, name: string): TruthEntity => ({
    id,
    kind,
    cast,
    name,
    records: story.ledger.placesOf(id),
  })
  return [
    ...story.sims.map((sim) => entity(sim.id, 'phone', sim.holder ? 'own phone' : 'work phone', sim.phone)),
    ...story.mules.map((mule) => entity(mule.accountId, 'account', 'mule account', mule.account)),
    ...story.wallets.map((wallet) => entity(wallet.id, 'wallet', wallet.cast, wallet.address)),
    ...story.companies.map((company) => entity(company.id, 'company', company.cast, company.name)),
    ...story.compounds.map((compound) => entity(compound.id, 'compound', 'compound', compound.name)),
  ]
}

function inNeed(story: Story, people: readonly PersonInNeed[]): TruthEntity[] {
  return people.map((person) => ({
    id: person.entity,
    kind: 'person',
    cast: 'person in need',
    name: person.code,
    records: story.ledger.placesOf(person.entity),
  }))
}

/** Everybody out of the compound is a possible victim first; who is charged besides has two roles. */
function roles(story: Story, people: readonly PersonInNeed[]): TruthRole[] {
  const victimOf = (report: ScamReport, reference: string): TruthRole => ({
    entity: report.victim.id,
    case: reference,
    role: 'scam victim',
  })
  return [
    ...story.network.map((being): TruthRole => ({ entity: being.id, case: cases.raid, role: 'suspect' })),
    ...story.mules.map(({ being }): TruthRole => ({ entity: being.id, case: cases.money, role: 'suspect' })),
    { entity: story.planted.recruiter.id, case: cases.recruiter, role: 'suspect' },
    { entity: story.planted.nurse.id, case: cases.recruiter, role: 'none' },
    { entity: story.planted.neighbour.id, case: cases.raid, role: 'none' },
    { entity: story.planted.otherSomchai.id, case: cases.money, role: 'none' },
    ...story.reports.map((report) => victimOf(report, cases.money)),
    ...people.map((person): TruthRole => ({
      entity: person.entity,
      case: cases.raid,
      role: 'possible victim',
    })),
  ]
}

/** Planted look-alikes: equal names, different people. */
function different(story: Story): TruthDifferent[] {
  const place = (being: Being): RecordPlace => first(story.ledger.placesOf(being.id))
  const { somchai, otherSomchai } = story.planted
  const namesakes = story.listed.flatMap((listed) =>
    listed.namesake
      ? [
          {
            left: place(listed.being),
            right: place(listed.namesake),
            because: 'same name; birth date and passport differ and the older one is on the list',
          },
        ]
      : [],
  )
  return [
    {
      left: place(somchai),
      right: place(otherSomchai),
      because: 'same name; another birth date, another passport, another phone',
    },
    ...namesakes,
  ]
}
