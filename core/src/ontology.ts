import type { Words } from './text.ts'

/**
 * What a value is: decides how it is cleaned, compared, searched and shown.
 * `name` goes to the name index; the identifier types go to the exact index.
 */
export const valueTypes = [
  'name',
  'text',
  'date',
  'country',
  'phone',
  'email',
  'url',
  'domain',
  'ip',
  'document',
  'account',
  'wallet',
  'device',
  'vehicle',
  'number',
  'money',
  'code',
  'topic',
  'hash',
  'geo',
] as const
export type ValueType = (typeof valueTypes)[number]

/** Types whose equal normal form in two places is worth telling: the same phone, account, wallet, document. */
export const identifierTypes: readonly ValueType[] = [
  'phone',
  'email',
  'url',
  'domain',
  'ip',
  'document',
  'account',
  'wallet',
  'device',
  'vehicle',
  'hash',
]

export interface Property {
  /** Stable small integer of the statement table: never reused, never renumbered. */
  readonly number: number
  readonly type: ValueType
  readonly label: Words
}

const p = (number: number, type: ValueType, en: string, th: string): Property => ({
  number,
  type,
  label: { en, th },
})

/** Properties by FollowTheMoney's name where it has one. */
export const properties = {
  name: p(1, 'name', 'Name', 'ชื่อ'),
  alias: p(2, 'name', 'Other name', 'ชื่ออื่น'),
  weakAlias: p(3, 'name', 'Weak alias', 'นามแฝงที่ไม่ชัดเจน'),
  previousName: p(4, 'name', 'Former name', 'ชื่อเดิม'),
  firstName: p(5, 'name', 'Given name', 'ชื่อตัว'),
  lastName: p(6, 'name', 'Family name', 'นามสกุล'),
  nickname: p(7, 'name', 'Nickname', 'ชื่อเล่น'),
  title: p(8, 'text', 'Title', 'คำนำหน้า'),
  gender: p(9, 'code', 'Sex as recorded', 'เพศตามเอกสาร'),
  birthDate: p(10, 'date', 'Date of birth', 'วันเกิด'),
  birthPlace: p(11, 'text', 'Place of birth', 'สถานที่เกิด'),
  deathDate: p(12, 'date', 'Date of death', 'วันเสียชีวิต'),
  nationality: p(13, 'country', 'Nationality as recorded', 'สัญชาติตามเอกสาร'),
  country: p(14, 'country', 'Country', 'ประเทศ'),
  jurisdiction: p(15, 'country', 'Jurisdiction', 'เขตอำนาจ'),
  address: p(16, 'text', 'Address', 'ที่อยู่'),
  province: p(17, 'text', 'Province', 'จังหวัด'),
  phone: p(18, 'phone', 'Phone', 'โทรศัพท์'),
  email: p(19, 'email', 'E-mail', 'อีเมล'),
  website: p(20, 'url', 'Web address', 'ที่อยู่เว็บ'),
  domain: p(21, 'domain', 'Domain', 'โดเมน'),
  ipAddress: p(22, 'ip', 'IP address', 'เลขที่อยู่ไอพี'),
  idNumber: p(23, 'document', 'Identity number', 'เลขประจำตัว'),
  passportNumber: p(24, 'document', 'Passport number', 'เลขหนังสือเดินทาง'),
  taxNumber: p(25, 'document', 'Tax number', 'เลขผู้เสียภาษี'),
  registrationNumber: p(26, 'document', 'Registration number', 'เลขทะเบียน'),
  accountNumber: p(27, 'account', 'Account number', 'เลขบัญชี'),
  iban: p(28, 'account', 'IBAN', 'ไอแบน'),
  bankName: p(29, 'text', 'Bank', 'ธนาคาร'),
  bic: p(30, 'code', 'BIC', 'รหัสบีไอซี'),
  walletAddress: p(31, 'wallet', 'Wallet address', 'ที่อยู่กระเป๋าเงินดิจิทัล'),
  currency: p(32, 'code', 'Currency', 'สกุลเงิน'),
  imei: p(33, 'device', 'IMEI', 'เลขเครื่อง (IMEI)'),
  imsi: p(34, 'device', 'IMSI', 'เลขซิม (IMSI)'),
  iccid: p(35, 'device', 'SIM card number', 'เลขซิมการ์ด'),
  plate: p(36, 'vehicle', 'Registration plate', 'ทะเบียนรถ'),
  vin: p(37, 'vehicle', 'Vehicle number', 'เลขตัวถัง'),
  callSign: p(38, 'vehicle', 'Call sign', 'สัญญาณเรียกขาน'),
  imoNumber: p(39, 'vehicle', 'IMO number', 'เลข IMO'),
  service: p(40, 'text', 'Service', 'บริการ'),
  username: p(41, 'name', 'Account name', 'ชื่อบัญชีผู้ใช้'),
  userId: p(42, 'document', 'Account id', 'รหัสบัญชีผู้ใช้'),
  topic: p(43, 'topic', 'Topic', 'หัวข้อ'),
  sector: p(44, 'text', 'Sector', 'ประเภทกิจการ'),
  position: p(45, 'text', 'Position', 'ตำแหน่ง'),
  role: p(46, 'text', 'Role', 'บทบาท'),
  programme: p(47, 'text', 'Programme', 'บัญชีรายชื่อ'),
  reason: p(48, 'text', 'Reason', 'เหตุผล'),
  authority: p(49, 'text', 'Authority', 'หน่วยงานผู้ออก'),
  listingDate: p(50, 'date', 'Listed on', 'วันที่ขึ้นบัญชี'),
  startDate: p(51, 'date', 'From', 'ตั้งแต่'),
  endDate: p(52, 'date', 'Until', 'จนถึง'),
  date: p(53, 'date', 'Date', 'วันที่'),
  summary: p(54, 'text', 'Summary', 'สรุป'),
  description: p(55, 'text', 'Description', 'รายละเอียด'),
  notes: p(56, 'text', 'Notes', 'หมายเหตุ'),
  amount: p(57, 'money', 'Amount', 'จำนวนเงิน'),
  occupancy: p(58, 'number', 'People counted', 'จำนวนคนที่นับได้'),
  coordinates: p(59, 'geo', 'Coordinates', 'พิกัด'),
  externalId: p(60, 'document', 'Id at the source', 'รหัสที่แหล่งข้อมูล'),
  sourceUrl: p(61, 'url', 'Published at', 'เผยแพร่ที่'),
  category: p(62, 'text', 'Category', 'หมวดหมู่'),
  fileHash: p(63, 'hash', 'File hash', 'ค่าแฮชของไฟล์'),
  pattern: p(64, 'text', 'Detection pattern', 'รูปแบบการตรวจจับ'),
  language: p(65, 'code', 'Language', 'ภาษา'),
  model: p(66, 'text', 'Model', 'รุ่น'),
  purpose: p(67, 'text', 'Purpose', 'วัตถุประสงค์'),
  status: p(68, 'text', 'Status', 'สถานะ'),
  foundingDate: p(69, 'date', 'Founded', 'วันก่อตั้ง'),
  legalForm: p(70, 'text', 'Legal form', 'รูปแบบนิติบุคคล'),
  tonnage: p(71, 'number', 'Tonnage', 'ระวางบรรทุก'),
  flag: p(72, 'country', 'Flag', 'ธงเรือ'),
  documentType: p(73, 'text', 'Kind of document', 'ประเภทเอกสาร'),
  stixType: p(74, 'code', 'STIX type', 'ประเภท STIX'),
  content: p(75, 'text', 'Text', 'ข้อความ'),
} as const satisfies Record<string, Property>

export type PropertyName = keyof typeof properties

export interface Kind {
  /** Stable small integer of the entity table. */
  readonly number: number
  readonly label: Words
  /** Tabler icon name, so that every screen draws a kind alike. */
  readonly icon: string
  /** Names in the outside world; '' where that format has none. */
  readonly ftm: string
  readonly stix: string
  readonly misp: string
}

const k = (
  number: number,
  en: string,
  th: string,
  icon: string,
  ftm: string,
  stix: string,
  misp: string,
): Kind => ({
  number,
  label: { en, th },
  icon,
  ftm,
  stix,
  misp,
})

/** Kinds of entity, by FollowTheMoney's name where it has one. */
export const kinds = {
  Thing: k(1, 'Thing', 'สิ่งอื่น', 'box', 'Thing', '', ''),
  Person: k(2, 'Person', 'บุคคล', 'user', 'Person', 'identity', 'person'),
  Organization: k(
    3,
    'Organisation',
    'องค์กร',
    'building-community',
    'Organization',
    'identity',
    'organization',
  ),
  Company: k(4, 'Company', 'บริษัท', 'building', 'Company', 'identity', 'legal-entity'),
  LegalEntity: k(5, 'Person or body', 'บุคคลหรือนิติบุคคล', 'id', 'LegalEntity', 'identity', 'legal-entity'),
  PublicBody: k(6, 'Public body', 'หน่วยงานรัฐ', 'building-bank', 'PublicBody', 'identity', 'organization'),
  Address: k(7, 'Address', 'ที่อยู่', 'map-pin', 'Address', 'location', 'postal-address'),
  BankAccount: k(
    8,
    'Bank account',
    'บัญชีธนาคาร',
    'credit-card',
    'BankAccount',
    'bank-account',
    'bank-account',
  ),
  CryptoWallet: k(
    9,
    'Crypto wallet',
    'กระเป๋าเงินดิจิทัล',
    'currency-bitcoin',
    'CryptoWallet',
    'cryptocurrency-wallet',
    'coin-address',
  ),
  Passport: k(10, 'Passport', 'หนังสือเดินทาง', 'id-badge-2', 'Passport', 'x-shield-passport', 'ftm-Passport'),
  Identification: k(
    11,
    'Identity document',
    'เอกสารประจำตัว',
    'id',
    'Identification',
    'x-shield-identification',
    'ftm-Identification',
  ),
  Vehicle: k(12, 'Vehicle', 'ยานพาหนะ', 'car', 'Vehicle', 'x-shield-vehicle', 'vehicle'),
  Vessel: k(13, 'Vessel', 'เรือ', 'ship', 'Vessel', 'x-shield-vessel', 'ftm-Vessel'),
  Airplane: k(14, 'Aircraft', 'อากาศยาน', 'plane', 'Airplane', 'x-shield-aircraft', 'ftm-Airplane'),
  UserAccount: k(15, 'User account', 'บัญชีผู้ใช้', 'at', 'UserAccount', 'user-account', 'user-account'),
  SimCard: k(16, 'Phone number or SIM', 'หมายเลขโทรศัพท์หรือซิม', 'phone', '', 'phone-number', 'phone'),
  Device: k(17, 'Device', 'อุปกรณ์', 'device-mobile', '', 'x-shield-device', 'phone'),
  Domain: k(18, 'Domain', 'โดเมน', 'world-www', '', 'domain-name', 'domain-ip'),
  Website: k(19, 'Web address', 'ที่อยู่เว็บ', 'link', '', 'url', 'url'),
  EmailAddress: k(20, 'E-mail address', 'ที่อยู่อีเมล', 'mail', '', 'email-addr', 'email'),
  NetworkAddress: k(21, 'Network address', 'ที่อยู่เครือข่าย', 'network', '', 'ipv4-addr', 'domain-ip'),
  Compound: k(22, 'Compound', 'แหล่งสแกม', 'building-fortress', '', 'x-shield-compound', 'geolocation'),
  ScamReport: k(23, 'Scam report', 'รายงานการหลอกลวง', 'report', '', 'x-shield-scam-report', 'scan-result'),
  JobAdvertisement: k(
    24,
    'Job advertisement',
    'ประกาศรับสมัครงาน',
    'speakerphone',
    '',
    'x-shield-job-advertisement',
    '',
  ),
  JourneyLeg: k(25, 'Journey leg', 'ช่วงการเดินทาง', 'route', 'Trip', 'x-shield-journey-leg', ''),
  Event: k(26, 'Event', 'เหตุการณ์', 'calendar-event', 'Event', 'incident', 'event'),
  Sanction: k(27, 'Sanction', 'มาตรการคว่ำบาตร', 'gavel', 'Sanction', 'x-shield-sanction', ''),
  CourtCase: k(28, 'Court case', 'คดีในศาล', 'scale', 'CourtCase', 'x-shield-court-case', 'ftm-CourtCase'),
  Document: k(29, 'Document', 'เอกสาร', 'file-text', 'Document', 'report', 'report'),
  Message: k(30, 'Message', 'ข้อความสนทนา', 'message', 'Message', 'email-message', 'chat-message'),
  RealEstate: k(31, 'Building or land', 'อสังหาริมทรัพย์', 'home', 'RealEstate', 'location', ''),
  Location: k(32, 'Place', 'สถานที่', 'map', 'Address', 'location', 'geolocation'),
  Technique: k(33, 'Technique', 'กลวิธี', 'puzzle', '', 'attack-pattern', 'attack-step'),
  Tactic: k(34, 'Tactic', 'ขั้นของการกระทำ', 'stairs', '', 'x-mitre-tactic', ''),
  ThreatActor: k(35, 'Threat actor', 'กลุ่มผู้กระทำ', 'users-group', '', 'threat-actor', ''),
  Campaign: k(36, 'Campaign', 'ปฏิบัติการหลอกลวง', 'flag', '', 'campaign', ''),
  Tool: k(37, 'Tool or malware', 'เครื่องมือหรือมัลแวร์', 'tool', '', 'tool', ''),
  Infrastructure: k(38, 'Infrastructure', 'โครงสร้างพื้นฐาน', 'antenna', '', 'infrastructure', ''),
  Indicator: k(39, 'Indicator', 'ตัวบ่งชี้ทางเทคนิค', 'target', '', 'indicator', ''),
  Observable: k(40, 'Observed thing', 'สิ่งที่ตรวจพบ', 'eye', '', 'artifact', ''),
  Countermeasure: k(41, 'Countermeasure', 'มาตรการรับมือ', 'shield', '', 'course-of-action', ''),
  Measure: k(42, 'Measure', 'มาตรการ', 'checklist', '', 'x-shield-measure', ''),
  Security: k(43, 'Security', 'หลักทรัพย์', 'chart-line', 'Security', 'x-shield-security', ''),
  Project: k(44, 'Project', 'โครงการ', 'briefcase', 'Project', 'grouping', ''),
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds

export interface LinkKind {
  readonly number: number
  /** Read from the first end to the second, and back. */
  readonly forward: Words
  readonly backward: Words
  /** FollowTheMoney edge schema with the properties that hold its two ends; '' where it has none. */
  readonly ftm: { readonly schema: string; readonly from: string; readonly to: string } | undefined
  /** STIX relationship_type written on export. */
  readonly stix: string
}

const l = (
  number: number,
  forward: Words,
  backward: Words,
  stix: string,
  ftm?: [string, string, string],
): LinkKind => ({
  number,
  forward,
  backward,
  stix,
  ftm: ftm ? { schema: ftm[0], from: ftm[1], to: ftm[2] } : undefined,
})
const w = (en: string, th: string): Words => ({ en, th })

export const linkKinds = {
  UnknownLink: l(1, w('is connected to', 'เกี่ยวข้องกับ'), w('is connected to', 'เกี่ยวข้องกับ'), 'related-to', [
    'UnknownLink',
    'subject',
    'object',
  ]),
  Ownership: l(2, w('owns', 'เป็นเจ้าของ'), w('is owned by', 'มีเจ้าของคือ'), 'owns', [
    'Ownership',
    'owner',
    'asset',
  ]),
  Directorship: l(3, w('directs', 'เป็นกรรมการของ'), w('has director', 'มีกรรมการคือ'), 'directs', [
    'Directorship',
    'director',
    'organization',
  ]),
  Membership: l(4, w('is a member of', 'เป็นสมาชิกของ'), w('has member', 'มีสมาชิกคือ'), 'member-of', [
    'Membership',
    'member',
    'organization',
  ]),
  Employment: l(5, w('works for', 'ทำงานให้'), w('employs', 'จ้าง'), 'works-for', [
    'Employment',
    'employee',
    'employer',
  ]),
  Family: l(6, w('is family of', 'เป็นครอบครัวของ'), w('is family of', 'เป็นครอบครัวของ'), 'family-of', [
    'Family',
    'person',
    'relative',
  ]),
  Associate: l(
    7,
    w('is an associate of', 'เป็นคนใกล้ชิดของ'),
    w('is an associate of', 'เป็นคนใกล้ชิดของ'),
    'associate-of',
    ['Associate', 'person', 'associate'],
  ),
  Representation: l(8, w('acts for', 'เป็นตัวแทนของ'), w('is represented by', 'มีตัวแทนคือ'), 'represents', [
    'Representation',
    'agent',
    'client',
  ]),
  Payment: l(9, w('paid', 'จ่ายเงินให้'), w('was paid by', 'ได้รับเงินจาก'), 'paid', [
    'Payment',
    'payer',
    'beneficiary',
  ]),
  Debt: l(10, w('owes', 'เป็นหนี้'), w('is owed by', 'เป็นเจ้าหนี้ของ'), 'owes', ['Debt', 'debtor', 'creditor']),
  Succession: l(11, w('was followed by', 'ถูกสืบต่อโดย'), w('followed', 'สืบต่อจาก'), 'succeeded-by', [
    'Succession',
    'predecessor',
    'successor',
  ]),
  Occupancy: l(12, w('holds the post', 'ดำรงตำแหน่ง'), w('is held by', 'ดำรงตำแหน่งโดย'), 'holds', [
    'Occupancy',
    'holder',
    'post',
  ]),
  Call: l(13, w('called', 'โทรหา'), w('was called by', 'ได้รับสายจาก'), 'communicated-with', [
    'Call',
    'caller',
    'receiver',
  ]),
  Holder: l(14, w('holds', 'ถือครอง'), w('is held by', 'ถือครองโดย'), 'has'),
  Uses: l(15, w('uses', 'ใช้'), w('is used by', 'ถูกใช้โดย'), 'uses'),
  LocatedAt: l(16, w('is at', 'อยู่ที่'), w('is the place of', 'เป็นที่ตั้งของ'), 'located-at'),
  PartOf: l(17, w('is part of', 'เป็นส่วนหนึ่งของ'), w('contains', 'ประกอบด้วย'), 'part-of'),
  Controls: l(18, w('controls', 'ควบคุม'), w('is controlled by', 'ถูกควบคุมโดย'), 'controls'),
  Recruits: l(19, w('recruited', 'จัดหา'), w('was recruited by', 'ถูกจัดหาโดย'), 'recruits'),
  Transports: l(20, w('transported', 'พาเดินทาง'), w('was transported by', 'ถูกพาเดินทางโดย'), 'transports'),
  Guards: l(21, w('guards', 'เฝ้า'), w('is guarded by', 'ถูกเฝ้าโดย'), 'guards'),
  Mentions: l(22, w('mentions', 'กล่าวถึง'), w('is mentioned in', 'ถูกกล่าวถึงใน'), 'mentions'),
  SanctionedBy: l(23, w('is listed under', 'ขึ้นบัญชีตาม'), w('lists', 'ขึ้นบัญชี'), 'sanctioned-by'),
  Targets: l(24, w('targets', 'มุ่งเป้าที่'), w('is targeted by', 'ตกเป็นเป้าของ'), 'targets'),
  Indicates: l(25, w('indicates', 'บ่งชี้'), w('is indicated by', 'ถูกบ่งชี้โดย'), 'indicates'),
  AttributedTo: l(
    26,
    w('is attributed to', 'เชื่อว่าเป็นของ'),
    w('is held responsible for', 'ถูกเชื่อว่าทำ'),
    'attributed-to',
  ),
  RevokedBy: l(27, w('was replaced by', 'ถูกแทนที่โดย'), w('replaces', 'แทนที่'), 'revoked-by'),
  Mitigates: l(28, w('counters', 'รับมือกับ'), w('is countered by', 'รับมือด้วย'), 'mitigates'),
  DocumentOf: l(29, w('has the document', 'มีเอกสาร'), w('is a document of', 'เป็นเอกสารของ'), 'has-document'),
  Lured: l(30, w('was lured by', 'ถูกหลอกโดย'), w('lured', 'หลอก'), 'lured-by'),
  TravelledWith: l(31, w('travelled with', 'เดินทางกับ'), w('travelled with', 'เดินทางกับ'), 'travelled-with'),
  ReportedBy: l(32, w('was reported by', 'แจ้งโดย'), w('reported', 'แจ้ง'), 'reported-by'),
} as const satisfies Record<string, LinkKind>

export type LinkKindName = keyof typeof linkKinds

const byNumber = <T extends { number: number }, N extends string>(table: Record<N, T>): Map<number, N> =>
  new Map((Object.entries(table) as [N, T][]).map(([name, entry]) => [entry.number, name]))

const propertyNames = byNumber(properties as Record<PropertyName, Property>)
const kindNames = byNumber(kinds as Record<KindName, Kind>)
const linkKindNames = byNumber(linkKinds as Record<LinkKindName, LinkKind>)

/** Name of a stored number; a number of a later release that this one does not know throws RangeError. */
export function propertyOf(number: number): PropertyName {
  return known(propertyNames.get(number), 'property', number)
}
export function kindOf(number: number): KindName {
  return known(kindNames.get(number), 'kind', number)
}
export function linkKindOf(number: number): LinkKindName {
  return known(linkKindNames.get(number), 'link kind', number)
}

function known<T>(name: T | undefined, what: string, number: number): T {
  if (name === undefined) throw new RangeError(`no ${what} has the number ${number}`)
  return name
}
