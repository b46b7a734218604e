import { isoDay, storyDay } from '../calendar.ts'
import { bahtFor } from '../cast/build-reports.ts'
import { birthAsWritten } from '../cast/being.ts'
import type { Being } from '../cast/being.ts'
import type { Mule, ScamReport, Story } from '../cast/story.ts'
import { latinName, nativeName, plainLatin } from '../name/invent-name.ts'
import { cases } from '../people.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { TruthTransfer } from '../truth.ts'
import type { WorldFile } from '../world.ts'
import { ftm, ftmText, numbered } from './table-file.ts'
import type { FtmEntity } from './table-file.ts'

export const moneyFile = 'th-aml-transactions.ijson'
export const ownershipFile = 'th-aml-companies.ijson'

export interface Money {
  readonly files: readonly WorldFile[]
  /** The transfers of each report, in order. */
  readonly paths: ReadonlyMap<string, readonly TruthTransfer[]>
}

/** One transfer before it is written. `from` and `to` are ids of accounts or wallets in the file. */
interface Transfer {
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly currency: string
  readonly day: number
  readonly report: string | undefined
}

/** Accounts, wallets and payments as the anti-money-laundering desk got them from the bank: FollowTheMoney. */
export function writeMoney(story: Story): Money {
  const random = randomOf(story.seed, moneyFile)
  const accounts = accountEntities(story, random)
  const ordinary = Array.from({ length: 500 * story.scale }, (_, index) => ({
    id: `aml-ordinary-${numbered(index + 1, 6)}`,
    number: story.safe.account(),
  }))
  const transfers = [
    ...story.reports.flatMap((report) => transfersOf(random, report)),
    ...walletTransfers(random, story),
    ...Array.from({ length: 1200 * story.scale }, (): Transfer => {
      const [from, to] = [random.pick(ordinary), random.pick(ordinary)]
      return {
        from: from.id,
        to: to.id,
        ...money(random.between(50, 60_000)),
        day: random.below(storyDay),
        report: undefined,
      }
    }),
  ].filter((transfer) => transfer.from !== transfer.to)
  const paths = new Map<string, TruthTransfer[]>()
  const payments = transfers.map((transfer, index) => {
    const id = `aml-payment-${numbered(index + 1, 7)}`
    if (transfer.report !== undefined) {
      const { from, to, amount, currency } = transfer
      const path = paths.get(transfer.report) ?? []
      path.push({ payment: { file: moneyFile, key: id }, from, to, amount, currency })
      paths.set(transfer.report, path)
    }
    return paymentEntity(id, transfer)
  })
  const text = ftmText([
    ...accounts,
    ...ordinary.map((account) => bankAccount(account.id, account.number, undefined)),
    ...payments,
  ])
  const about = { format: 'ftm', node: 'th', organisation: 'th-aml', marking: 'agency' } as const
  return {
    files: [
      { ...about, name: moneyFile, source: 'Bank reply and chain watch', text },
      writeOwnership(story, about),
    ],
    paths,
  }
}

const money = (baht: number): Pick<Transfer, 'amount' | 'currency'> => ({
  amount: baht.toFixed(2),
  currency: 'THB',
})

export function victimAccountId(report: ScamReport): string {
  return `aml-victim-account-${report.id.slice('report-'.length)}`
}
export const amlId = (id: string): string => `aml-${id}`

/** Victim to first mule in one to four parts, first mule to second, second mule out to a wallet. */
function transfersOf(random: Random, report: ScamReport): Transfer[] {
  const payments = random.between(1, 4)
  const [first, second] = [amlId(report.mule.accountId), amlId(report.second.accountId)]
  const share = Math.floor(report.amount / payments)
  const paid = Array.from({ length: payments }, (_, index): Transfer => ({
    from: victimAccountId(report),
    to: first,
    amount: (index === 0 ? report.amount - share * (payments - 1) : share).toFixed(2),
    currency: report.currency,
    day: Math.max(0, report.day - payments + index),
    report: report.id,
  }))
  const baht = report.amount * (bahtFor[report.currency] ?? 1)
  return [
    ...paid,
    { from: first, to: second, ...money(baht * 0.97), day: report.day, report: report.id },
    {
      from: second,
      to: amlId(report.wallet.id),
      amount: ((baht * 0.95) / 33).toFixed(2),
      currency: 'USDT',
      day: report.day + 1,
      report: report.id,
    },
  ]
}

/** Collecting wallets empty into passing ones every few days, those into the six that cash out. */
function walletTransfers(random: Random, story: Story): Transfer[] {
  const of = (cast: string): string[] =>
    story.wallets.filter((wallet) => wallet.cast === cast).map((wallet) => amlId(wallet.id))
  const hop = (from: readonly string[], to: readonly string[], each: number): Transfer[] =>
    from.flatMap((wallet) =>
      Array.from({ length: each }, (): Transfer => ({
        from: wallet,
        to: random.pick(to),
        amount: (random.between(900, 90_000) + random.below(100) / 100).toFixed(2),
        currency: 'USDT',
        day: random.between(8, 150),
        report: undefined,
      })),
    )
  return [...hop(of('collecting'), of('passing'), 9), ...hop(of('passing'), of('cashing out'), 14)]
}

function accountEntities(story: Story, random: Random): FtmEntity[] {
  const mules = story.mules.flatMap((mule) => muleEntities(story, random, mule))
  const victims = story.reports.map((report) => {
    story.ledger.note(report.victim.id, moneyFile, victimAccountId(report))
    return bankAccount(
      victimAccountId(report),
      report.account,
      plainLatin(latinName(report.victim.name, 1)).toUpperCase(),
    )
  })
  const wallets = story.wallets.map((wallet) => {
    story.ledger.note(wallet.id, moneyFile, amlId(wallet.id))
    return ftm(amlId(wallet.id), 'CryptoWallet', {
      publicKey: wallet.address,
      currencySymbol: wallet.chain === 'tron' ? 'USDT' : 'BTC',
    })
  })
  return [...mules, ...victims, ...wallets]
}

function muleEntities(story: Story, random: Random, mule: Mule): FtmEntity[] {
  const { being } = mule
  const person = amlId(being.id)
  const held = `aml-holds-${mule.accountId}`
  story.ledger.note(being.id, moneyFile, person)
  story.ledger.note(mule.accountId, moneyFile, amlId(mule.accountId))
  story.ledger.note(mule.accountId, moneyFile, held)
  const known = being === story.planted.somchai
  return [
    ftm(person, 'Person', {
      name: known ? 'Somchai Thongraksa' : latinName(being.name, random.below(3)),
      alias: !known && random.chance(0.3) ? nativeName(being.name) : undefined,
      birthDate: known ? being.birth : birthAsWritten(random, being.birth),
      nationality: being.nationality,
      passportNumber: !known && random.chance(0.3) ? being.passport : undefined,
      phone: known || random.chance(0.5) ? being.phones[0] : undefined,
    }),
    bankAccount(amlId(mule.accountId), mule.account, undefined),
    ftm(held, 'Ownership', {
      owner: person,
      asset: amlId(mule.accountId),
      startDate: isoDay(-random.between(20, 500)),
    }),
  ]
}

function bankAccount(id: string, number: string, holder: string | undefined): FtmEntity {
  return ftm(id, 'BankAccount', { name: holder, accountNumber: number, bankName: 'Training Bank' })
}

function paymentEntity(id: string, transfer: Transfer): FtmEntity {
  return ftm(id, 'Payment', {
    payerAccount: transfer.from,
    beneficiaryAccount: transfer.to,
    amount: transfer.amount,
    currency: transfer.currency,
    date: isoDay(transfer.day),
  })
}

/** Who directs and owns the companies, as the company register answered. */
function writeOwnership(story: Story, about: Pick<WorldFile, 'format' | 'node' | 'organisation'>): WorldFile {
  const random = randomOf(story.seed, ownershipFile)
  const directors = new Map<string, Being>()
  const companies = story.companies.flatMap((company) => {
    const id = amlId(company.id)
    const director = amlId(company.director.id)
    directors.set(director, company.director)
    story.ledger.note(company.id, ownershipFile, id)
    return [
      ftm(id, 'Company', {
        name: company.name,
        alias: random.chance(0.6) ? company.thai : undefined,
        registrationNumber: company.registration,
        jurisdiction: 'th',
      }),
      ftm(`${id}-direction`, 'Directorship', {
        director,
        organization: id,
        startDate: isoDay(-random.between(200, 1500)),
      }),
    ]
  })
  const parent = amlId(story.companies[4]?.id ?? '')
  const owned = story.companies.filter((company) => company.cast !== 'shell company')
  const shells = owned.map((company, index) =>
    ftm(`aml-shareholding-${index + 1}`, 'Ownership', {
      owner: parent,
      asset: amlId(company.id),
      percentage: String(40 + index),
    }),
  )
  const persons = [...directors].map(([id, being]) => {
    story.ledger.note(being.id, ownershipFile, id)
    return ftm(id, 'Person', {
      name: latinName(being.name),
      alias: random.chance(0.4) ? nativeName(being.name) : undefined,
      birthDate: birthAsWritten(random, being.birth),
      nationality: being.nationality,
    })
  })
  return {
    ...about,
    name: ownershipFile,
    source: 'Company register reply',
    marking: 'case',
    caseReference: cases.money,
    text: ftmText([...persons, ...companies, ...shells]),
  }
}
