import { isoDay, isoInstant } from '../calendar.ts'
import { birthAsWritten } from '../cast/being.ts'
import type { Being } from '../cast/being.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { hanName, latinName, nativeName } from '../name/invent-name.ts'
import { cases } from '../people.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { ftm, ftmText, numbered, phoneAsWritten, tableFile } from './table-file.ts'
import type { FtmEntity } from './table-file.ts'

export const wdkPeopleFile = 'ph-wdk-people.ijson'
export const wdkBundleFile = 'ph-wdk-campaigns.json'
export const advertisementFile = 'ph-mwo-job-advertisements.csv'

export const recruiterInPhilippines = 'wdk-person-0001'
export const somchaiInPhilippines = 'wdk-person-0002'

/** The women's desk's people of interest: the same network from the other end, under other names. */
export function writeWdkPeople(story: Story): WorldFile {
  const random = randomOf(story.seed, wdkPeopleFile)
  const { recruiter, somchai } = story.planted
  const others = story.network.filter(
    (being) => being !== recruiter && (random.chance(0.55) || being.cast === 'boatman'),
  )
  const entities = [recruiter, somchai, ...others].flatMap((being, index) => {
    const id = `wdk-person-${numbered(index + 1)}`
    story.ledger.note(being.id, wdkPeopleFile, id)
    return personOf(story, random, being, id)
  })
  return {
    name: wdkPeopleFile,
    format: 'ftm',
    node: 'ph',
    organisation: 'ph-wdk',
    source: "Women's desk people of interest",
    marking: 'case',
    caseReference: cases.recruiter,
    text: ftmText(entities),
  }
}

function personOf(story: Story, random: Random, being: Being, id: string): FtmEntity[] {
  const { recruiter, somchai } = story.planted
  const handle = `user${random.digits(6)}`
  const name =
    being === recruiter
      ? 'Nina Valdecruz'
      : being === somchai
        ? (hanName(being.name) ?? '')
        : latinName(being.name, random.below(3))
  return [
    ftm(id, 'Person', {
      name,
      alias:
        being === recruiter
          ? ['Ate Nina', 'Nina V.']
          : (being !== somchai && random.chance(0.5)) || being.cast === 'boatman'
            ? (hanName(being.name) ?? nativeName(being.name))
            : undefined,
      birthDate:
        being === somchai
          ? being.birth.slice(0, 4)
          : being === recruiter
            ? undefined
            : birthAsWritten(random, being.birth),
      phone: being === somchai ? undefined : phoneAsWritten(being.phones[0] ?? '', random.below(3)),
      passportNumber: being === somchai ? being.passport : undefined,
      notes: being === recruiter ? 'Posts jobs abroad; victims call her Ate Nina.' : undefined,
    }),
    ftm(`${id}-chat`, 'UserAccount', {
      service: random.pick(['Paperplane chat (training)', 'Lumo chat (training)']),
      username: handle,
      email: `${handle}@mail.example`,
      owner: id,
    }),
  ]
}

const jobTexts = [
  'Customer service, free flight, start Monday',
  'Data entry, no experience, housing included',
  'Naghahanap ng call center agent, libre ang pamasahe',
  'Dicari: staf layanan pelanggan, tiket ditanggung',
  'Tuyển nhân viên văn phòng, bao ăn ở',
  'ग्राहक सेवा, मुफ़्त टिकट',
  '招聘客服，包机票食宿',
  'รับสมัครพนักงานออนไลน์ มีที่พัก',
]

const advertisementMapping: TableMapping = {
  key: ['Ad no'],
  entities: [
    {
      name: 'advertisement',
      kind: 'JobAdvertisement',
      key: ['Ad no'],
      columns: [
        { column: 'Ad no', property: 'externalId' },
        { column: 'Seen', property: 'date' },
        { column: 'Text', property: 'content' },
        { column: 'Place', property: 'summary' },
        { column: 'Monthly', property: 'amount' },
        { column: 'Currency', property: 'currency' },
        { column: 'Link', property: 'website' },
      ],
    },
    {
      name: 'contact',
      kind: 'SimCard',
      key: ['Contact'],
      columns: [{ column: 'Contact', property: 'phone' }],
    },
    {
      name: 'signatory',
      kind: 'Person',
      key: ['Signed', 'Contact'],
      columns: [
        { column: 'Signed', property: 'name' },
        { column: 'Contact', property: 'phone' },
      ],
    },
  ],
  links: [
    { kind: 'Mentions', from: 'advertisement', to: 'contact' },
    { kind: 'Mentions', from: 'advertisement', to: 'signatory' },
  ],
}

/** Job advertisements that returned workers brought to the migrant workers' office. */
export function writeAdvertisements(story: Story): WorldFile {
  const random = randomOf(story.seed, advertisementFile)
  const recruiters = story.network.filter((being) => being.cast === 'recruiter')
  const rows = Array.from({ length: 160 }, (_, index): Row => {
    const recruiter = index < 6 ? story.planted.recruiter : random.pick(recruiters)
    const key = `AD-2026-${numbered(index + 1)}`
    const told = index < 6 || random.chance(0.35)
    if (told) story.ledger.note(recruiter.id, advertisementFile, key)
    return {
      'Ad no': key,
      Seen: isoDay(random.between(-60, 120)),
      Text: random.pick(jobTexts),
      Place: random.pick(['Bangkok', 'abroad', 'Asia', 'Tak']),
      Monthly: String(random.between(8, 26) * 100),
      Currency: 'USD',
      Contact: told ? phoneAsWritten(recruiter.phones[0] ?? '', random.below(3)) : '',
      Signed: told
        ? recruiter === story.planted.recruiter
          ? 'Ate Nina'
          : latinName(recruiter.name, 1)
        : random.pick(['HR team', 'Boss Lee', 'Miss Kay']),
      Link: `https://jobs-${random.between(1, 40)}.example/ad/${random.digits(5)}`,
    }
  })
  return tableFile(
    {
      name: advertisementFile,
      node: 'ph',
      organisation: 'ph-mwo',
      source: 'Job advertisements',
      marking: 'agency',
    },
    {
      columns: ['Ad no', 'Seen', 'Text', 'Place', 'Monthly', 'Currency', 'Contact', 'Signed', 'Link'],
      rows,
      mapping: advertisementMapping,
    },
  )
}

type StixObject = Readonly<Record<string, unknown>> & { readonly id: string }

/** Campaigns, their sites and phones as a STIX 2.1 bundle, TLP:AMBER. */
export function writeBundle(story: Story): WorldFile {
  const random = randomOf(story.seed, wdkBundleFile)
  const id = (type: string): string => `${type}--${uuid(random)}`
  const stamp = { created: isoInstant(140, 480), modified: isoInstant(145, 600) }
  const amber = ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421']
  const object = (type: string, values: Record<string, unknown>): StixObject => ({
    type,
    spec_version: '2.1',
    id: id(type),
    ...stamp,
    object_marking_refs: amber,
    ...values,
  })
  const observable = (type: string, values: Record<string, unknown>): StixObject => ({
    type,
    spec_version: '2.1',
    id: id(type),
    object_marking_refs: amber,
    ...values,
  })
  const relation = (kind: string, from: StixObject, to: StixObject): StixObject =>
    object('relationship', { relationship_type: kind, source_ref: from.id, target_ref: to.id })
  const sites = story.compounds.map((compound) =>
    object('infrastructure', {
      name: compound.name,
      infrastructure_types: ['unknown'],
      description: `Place named by returned workers, near ${compound.province} province`,
    }),
  )
  const objects: StixObject[] = [...sites]
  story.compounds.forEach((compound, index) =>
    story.ledger.note(compound.id, wdkBundleFile, sites[index]?.id ?? ''),
  )
  const byScheme = Map.groupBy(story.reports, (report) => report.scheme)
  for (const [scheme, reports] of byScheme) {
    const campaign = object('campaign', {
      name: `Training campaign ${scheme}`,
      objective: 'money of the victims',
    })
    objects.push(campaign, relation('uses', campaign, random.pick(sites)))
    const domains = [...new Set(reports.map((report) => report.domain))].slice(0, 12)
    for (const value of domains) {
      const domain = observable('domain-name', { value })
      objects.push(domain, relation('related-to', campaign, domain))
    }
    for (const phone of [...new Set(reports.map((report) => report.phone))].slice(0, 12)) {
      const number = observable('phone-number', { value: phone })
      const sim = story.sims.find((each) => each.phone === phone)
      if (sim) story.ledger.note(sim.id, wdkBundleFile, number.id)
      objects.push(number, relation('related-to', campaign, number))
    }
  }
  const bundle = { type: 'bundle', id: id('bundle'), objects }
  return {
    name: wdkBundleFile,
    format: 'stix',
    node: 'ph',
    organisation: 'ph-wdk',
    source: 'Campaign analysis',
    marking: 'node',
    text: `${JSON.stringify(bundle, undefined, 1)}\n`,
  }
}

/** A UUID of version 4 out of the seeded stream. */
function uuid(random: Random): string {
  const hex = (count: number): string =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}
