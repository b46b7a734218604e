import { buddhistDate, isoDay, thaiDigits } from '../calendar.ts'
import { reachesPhilippines } from '../cast/build-reports.ts'
import type { ScamReport, Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { latinName, plainLatin, thaiName } from '../name/invent-name.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, phoneAsWritten, tableFile } from './table-file.ts'

export const thaiReportFile = 'th-aht-scam-reports.csv'
export const philippineReportFile = 'ph-wdk-scam-reports.csv'

/** Column names of one desk's form, by what they hold. */
type Form = Readonly<
  Record<
    | 'key'
    | 'date'
    | 'name'
    | 'phone'
    | 'country'
    | 'scheme'
    | 'amount'
    | 'currency'
    | 'account'
    | 'wallet'
    | 'suspect'
    | 'site'
    | 'text',
    string
  >
>

const thaiForm: Form = {
  key: 'เลขรับแจ้ง',
  date: 'วันที่แจ้ง',
  name: 'ผู้แจ้ง',
  phone: 'โทรศัพท์ผู้แจ้ง',
  country: 'ประเทศ',
  scheme: 'รูปแบบ',
  amount: 'จำนวนเงิน',
  currency: 'สกุลเงิน',
  account: 'โอนไปบัญชี',
  wallet: 'กระเป๋าเงินดิจิทัล',
  suspect: 'หมายเลขที่โทรมา',
  site: 'เว็บไซต์',
  text: 'พฤติการณ์',
}
const philippineForm: Form = {
  key: 'Report no',
  date: 'Reported on',
  name: 'Complainant',
  phone: 'Complainant phone',
  country: 'Country',
  scheme: 'Scheme',
  amount: 'Loss',
  currency: 'Currency',
  account: 'Paid to account',
  wallet: 'Wallet',
  suspect: 'Caller number',
  site: 'Site',
  text: 'Story',
}

/** The Thai and the Philippine desk's reports; thirty losses are in both, told a little differently. */
export function writeScamReports(story: Story): WorldFile[] {
  const at = (report: ScamReport): 'th' | 'ph' => (reachesPhilippines(report.country) ? 'ph' : 'th')
  return (['th', 'ph'] as const).map((node) => {
    const thai = node === 'th'
    const name = thai ? thaiReportFile : philippineReportFile
    const form = thai ? thaiForm : philippineForm
    const random = randomOf(story.seed, name)
    const here = story.reports.filter((report) => at(report) === node || report.alsoIn === node)
    const rows = here.map((report, index) => {
      const key = thai ? `RPT-2569-${numbered(index + 1)}` : `WD-2026-${numbered(index + 1)}`
      for (const entity of [report.id, report.victim.id, report.mule.accountId, report.wallet.id])
        story.ledger.note(entity, name, key)
      return thai ? thaiRow(random, report, key) : philippineRow(random, report, key)
    })
    return tableFile(
      {
        name,
        node,
        organisation: thai ? 'th-aht' : 'ph-wdk',
        source: thai ? 'Scam report desk' : 'Complaints desk',
        marking: 'agency',
        ...(thai ? { encoding: 'windows-874' as const } : {}),
      },
      { columns: Object.values(form), rows, mapping: mappingOf(form, thai) },
    )
  })
}

function thaiRow(random: Random, report: ScamReport, key: string): Row {
  const date = buddhistDate(isoDay(report.day + random.between(0, 6)))
  const f = thaiForm
  return {
    [f.key]: key,
    [f.date]: random.chance(0.3) ? thaiDigits(date) : date,
    [f.name]:
      report.country === 'th' ? thaiName(report.victim.name) : plainLatin(latinName(report.victim.name)),
    [f.phone]: phoneAsWritten(report.victim.phones[0] ?? '', random.below(3)),
    [f.country]: report.country.toUpperCase(),
    [f.scheme]: report.scheme,
    [f.amount]: random.chance(0.2) ? thaiDigits(String(report.amount)) : String(report.amount),
    [f.currency]: report.currency,
    [f.account]: random.chance(0.5) ? report.mule.account : report.mule.account.replaceAll('-', ''),
    [f.wallet]: walletTold(random, report),
    [f.suspect]: phoneAsWritten(report.phone, random.below(3)),
    [f.site]: report.domain,
    [f.text]: `ผู้แจ้งถูกชักชวนทางแชต รูปแบบ ${report.scheme} โอนเงินไปธนาคารฝึกอบรม`,
  }
}

function philippineRow(random: Random, report: ScamReport, key: string): Row {
  const f = philippineForm
  return {
    [f.key]: key,
    [f.date]: isoDay(report.day + random.between(0, 9)),
    [f.name]: plainLatin(latinName(report.victim.name, report.alsoIn ? 1 : 0)),
    [f.phone]: report.victim.phones[0] ?? '',
    [f.country]: report.country.toUpperCase(),
    [f.scheme]: report.scheme,
    [f.amount]: String(report.amount),
    [f.currency]: report.currency,
    [f.account]: report.mule.account,
    [f.wallet]: walletTold(random, report),
    [f.suspect]: report.phone,
    [f.site]: `https://${report.domain}/start`,
    [f.text]: `Complainant was befriended in a chat (${report.scheme}) and sent money to Training Bank.`,
  }
}

/** Two victims in five can tell the wallet; those of thread 1 all can. */
function walletTold(random: Random, report: ScamReport): string {
  const planted = ['report-1', 'report-2', 'report-3'].includes(report.id)
  return random.chance(0.4) || planted ? report.wallet.address : ''
}

function mappingOf(form: Form, buddhist: boolean): TableMapping {
  const date = buddhist ? { date: 'buddhist' as const } : {}
  return {
    key: [form.key],
    entities: [
      {
        name: 'report',
        kind: 'ScamReport',
        key: [form.key],
        columns: [
          { column: form.key, property: 'externalId' },
          { column: form.date, property: 'date', ...date },
          { column: form.country, property: 'country' },
          { column: form.scheme, property: 'category' },
          { column: form.amount, property: 'amount' },
          { column: form.currency, property: 'currency' },
          { column: form.text, property: 'summary' },
        ],
      },
      {
        name: 'complainant',
        kind: 'Person',
        key: [form.name, form.phone],
        columns: [
          { column: form.name, property: 'name' },
          { column: form.phone, property: 'phone' },
        ],
      },
      {
        name: 'account',
        kind: 'BankAccount',
        key: [form.account],
        columns: [{ column: form.account, property: 'accountNumber' }],
      },
      {
        name: 'wallet',
        kind: 'CryptoWallet',
        key: [form.wallet],
        columns: [{ column: form.wallet, property: 'walletAddress' }],
      },
      {
        name: 'caller',
        kind: 'SimCard',
        key: [form.suspect],
        columns: [{ column: form.suspect, property: 'phone' }],
      },
      {
        name: 'site',
        kind: buddhist ? 'Domain' : 'Website',
        key: [form.site],
        columns: [{ column: form.site, property: buddhist ? 'domain' : 'website' }],
      },
    ],
    links: [
      { kind: 'ReportedBy', from: 'report', to: 'complainant' },
      ...['account', 'wallet', 'caller', 'site'].map((to) => ({
        kind: 'Mentions' as const,
        from: 'report',
        to,
      })),
    ],
  }
}
