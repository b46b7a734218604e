import assert from 'node:assert/strict'
import { test } from 'node:test'

import { ConfigFault, readConfig } from './config.ts'

const production = {
  SHIELD_MODE: 'production',
  SHIELD_NODE: 'th',
  SHIELD_DATA: '/srv/shield',
  SHIELD_ORIGIN: 'https://shield.example',
  DATABASE_URL: 'postgres://shield:w9Zq4nT7xV2b@db.internal:5432/shield',
}
const provider = {
  ...{ id: 'police', issuer: 'https://id.example', clientId: 'shield', clientSecret: 'f3J9-long-enough' },
  name: { en: 'Police', th: 'ตำรวจ' },
}

function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

test('a bare production lists everything that is missing at once', () => {
  const faults = faultsOf({ SHIELD_MODE: 'production' })
  for (const name of ['DATABASE_URL', 'SHIELD_NODE', 'SHIELD_DATA', 'SHIELD_ORIGIN'])
    assert.ok(
      faults.some((fault) => fault.startsWith(name)),
      name,
    )
  assert.equal(faults.length, 4)
})

test('everything that is wrong is told at once, by name and never by value', () => {
  const faults = faultsOf({
    ...{ SHIELD_MODE: 'live', SHIELD_NODE: 'TH-1', SHIELD_PORT: '99999', DATABASE_URL: 'hunter2hunter2' },
    ...{ SHIELD_ORIGIN: 'shield', SHIELD_OIDC: '{', SHIELD_LOG: 'loud' },
  })
  for (const name of ['MODE', 'NODE', 'PORT', 'ORIGIN', 'OIDC', 'LOG'])
    assert.ok(
      faults.some((fault) => fault.startsWith(`SHIELD_${name}`)),
      name,
    )
  assert.ok(faults.some((fault) => fault.startsWith('DATABASE_URL')))
  assert.doesNotMatch(faults.join('\n'), /hunter2/)
})

test('a production that is set up right starts, and the training default does', () => {
  assert.deepEqual(faultsOf(production), [])
  assert.deepEqual(faultsOf({ ...production, SHIELD_OIDC: JSON.stringify([provider]) }), [])
  assert.equal(readConfig({}).mode, 'training')
})

test('production refuses secrets that everybody guesses', () => {
  const url = (password: string): string => `postgres://shield:${password}@db.internal/shield`
  for (const password of ['', 'shield', 'postgres', 'password', 'changeme', 'secret', 'admin', 'short'])
    assert.equal(faultsOf({ ...production, DATABASE_URL: url(password) }).length, 1, password)
  for (const clientSecret of ['', 'secret', 'changeme', 'shield'])
    assert.equal(
      faultsOf({ ...production, SHIELD_OIDC: JSON.stringify([{ ...provider, clientSecret }]) }).length,
      1,
      clientSecret,
    )
  const plain = { ...provider, issuer: 'http://id.example' }
  assert.equal(faultsOf({ ...production, SHIELD_OIDC: JSON.stringify([plain]) }).length, 1)
})

test('two providers of one name, or a name no address can hold, are refused', () => {
  assert.equal(faultsOf({ SHIELD_OIDC: JSON.stringify([provider, provider]) }).length, 1)
  assert.equal(faultsOf({ SHIELD_OIDC: JSON.stringify([{ ...provider, id: 'Police ID' }]) }).length, 1)
})
