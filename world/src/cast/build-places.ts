import type { Random } from '../random.ts'
import type { SafeValues } from '../safe-value.ts'
import type { Being } from './being.ts'
import { first } from './story.ts'
import type { Compound, Sim, StoryCompany } from './story.ts'

const companyNames: readonly [StoryCompany['cast'], string, string][] = [
  ['landlord company', 'Golden Lotus Estate Training Co., Ltd.', 'บริษัท โกลเด้น โลตัส เอสเตท (ฝึกอบรม) จำกัด'],
  ['scam company', 'Bright Harbour Digital Training Ltd.', 'บริษัท ไบรท์ ฮาร์เบอร์ ดิจิทัล (ฝึกอบรม) จำกัด'],
  ['scam company', 'Nine Rivers Online Training Ltd.', 'บริษัท ไนน์ ริเวอร์ส ออนไลน์ (ฝึกอบรม) จำกัด'],
  ['travel agency', 'Happy Swallow Travel Training Ltd.', 'บริษัท แฮปปี้ สวอลโลว์ ทราเวล (ฝึกอบรม) จำกัด'],
  ['shell company', 'Paper Kite Trading Training Ltd.', 'บริษัท เปเปอร์ ไคท์ เทรดดิ้ง (ฝึกอบรม) จำกัด'],
  ['shell company', 'Silver Gecko Import Training Ltd.', 'บริษัท ซิลเวอร์ เก็คโค อิมพอร์ต (ฝึกอบรม) จำกัด'],
  ['shell company', 'Quiet Mango Services Training Ltd.', 'บริษัท ไควเอท แมงโก เซอร์วิส (ฝึกอบรม) จำกัด'],
  ['shell company', 'Blue Teak Holding Training Ltd.', 'บริษัท บลู ทีค โฮลดิ้ง (ฝึกอบรม) จำกัด'],
  ['shell company', 'Second Monsoon Media Training Ltd.', 'บริษัท เซคันด์ มอนซูน มีเดีย (ฝึกอบรม) จำกัด'],
  ['shell company', 'Lucky Umbrella Export Training Ltd.', 'บริษัท ลัคกี้ อัมเบรลลา เอ็กซ์ปอร์ต (ฝึกอบรม) จำกัด'],
]

export function buildCompanies(random: Random, network: readonly Being[]): StoryCompany[] {
  const of = (cast: string): Being[] => network.filter((being) => being.cast === cast)
  const directors: Record<StoryCompany['cast'], Being[]> = {
    'landlord company': of('landlord'),
    'scam company': of('scam company owner'),
    'shell company': of('nominee'),
    'travel agency': of('travel agent'),
  }
  const used = new Map<string, number>()
  return companyNames.map(([cast, name, thai], index) => {
    const turn = used.get(cast) ?? 0
    used.set(cast, turn + 1)
    const director = directors[cast][turn % directors[cast].length] as Being
    return {
      id: `company-${index + 1}`,
      cast,
      name,
      thai,
      registration: `TRN-${random.digits(4)}-${random.digits(5)}`,
      director,
    }
  })
}

const uses = [
  'dormitory',
  'office floor',
  'canteen and shop',
  'guard house',
  'villa',
  'generator house',
  'clinic',
]

export function buildCompounds(
  random: Random,
  companies: readonly StoryCompany[],
  network: readonly Being[],
): Compound[] {
  const protectors = network.filter((being) => being.cast === 'armed protector')
  const landlordCompany = first(companies.filter((company) => company.cast === 'landlord company'))
  const tenants = companies.filter((company) => company.cast === 'scam company')
  const sites = [
    { code: 'GLP', name: 'Golden Lotus Park', thai: 'โกลเด้นโลตัสพาร์ค', province: 'Tak', count: 7, kits: 6 },
    {
      code: 'RNR',
      name: 'River Nine Resort',
      thai: 'ริเวอร์ไนน์รีสอร์ท',
      province: 'Chiang Rai',
      count: 5,
      kits: 4,
    },
  ]
  return sites.map((site, index) => ({
    id: `compound-${index + 1}`,
    code: site.code,
    name: site.name,
    thai: site.thai,
    province: site.province,
    buildings: Array.from({ length: site.count }, (_, number) => ({
      code: `${site.code}-B${number + 1}`,
      use: uses[number % uses.length] ?? 'dormitory',
      floors: random.between(1, 6),
    })),
    satelliteKits: Array.from(
      { length: site.kits },
      (_, number) => `${site.code}-KIT-${number + 1}-${random.digits(6)}`,
    ),
    feeder: `${site.code}-FEEDER-22KV`,
    landlordCompany,
    tenants: index === 0 ? tenants : tenants.slice(1),
    protector: protectors[index] ?? first(protectors),
  }))
}

/** 200 SIM cards with their handsets: the network's own first, work phones of the compounds after them. */
export function buildSims(
  random: Random,
  safe: SafeValues,
  from: { readonly network: readonly Being[]; readonly compounds: readonly Compound[] },
): Sim[] {
  const own = from.network.flatMap((holder) => holder.phones.map((phone) => ({ phone, holder })))
  const buildings = from.compounds.flatMap((compound) =>
    compound.buildings.filter((building) => building.use === 'office floor' || building.use === 'dormitory'),
  )
  let shared = safe.imei()
  return Array.from({ length: 200 }, (_, index) => {
    // Every eighth card was put into the handset of the card before it: the link between two numbers.
    const imei = index % 8 === 7 ? shared : safe.imei()
    shared = imei
    const mine = own[index]
    return {
      id: `sim-${index + 1}`,
      phone: mine?.phone ?? safe.phone(),
      imei,
      imsi: safe.imsi(),
      iccid: safe.iccid(),
      holder: mine?.holder,
      building: mine ? undefined : random.pick(buildings).code,
    }
  })
}
