import { isChild } from '@shield/core'
import type { CaseCodeField, DimensionName } from '@shield/core'

import type { CountedPerson } from './find-people.ts'

/**
 * What an answer of the interview says in the codes of the standard, where it says exactly that. An answer that leaves two
 * codes open says none.
 */
const toldCodes: Readonly<Record<string, readonly (readonly [CaseCodeField, string])[]>> = {
  CR04: [['vic_MethodsOfControl', 'DebtBondage']],
  CR05: [['vic_MethodsOfControl', 'WithholdsDocuments']],
  CR09: [['vic_MethodsOfControl', 'ThreatensChildrenFamily']],
  DR01: [['vic_MethodsOfControl', 'FalsePromises']],
  CD01: [['vic_MethodsOfControl', 'WithholdsDocuments']],
  CD02: [['vic_MethodsOfControl', 'DebtBondage']],
  CD03: [['vic_MethodsOfControl', 'RestrictsMovement']],
  CD04: [['vic_MethodsOfControl', 'PhysicalAbuse']],
  CD05: [['vic_MethodsOfControl', 'PhysicalThreats']],
  CD06: [['vic_TypeOfExploitation', 'ForcedCriminality']],
  CD11: [['vic_MethodsOfControl', 'ThreatsLawEnforcement']],
  CD13: [['vic_MethodsOfControl', 'ThreatensChildrenFamily']],
  CD14: [['vic_MethodsOfControl', 'TakesEarnings']],
  EX01: [['vic_MethodsOfControl', 'ExcessiveWorkingHours']],
  FC01: [['vic_MethodsOfControl', 'FalsePromises']],
  FC03: [['vic_MethodsOfControl', 'WithholdsDocuments']],
  FC04: [['vic_MethodsOfControl', 'RestrictsMovement']],
  FC05: [['vic_MethodsOfControl', 'RansomDemand']],
  FC06: [['vic_MethodsOfControl', 'SaleToAnother']],
  FC07: [['vic_MethodsOfControl', 'PhysicalAbuse']],
  FC11: [['vic_MethodsOfControl', 'ExcessiveWorkingHours']],
  FC12: [['vic_MethodsOfControl', 'TakesEarnings']],
  FC14: [['vic_MethodsOfControl', 'ThreatsLawEnforcement']],
  FC16: [['vic_TypeOfExploitation', 'ForcedCriminality']],
  FC17: [['vic_MethodsOfControl', 'CompoundDebt']],
  FC22: [['vic_MethodsOfControl', 'PsychoactiveSubstance']],
}

/** Codes of somebody in a field: those written for the case, and those that answers say. */
export function codesOf({ facts, told }: CountedPerson, field: CaseCodeField): ReadonlySet<string> {
  const said = [...told].flatMap((indicator) => toldCodes[indicator] ?? [])
  return new Set([
    ...(facts?.codes[field] ?? []),
    ...said.filter(([where]) => where === field).map(([, code]) => code),
  ])
}

/** The value of somebody in a dimension where everybody has one. */
export function valueOf(person: CountedPerson, dimension: DimensionName): string {
  return values[dimension]?.(person) ?? 'unknown'
}

const values: Partial<Record<DimensionName, (person: CountedPerson) => string>> = {
  month: ({ arrivedAt }) => arrivedAt.toISOString().slice(0, 7),
  year: ({ arrivedAt }) => arrivedAt.toISOString().slice(0, 4),
  age: ({ triage }) => (isChild(triage) ? 'child' : (triage.age ?? 'unknown')),
  standing: ({ standing }) => standing,
  heard: ({ interview }) => interview,
  days: daysOf,
  gender: (person) => genders[[...codesOf(person, 'prs_Gender')][0] ?? ''] ?? 'unknown',
  band: ({ facts }) => bandOf(facts?.age),
  citizenship: ({ facts }) => facts?.citizenships?.[0] ?? 'UNDETERMINED',
  country: ({ facts }) => facts?.exploitedIn ?? 'UNDETERMINED',
  duration: ({ facts }) => durationOf(facts?.months),
  homeward: ({ served }) => served?.homeward ?? 'none',
  punished: ({ served }) => served?.punished ?? 'none',
  industry: (person) => [...codesOf(person, 'vic_ForcedLabourIndustry')][0] ?? 'unknown',
}

/** The values of somebody in a dimension where somebody may have several. */
export function manyOf(person: CountedPerson, dimension: DimensionName): ReadonlySet<string> {
  if (dimension === 'exploitation') return codesOf(person, 'vic_TypeOfExploitation')
  if (dimension === 'means') return codesOf(person, 'vic_MethodsOfControl')
  if (dimension === 'helped') return new Set(person.served?.helped)
  if (dimension === 'recruitment') return codesOf(person, 'vic_MethodOfRecruitment')
  return ctdcOf(person)
}

const dayMs = 86_400_000

function daysOf({ arrivedAt, decidedAt }: CountedPerson): string {
  if (decidedAt === undefined) return 'undecided'
  const days = Math.floor((decidedAt.getTime() - arrivedAt.getTime()) / dayMs)
  if (days <= 3) return '0-3'
  if (days <= 7) return '4-7'
  if (days <= 15) return '8-15'
  return days <= 30 ? '16-30' : '31+'
}

const genders: Readonly<Record<string, string>> = {
  Feminine: 'Woman',
  Masculine: 'Man',
  TransgenderFeminine: 'Trans/Transgender/NonConforming',
  TransgenderMasculine: 'Trans/Transgender/NonConforming',
  NonConforming: 'Trans/Transgender/NonConforming',
}

/** Upper ends of the bands of the global data set, as it writes them. */
const bands: readonly (readonly [number, string])[] = [
  [8, '0--8'],
  [17, '09--17'],
  [20, '18--20'],
  [23, '21--23'],
  [26, '24--26'],
  [29, '27--29'],
  [38, '30--38'],
  [47, '39--47'],
]

function bandOf(age: number | undefined): string {
  if (age === undefined) return 'unknown'
  return bands.find(([most]) => age <= most)?.[1] ?? '48+'
}

function durationOf(months: number | undefined): string {
  if (months === undefined) return 'unknown'
  if (months <= 12) return '0--12 (0-1 yr)'
  return months <= 24 ? '13--24 (1-2 yrs)' : '25+ (2+ yrs)'
}

/** Variables of the global data set that are a yes, and the codes that make them one (codebook of 2024). */
const ctdc: readonly (readonly [variable: string, field: CaseCodeField, codes: readonly string[]])[] = [
  ['meansDebtBondageEarnings', 'vic_MethodsOfControl', ['DebtBondage', 'CompoundDebt', 'TakesEarnings']],
  [
    'meansThreats',
    'vic_MethodsOfControl',
    ['PhysicalThreats', 'ThreatensChildrenFamily', 'ThreatsLawEnforcement'],
  ],
  ['meansAbusePsyPhySex', 'vic_MethodsOfControl', ['PsychologicalAbuse', 'PhysicalAbuse', 'SexualAbuse']],
  ['meansFalsePromises', 'vic_MethodsOfControl', ['FalsePromises']],
  ['meansDrugsAlcohol', 'vic_MethodsOfControl', ['PsychoactiveSubstance']],
  [
    'meansDenyBasicNeeds',
    'vic_MethodsOfControl',
    ['RestrictsFinancialAccess', 'RestrictsMovement', 'RestrictsMedicalCare', 'WithholdsNecessities'],
  ],
  ['meansExcessiveWorkHours', 'vic_MethodsOfControl', ['ExcessiveWorkingHours']],
  ['meansWithholdDocs', 'vic_MethodsOfControl', ['WithholdsDocuments']],
  ['isForcedLabour', 'vic_TypeOfExploitation', ['ForcedLabour', 'ChildLabour', 'Servitude', 'ForcedBegging']],
  ['isSexualExploit', 'vic_TypeOfExploitation', ['SexualExploitation']],
  [
    'isOtherExploit',
    'vic_TypeOfExploitation',
    [
      ...['ForcedMarriage', 'ForcedMilitaryByNonStateActors', 'OrganRemoval', 'ForcedAdoption', 'Surrogacy'],
      ...['ForcedCriminality', 'Other'],
    ],
  ],
  ['typeOfLabourAgriculture', 'vic_ForcedLabourIndustry', ['A_AgricultureForestryAndFishing']],
  ['typeOfLabourConstruction', 'vic_ForcedLabourIndustry', ['F_Construction']],
  ['typeOfLabourDomesticWork', 'vic_ForcedLabourIndustry', ['T_ActivitiesOfHouseholdsAsEmployers']],
  ['typeOfLabourHospitality', 'vic_ForcedLabourIndustry', ['I_AccommodationAndFoodServiceActivities']],
  ['typeOfSexProstitution', 'vic_TypeOfSexExploitation', ['Prostitution']],
  ['typeOfSexPornography', 'vic_TypeOfSexExploitation', ['Pornography']],
  ['recruiterRelationFamily', 'vic_RelationshipToTrafficker', ['Familial']],
  ['recruiterRelationFriend', 'vic_MethodOfRecruitment', ['ThroughFriendsOrSocialEvents']],
  ['recruiterRelationOther', 'vic_RelationshipToTrafficker', ['Unaquainted']],
]

function ctdcOf(person: CountedPerson): ReadonlySet<string> {
  return new Set(
    ctdc
      .filter(([, field, codes]) => codes.some((code) => codesOf(person, field).has(code)))
      .map(([variable]) => variable),
  )
}
