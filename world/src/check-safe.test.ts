import assert from 'node:assert/strict'
import test from 'node:test'
import { checkSafe } from './check-safe.ts'
import { generateWorld } from './generate-world.ts'

const { files } = generateWorld({ seed: 1, scale: 1 })

test('every value of the world lies in the safe ranges, and the check looked at enough of them', () => {
  const report = checkSafe(files)
  assert.deepEqual(report.violations, [])
  const floor = {
    domain: 500,
    phone: 15_000,
    passport: 12_000,
    issuer: 12_000,
    account: 1_000,
    wallet: 200,
    device: 400,
  }
  for (const [rule, least] of Object.entries(floor))
    assert.ok(
      (report.looked[rule as keyof typeof floor] ?? 0) >= least,
      `${rule}: ${JSON.stringify(report.looked)}`,
    )
})

const planted: readonly (readonly [string, string])[] = [
  ['domain', 'write to somchai@shop.com today'],
  ['domain', 'https://www.winners.co/start'],
  ['phone', '+66 81 234 5678'],
  ['phone', '+๖๖๘๑๒๓๔๕๖๗๘'],
  ['phone', '+1 212 555 0234'],
  ['local phone', '081-234-5678'],
  ['passport', 'AB1234567'],
  ['issuer', 'XX1234567,THA,'],
  ['account', '999-1-23456-9'],
  ['account', '123-4-56789-0'],
  ['iban', 'GB82WEST12345698765432'],
  ['card', '4111 1111 1111 1111'],
  ['wallet', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
  ['unprotected wallet', '0x52908400098527886e0f7030069857d2e4169ee7'],
  ['device', '490154203237518'],
  ['sim card', '8966012345678901234'],
  ['bank', '"bankName":["Real Bank"]'],
]

for (const [rule, text] of planted) {
  test(`a planted ${rule} outside its range is found with its line: ${text}`, () => {
    const { violations } = checkSafe([{ name: 'planted.csv', text: `first line\n${text}\nlast` }])
    assert.ok(
      violations.some((found) => found.rule === rule && found.line === 2 && found.file === 'planted.csv'),
      JSON.stringify(violations),
    )
  })
}

test('the safe neighbours of planted values pass', () => {
  const text = 'a@shop.example +447700900123 +1 212-555-0123 +999812345678 XX1234567,UTO, 001234567890123'
  assert.deepEqual(checkSafe([{ name: 'safe.csv', text }]).violations, [])
})
