import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

const longAgo = '2015-05-12T03:00:00.000Z'

async function call<T>(page: Page, path: string, data?: object): Promise<T> {
  const answer = data
    ? await page.request.post(`/api/v1${path}`, { data })
    : await page.request.get(`/api/v1${path}`)
  assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Somebody who came out eleven years ago, agreed that a partner abroad is told, and of whom nothing was heard since. */
async function received(worker: Page): Promise<{ readonly code: string; readonly consent: string }> {
  const place = { site: 'Pier of long ago', startedAt: longAgo, organisations: [] }
  const { id } = await call<{ id: string }>(worker, '/arrivals', place)
  const code = personCode(randomBytes(11))
  const identity = { names: [{ text: 'မသန္တာ', kind: 'given' }], citizenships: [], documents: [], phones: [] }
  const act = { id: randomUUID(), code, at: longAgo, triage: { age: 'adult', speaks: ['my'] }, identity }
  await call(worker, `/arrivals/${id}/acts`, { acts: [act] })
  const consent = randomUUID()
  await call(worker, `/protected/${code}/consent`, {
    ...{ id: consent, purpose: 'transfer-abroad', recipients: ['ph-wdk'], basis: 'consent' },
    ...{ mode: 'spoken', language: 'my', textVersion: '1', at: longAgo },
  })
  return { code, consent }
}

/** An officer hands a partner what rests on that agreement. */
async function handOver(officer: Page, approver: Page, consent: string): Promise<void> {
  const found = await call<{ items: { id: string }[] }>(officer, '/search?q=ZZ3678508')
  const entity = found.items[0]?.id ?? assert.fail('nobody is found')
  const profile = await call<{ statements: { id: string }[] }>(officer, `/entities/${entity}`)
  const agreements = await call<{ items: { id: string }[] }>(officer, '/agreements')
  const release = await call<{ id: string; state: string }>(officer, '/releases', {
    agreement: agreements.items[0]?.id,
    ...{ purpose: 'investigation', legalBasis: 'Agreement, article 4', reason: 'She agreed' },
    entities: [{ entity, statements: profile.statements.slice(0, 1).map(({ id }) => id) }],
    consent: { reference: consent, purpose: 'investigation' },
  })
  if (release.state === 'waiting')
    await call(approver, `/releases/${release.id}/approve`, { reason: 'Lawful and needed there' })
}

const button = (page: Page, called: string) => page.getByRole('button', { name: called, exact: true })

journey(
  'a day comes, two people decide, the person is gone, the certificate is signed, and the partner reports',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, purpose: 'victim-protection', language: 'th' })
    const { code, consent } = await received(worker)
    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    const approver = await sit({ person: cast.supervisor, purpose: 'investigation' })
    await handOver(officer, approver, consent)

    await worker.goto(`/protected/${code}`)
    await worker.getByRole('main').getByRole('link', { name: 'การเก็บและลบข้อมูล' }).click()
    await seen(worker.getByRole('region', { name: 'ระยะเวลาการเก็บข้อมูล' }).getByText('ครบกำหนดแล้ว'))
    await assertAccessible(worker, 'how long a person is kept')
    await button(worker, 'เสนอให้ลบ…').click()
    const asking = worker.getByRole('dialog', { name: 'เสนอให้ลบข้อมูลบุคคลนี้' })
    await seen(asking.getByRole('radio', { name: 'ครบกำหนดแล้ว' }))
    await asking.getByRole('textbox').fill('ไม่มีเหตุให้เก็บต่อ')
    await assertAccessible(worker, 'proposing to erase')
    await button(worker, 'เสนอ').click()
    await gone(asking)
    await worker.getByRole('region', { name: 'การลบข้อมูล' }).getByRole('link').click()
    await seen(worker.getByText('หัวหน้าที่ไม่ใช่ผู้เสนอเป็นผู้พิจารณา'))
    const address = new URL(worker.url()).pathname

    const supervisor = await sit({ person: cast.careSupervisor, purpose: 'victim-protection', width: 390 })
    await supervisor.goto(`/protected/${code}/retention`)
    await button(supervisor, 'Stop the clock…').click()
    const holding = supervisor.getByRole('dialog', { name: 'Stop the clock' })
    await holding
      .getByRole('textbox', { name: 'Why, and who asked for it' })
      .fill('A claim is before the court')
    await assertAccessible(supervisor, 'placing a hold')
    await button(supervisor, 'Stop it').click()
    await gone(holding)
    await supervisor.goto(address)
    await seen(supervisor.getByText('A hold stands. Nobody erases this person until it has ended.'))
    assert.ok(await button(supervisor, 'Agree to erase…').isDisabled(), 'a hold goes before the day')
    await supervisor.goto(`/protected/${code}/retention`)
    await button(supervisor, 'End it…').click()
    const ending = supervisor.getByRole('dialog', { name: 'End the hold' })
    await ending.getByRole('textbox').fill('The claim was paid')
    await button(supervisor, 'End it').click()
    await gone(ending)

    const oversight = await sit({ person: cast.oversight, purpose: 'oversight', width: 390 })
    await oversight.goto('/keeping?tab=overdue')
    await button(oversight, `Stop the erasing of ${code}`).click()
    const stopping = oversight.getByRole('dialog', { name: 'Stop the clock' })
    await stopping
      .getByRole('textbox', { name: 'Why, and who asked for it' })
      .fill('A complaint is looked into')
    await assertAccessible(oversight, 'oversight stops an erasing')
    await button(oversight, 'Stop it').click()
    await gone(stopping)
    await oversight.goto('/keeping?tab=overseen')
    await button(oversight, `End the hold on ${code}`).click()
    await assertFits(oversight, 'who is kept longer than the rules say')
    const letGo = oversight.getByRole('dialog', { name: 'End the hold' })
    await letGo.getByRole('textbox').fill('It was looked into')
    await button(oversight, 'End it').click()
    await gone(letGo)

    await supervisor.goto(address)
    await button(supervisor, 'Agree to erase…').click()
    const agreeing = supervisor.getByRole('dialog', { name: `Erase ${code}?` })
    await agreeing.getByRole('textbox').fill('Nothing speaks for keeping it')
    await assertAccessible(supervisor, 'agreeing to erase')
    await button(supervisor, 'Erase for good').click()
    const paper = supervisor.getByRole('article', { name: 'Certificate of erasure' })
    await seen(paper.getByText('หนังสือรับรองการลบข้อมูล'))
    await assertAccessible(supervisor, 'certificate of erasure')
    await assertFits(supervisor, 'certificate on a telephone')
    const others = supervisor.getByRole('region', { name: 'What others held' })
    await seen(others.getByText('Reports that it is gone from everywhere there'))
    await gone(supervisor.getByText('Its line waits for its place in the audit', { exact: false }))
    const [file] = await Promise.all([
      supervisor.waitForEvent('download'),
      button(supervisor, 'Signed file').click(),
    ])
    const certificate = JSON.parse(await readFile(await file.path(), 'utf8')) as { readonly proof?: object }
    assert.ok(certificate.proof, 'the file carries its place in the log')

    await worker.goto(`/protected/${code}`)
    await seen(worker.getByText('ไม่มีข้อมูลสำหรับคุณที่นี่'))
    await worker.goto('/keeping?tab=erased')
    await seen(worker.getByRole('link', { name: code }))
    await assertAccessible(worker, 'certificates')
  },
)
