import type { Words } from './text.ts'

const word = (en: string, th: string): Words => ({ en, th })

/**
 * Coded values about a case of trafficking, by the field of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0)
 * they stand in. What the standard has no value for is marked as this product's own in `ownCodes`.
 */
export const caseCodes = {
  prs_Gender: {
    Feminine: word('Female', 'หญิง'),
    Masculine: word('Male', 'ชาย'),
    TransgenderFeminine: word('Transgender, female', 'หญิงข้ามเพศ'),
    TransgenderMasculine: word('Transgender, male', 'ชายข้ามเพศ'),
    NonConforming: word('Neither', 'ไม่ระบุตามเพศชายหญิง'),
    NonSpecifiedUnknown: word('Not said', 'ไม่ได้บอก'),
  },
  vic_TypeOfExploitation: {
    ForcedLabour: word('Forced labour', 'แรงงานบังคับ'),
    SexualExploitation: word('Sexual exploitation', 'แสวงหาประโยชน์ทางเพศ'),
    ChildLabour: word('Child labour', 'แรงงานเด็ก'),
    ForcedMarriage: word('Forced marriage', 'บังคับแต่งงาน'),
    Servitude: word('Servitude', 'เอาคนลงเป็นทาส'),
    ForcedMilitaryByNonStateActors: word('Forced to fight for an armed group', 'บังคับร่วมกองกำลังติดอาวุธ'),
    OrganRemoval: word('Removal of organs', 'ตัดอวัยวะเพื่อการค้า'),
    ForcedBegging: word('Forced begging', 'บังคับขอทาน'),
    ForcedAdoption: word('Forced adoption', 'บังคับยกบุตร'),
    Surrogacy: word('Forced surrogacy', 'บังคับอุ้มบุญ'),
    ForcedCriminality: word('Forced to commit crimes, such as scams', 'บังคับให้กระทำผิด เช่น หลอกลวงออนไลน์'),
    Other: word('Other', 'อื่น ๆ'),
  },
  vic_MethodsOfControl: {
    PhysicalThreats: word('Threats of violence', 'ขู่ทำร้าย'),
    ThreatsLawEnforcement: word('Threats of the police', 'ขู่ว่าจะแจ้งตำรวจ'),
    ThreatensChildrenFamily: word('Threats against the family', 'ขู่ทำร้ายครอบครัว'),
    DebtBondage: word('Debt', 'ผูกมัดด้วยหนี้'),
    FalsePromises: word('False promises', 'หลอกด้วยคำสัญญา'),
    PhysicalAbuse: word('Violence', 'ทำร้ายร่างกาย'),
    SexualAbuse: word('Sexual violence', 'ล่วงละเมิดทางเพศ'),
    TakesEarnings: word('Pay taken', 'ยึดรายได้'),
    RestrictsFinancialAccess: word('No access to own money', 'ไม่ให้เข้าถึงเงินของตน'),
    RestrictsMedicalCare: word('No doctor', 'ไม่ให้พบแพทย์'),
    WithholdsNecessities: word('No food, sleep or shelter', 'ไม่ให้อาหาร ที่นอน หรือที่พัก'),
    PsychologicalAbuse: word('Humiliation and pressure', 'ทำร้ายจิตใจ'),
    PsychoactiveSubstance: word('Drugs or alcohol', 'ใช้ยาหรือสุรา'),
    ExcessiveWorkingHours: word('Far too long hours', 'ทำงานเกินเวลามาก'),
    WithholdsDocuments: word('Papers taken', 'ยึดเอกสาร'),
    RestrictsMovement: word('Locked in or guarded', 'กักขังหรือควบคุมการเดินทาง'),
    RansomDemand: word('Ransom to leave', 'เรียกค่าไถ่ก่อนปล่อยตัว'),
    SaleToAnother: word('Sold on', 'ขายต่อ'),
    CompoundDebt: word('Debt to the compound', 'หนี้ที่แก๊งอ้างเก็บ'),
    Other: word('Other', 'อื่น ๆ'),
  },
  vic_ForcedLabourIndustry: {
    A_AgricultureForestryAndFishing: word('Farming, forestry and fishing', 'เกษตร ป่าไม้ ประมง'),
    B_MiningAndQuarrying: word('Mining', 'เหมืองแร่'),
    C_Manufacturing: word('Manufacturing', 'การผลิต'),
    D_ElectricityGasSteamAndAirConditioningSupply: word('Electricity and gas', 'ไฟฟ้าและก๊าซ'),
    E_WaterSupplySewerageWasteManagement: word('Water and waste', 'น้ำประปาและของเสีย'),
    F_Construction: word('Construction', 'ก่อสร้าง'),
    G_WholesaleAndRetailTradeRepairOfMotorVehicles: word('Trade and repair', 'ค้าขายและซ่อมยานยนต์'),
    H_TransportationAndStorage: word('Transport', 'ขนส่ง'),
    I_AccommodationAndFoodServiceActivities: word('Hotels and restaurants', 'โรงแรมและร้านอาหาร'),
    J_InformationAndCommunication: word('Information and communication', 'สารสนเทศและการสื่อสาร'),
    K_FinancialAndInsuranceActivities: word('Finance', 'การเงิน'),
    L_RealEstateActivities: word('Real estate', 'อสังหาริมทรัพย์'),
    M_ProfessionalScientificAndTechnicalActivities: word('Professional services', 'บริการวิชาชีพ'),
    N_AdministrativeAndSupportServiceActivities: word('Office and support services', 'บริการสนับสนุนสำนักงาน'),
    O_PublicAdministrationAndDefence: word('Public administration', 'ราชการ'),
    P_Education: word('Education', 'การศึกษา'),
    Q_HumanHealthAndSocialWorkActivities: word('Health and social work', 'สาธารณสุขและสังคม'),
    R_ArtsEntertainmentAndRecreation: word('Entertainment and gambling', 'บันเทิงและการพนัน'),
    S_OtherServiceActivities: word('Other services', 'บริการอื่น'),
    T_ActivitiesOfHouseholdsAsEmployers: word('Domestic work', 'งานบ้าน'),
    U_ActivitiesOfExtraterritorialOrganizations: word('International organisations', 'องค์การระหว่างประเทศ'),
  },
  vic_TypeOfSexExploitation: {
    Prostitution: word('Prostitution', 'การค้าประเวณี'),
    Pornography: word('Pornography', 'สื่อลามก'),
    RemoteInteractiveServices: word('Online sexual services', 'บริการทางเพศออนไลน์'),
    PrivateSexualServices: word('Private sexual services', 'บริการทางเพศส่วนตัว'),
  },
  vic_RelationshipToTrafficker: {
    Familial: word('Family', 'ครอบครัว'),
    Acquainted: word('Somebody known', 'คนรู้จัก'),
    Unaquainted: word('A stranger', 'คนแปลกหน้า'),
  },
  vic_MethodOfRecruitment: {
    AtAPlaceOfBusiness: word('At a place of business', 'ที่สถานประกอบการ'),
    AtAnEducationalInstitution: word('At a school', 'ที่สถานศึกษา'),
    AtWork: word('At work', 'ที่ทำงาน'),
    ThroughOnlineSocialNetworks: word('By social media', 'ทางสื่อสังคมออนไลน์'),
    ThroughAnOnlineAdvertisement: word('By an online advertisement', 'ทางโฆษณาออนไลน์'),
    ThroughATelevisionAdvert: word('By television', 'ทางโทรทัศน์'),
    ThroughANewspaperAdvert: word('By a newspaper', 'ทางหนังสือพิมพ์'),
    ThroughFamilyOrFamilyEvents: word('Through family', 'ผ่านครอบครัว'),
    ThroughFriendsOrSocialEvents: word('Through friends', 'ผ่านเพื่อน'),
    Other: word('Other', 'อื่น ๆ'),
  },
} as const satisfies Record<string, Readonly<Record<string, Words>>>

export type CaseCodeField = keyof typeof caseCodes
export const caseCodeFields = Object.keys(caseCodes) as CaseCodeField[]

/** Values of this product's own, which the standard has no name for. In an exported file they stand as `Other` and by name beside it. */
export const ownCodes: Partial<Record<CaseCodeField, readonly string[]>> = {
  vic_TypeOfExploitation: ['ForcedCriminality'],
  vic_MethodsOfControl: ['RestrictsMovement', 'RansomDemand', 'SaleToAnother', 'CompoundDebt'],
}

/** Fields that take one value; the others take several. */
export const singleCodes: readonly CaseCodeField[] = [
  'prs_Gender',
  'vic_ForcedLabourIndustry',
  'vic_RelationshipToTrafficker',
]

/** What is coded of a case, for figures and for the exchange of cases: never a name, a word that was said, or a day. */
export interface CaseFacts {
  readonly codes: Partial<Record<CaseCodeField, readonly string[]>>
  /** Years at registration. */
  readonly age?: number
  /** ISO 3166-1 alpha-2, STATELESS or UNDETERMINED. */
  readonly citizenships?: readonly string[]
  /** Where it happened; ISO 3166-1 alpha-2. */
  readonly exploitedIn?: string
  /** How long, in months. */
  readonly months?: number
}
