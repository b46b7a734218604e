import { buildPeopleInNeed } from './cast/people-in-need.ts'
import { buildRaid } from './cast/raid.ts'
import type { RaidPerson } from './cast/raid.ts'
import { buildStory } from './cast/build-story.ts'
import { first } from './cast/story.ts'
import { buildTruth } from './build-truth.ts'
import { writePassengers } from './file/border.ts'
import { writeMeasures } from './file/measures.ts'
import { writeMoney } from './file/money.ts'
import { writeAdvertisements, writeBundle, writeWdkPeople } from './file/philippine.ts'
import { writeCases } from './file/police-cases.ts'
import { writePolicePeople } from './file/police-people.ts'
import { writeOccupancy, writeSites } from './file/police-sites.ts'
import { writeProtection } from './file/protection.ts'
import { writeScamReports } from './file/scam-reports.ts'
import { writeCrossings, writeStays, writeTrainingList } from './file/stay.ts'
import { writeCalls, writeSeizedDevices, writeSubscribers } from './file/telephone.ts'
import { organisations } from './organisation.ts'
import type { DemonstrationOrganisation } from './organisation.ts'
import { people } from './people.ts'
import type { DemonstrationPerson } from './people.ts'
import type { Truth } from './truth.ts'
import type { WorldFile } from './world.ts'

export interface World {
  readonly files: readonly WorldFile[]
  readonly truth: Truth
  /** Wristbands, first answers and sealed identities of the 120; in no file. */
  readonly raid: readonly RaidPerson[]
  readonly people: readonly DemonstrationPerson[]
  readonly organisations: readonly DemonstrationOrganisation[]
}

/**
 * The demonstration world: the agencies' files, and the truth behind them. The same seed and scale give the same bytes.
 * Scale (a whole number from 1) multiplies ordinary travellers, payments and calls; the cast stays as it is.
 * Throws RangeError for a seed or scale that is no whole number in range.
 */
export function generateWorld(options: { readonly seed: number; readonly scale: number }): World {
  const { seed, scale } = options
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('a seed is a whole number from 0')
  if (!Number.isSafeInteger(scale) || scale < 1 || scale > 1000)
    throw new RangeError('a scale is a whole number from 1 to 1000')
  const story = buildStory(seed, scale)
  const charged = first(story.network.filter((being) => being.id === 'team-leader-9'))
  const peopleInNeed = buildPeopleInNeed(seed, charged)
  const money = writeMoney(story)
  const passengers = writePassengers(story)
  const { strangers } = passengers
  const files = [
    writePolicePeople(story),
    writeSites(story),
    writeOccupancy(story),
    writeSubscribers(story),
    writeSeizedDevices(story),
    writeCalls(story),
    ...writeCases(story),
    ...writeScamReports(story),
    ...money.files,
    passengers.file,
    writeStays(story, strangers),
    writeCrossings(story, strangers),
    writeTrainingList(story),
    ...writeProtection(story, peopleInNeed),
    ...writeMeasures(story),
    writeWdkPeople(story),
    writeAdvertisements(story),
    writeBundle(story),
  ]
  const truth = buildTruth({ story, strangers, peopleInNeed, paths: money.paths })
  const raid = buildRaid(
    seed,
    peopleInNeed,
    files.map(({ text }) => text),
  )
  return { files, truth, raid, people, organisations }
}
