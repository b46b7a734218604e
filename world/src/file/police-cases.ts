import { buddhistDate, isoDay } from '../calendar.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { cases } from '../people.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { tableFile } from './table-file.ts'

export const policeCaseFile = 'th-aht-case-exhibits.csv'
export const moneyCaseFile = 'th-aml-case-exhibits.csv'

const columns = ['Exhibit', 'Case', 'Opened', 'Account', 'Wallet', 'Note']
const mapping: TableMapping = {
  key: ['Exhibit'],
  entities: [
    {
      name: 'case',
      kind: 'CourtCase',
      key: ['Case'],
      columns: [
        { column: 'Case', property: 'externalId' },
        { column: 'Opened', property: 'startDate', date: 'buddhist' },
      ],
    },
    {
      name: 'account',
      kind: 'BankAccount',
      key: ['Account'],
      columns: [{ column: 'Account', property: 'accountNumber' }],
    },
    {
      name: 'wallet',
      kind: 'CryptoWallet',
      key: ['Wallet'],
      columns: [{ column: 'Wallet', property: 'walletAddress' }],
    },
  ],
  links: [
    { kind: 'Mentions', from: 'case', to: 'account', detail: 'Note' },
    { kind: 'Mentions', from: 'case', to: 'wallet', detail: 'Note' },
  ],
}

/** Thread 1: the police and the money desk each have a case on one wallet and do not know of each other. */
export function writeCases(story: Story): WorldFile[] {
  const planted = story.reports.slice(0, 3)
  const wallet = planted[0]?.wallet
  const exhibits = (
    prefix: string,
    reference: string,
    accounts: readonly { id: string; number: string }[],
  ): Row[] =>
    [
      ...accounts.map((account) => ({ ...account, wallet: '' })),
      { id: wallet?.id ?? '', number: '', wallet: wallet?.address ?? '' },
    ].map((exhibit, index) => ({
      Exhibit: `${prefix}-${index + 1}`,
      Case: reference,
      Opened: buddhistDate(isoDay(prefix === 'EX-P' ? 108 : 112)),
      Account: exhibit.number,
      Wallet: exhibit.wallet,
      Note: exhibit.wallet === '' ? 'account of payment' : 'wallet of arrival',
    }))
  const files = [
    {
      name: policeCaseFile,
      organisation: 'th-aht',
      reference: cases.raid,
      prefix: 'EX-P',
      accounts: planted.map((report) => ({ id: report.mule.accountId, number: report.mule.account })),
    },
    {
      name: moneyCaseFile,
      organisation: 'th-aml',
      reference: cases.money,
      prefix: 'EX-M',
      accounts: planted
        .slice(0, 1)
        .map((report) => ({ id: report.second.accountId, number: report.second.account })),
    },
  ]
  return files.map((file) => {
    const rows = exhibits(file.prefix, file.reference, file.accounts)
    file.accounts.forEach((account, index) =>
      story.ledger.note(account.id, file.name, `${file.prefix}-${index + 1}`),
    )
    if (wallet) story.ledger.note(wallet.id, file.name, `${file.prefix}-${file.accounts.length + 1}`)
    return tableFile(
      {
        name: file.name,
        node: 'th',
        organisation: file.organisation,
        source: 'Case exhibits',
        marking: 'case',
        caseReference: file.reference,
      },
      { columns, rows, mapping },
    )
  })
}
