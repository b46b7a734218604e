import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { comes, eventually, gone, seen } from '../see.ts'

const name = 'ဇင်မာလွင်'

/** Somebody received at a board of social welfare alone, as the screens of a board do it. */
async function received(page: Page): Promise<string> {
  const made = await page.request.post('/api/v1/arrivals', {
    data: { site: 'Bridge at night', startedAt: new Date().toISOString(), organisations: [] },
  })
  const { id } = (await made.json()) as { id: string }
  const code = personCode(randomBytes(11))
  const identity = { names: [{ text: name, kind: 'given' }], citizenships: [], documents: [], phones: [] }
  const triage = { age: 'adult', health: 'now', speaks: ['my'] }
  const added = await page.request.post(`/api/v1/arrivals/${id}/acts`, {
    data: { acts: [{ id: randomUUID(), code, at: new Date().toISOString(), triage, identity }] },
  })
  assert.equal(added.status(), 200, await added.text())
  return code
}

const button = (page: Page, called: string | RegExp) =>
  page.getByRole('button', { name: called, exact: true })

journey(
  'an emergency look: narrow, for an hour, told to the owner, judged by oversight, and in the file the person is given in Burmese',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, purpose: 'victim-protection', language: 'th' })
    const code = await received(worker)
    const shelter = await sit({ person: cast.shelterWorker, purpose: 'victim-protection', width: 390 })
    await shelter.goto('/emergency')
    await seen(shelter.getByRole('heading', { level: 1, name: 'Emergency' }))
    await button(shelter, 'Go on').click()
    await seen(shelter.getByText('There is no such code: compare each sign'))
    await assertAccessible(shelter, 'emergency, what is missing')
    await shelter.getByRole('textbox', { name: 'Code on the wristband' }).fill(code.toLowerCase())
    await shelter.getByRole('radio', { name: 'A doctor has to know' }).check()
    await shelter.getByRole('checkbox', { name: 'Names' }).check()
    await shelter.getByRole('textbox', { name: 'What has happened' }).fill('She fell and does not answer')
    await button(shelter, 'Go on').click()
    await shelter.getByRole('textbox', { name: 'Type the code once more' }).fill(code)
    await assertAccessible(shelter, 'emergency, second factor')
    await button(shelter, 'Open for one hour').click()
    const shown = shelter.getByRole('region', { name: 'Shown in an emergency' })
    await seen(shown.getByText(name))
    assert.equal(await shown.getByText('Telephones').count(), 0, 'what was not named stays closed')
    await assertFits(shelter, 'emergency on a telephone')
    await assertAccessible(shelter, 'emergency, shown')
    await button(shelter, 'Close').click()
    await gone(shown)

    await worker.goto('/')
    await comes(worker, worker.getByText('มีผู้เปิดดูข้อมูลของบุคคลที่คุณดูแลในเหตุฉุกเฉิน'))

    const oversight = await sit({ person: cast.oversight, purpose: 'oversight' })
    await oversight.goto('/emergency')
    const row = oversight.getByRole('listitem').filter({ hasText: code })
    await row.getByRole('button', { name: 'Judge…' }).click()
    await button(oversight, 'Read what was written').click()
    await seen(oversight.getByText('She fell and does not answer'))
    await assertAccessible(oversight, 'emergency, judging')
    await oversight.getByRole('radio', { name: 'justified', exact: true }).check()
    await oversight
      .getByRole('textbox', { name: 'Why, for the one who looked' })
      .fill('The doctor confirms it')
    await button(oversight, 'Judge').click()
    await seen(row.getByText(/Judged .*: justified/))

    await worker.goto(`/protected/${code}/file`)
    const emergencies = worker.getByRole('region', { name: 'ถูกเปิดดูในเหตุฉุกเฉิน' })
    await seen(emergencies.getByText('มีเหตุอันควร', { exact: false }))
    const kept = worker.getByRole('region', { name: 'ระยะเวลาการเก็บข้อมูล' })
    await seen(kept.getByText('นับจาก', { exact: false }))
    await assertAccessible(worker, 'file for the person')
    await button(worker, 'มอบให้เจ้าตัว…').click()
    await button(worker, 'เปิดเพื่อพิมพ์…').click()
    await button(worker, 'เจ้าตัวขอแฟ้ม').click()
    await button(worker, 'เปิดดู').click()
    const paper = worker.getByRole('article')
    await seen(paper.getByRole('heading', { name: 'သင့်အကြောင်း ရေးမှတ်ထားသည်များ' }))
    await seen(paper.getByText(name))
    await seen(paper.getByText('คำแปลฉบับร่าง', { exact: false }))
    await seen(paper.getByRole('heading', { name: 'ဤအချက်အလက်ကို မည်မျှကြာ သိမ်းထားမည်' }))
    await assertAccessible(worker, 'paper for the person')
    await button(worker, 'เจ้าตัวได้รับเอกสารแล้ว').click()
    await seen(worker.getByRole('region', { name: 'มอบให้เมื่อใด' }).getByText('เป็นเอกสาร'))
  },
)

journey(
  'a complaint without a name is answered by oversight, and the answer is read with the code alone',
  async ({ sit }) => {
    const somebody = await sit({ width: 390 })
    await somebody.goto('/sign-in')
    await somebody.getByRole('link', { name: 'Complain without a name' }).click()
    await seen(somebody.getByRole('heading', { level: 1, name: 'Complain without a name' }))
    await assertAccessible(somebody, 'complain')
    await somebody.getByRole('textbox', { name: 'What happened' }).fill('The officer took my telephone away')
    await button(somebody, 'Send').click()
    await seen(somebody.getByRole('heading', { name: 'It was taken' }))
    await assertAccessible(somebody, 'complain, taken')
    const comeBack = /([0-9A-Z]{4}-){4}[0-9A-Z]{4}/.exec(
      (await somebody.locator('main').textContent()) ?? '',
    )?.[0]
    assert.ok(comeBack)
    assert.deepEqual(await somebody.context().cookies(), [], 'no session was made')

    const oversight = await sit({ person: cast.oversight, purpose: 'oversight' })
    await oversight.getByRole('link', { name: 'Complaints', exact: true }).click()
    await oversight
      .getByRole('row', { name: /Police/ })
      .getByRole('button', { name: 'Open…' })
      .last()
      .click()
    await button(oversight, 'To answer it').click()
    await button(oversight, 'Open it').click()
    await seen(oversight.getByText('The officer took my telephone away'))
    await assertAccessible(oversight, 'complaint, answering')
    await oversight
      .getByRole('textbox', { name: 'Answer to the person' })
      .fill('The telephone is at the desk and is given back today')
    await button(oversight, 'Answer').click()
    await gone(oversight.getByRole('dialog'))

    await somebody.goto('/complain')
    await somebody.getByRole('textbox', { name: 'Your code' }).fill(comeBack.toLowerCase())
    await button(somebody, 'Open it').click()
    await seen(somebody.getByText('The telephone is at the desk', { exact: false }))
    await somebody.getByRole('textbox', { name: 'Say more' }).fill('Thank you, I have it back')
    await somebody
      .getByRole('region', { name: 'Read the answer' })
      .getByRole('button', { name: 'Send' })
      .click()
    await seen(somebody.getByRole('listitem').filter({ hasText: 'Thank you, I have it back' }))
    await assertAccessible(somebody, 'complain, followed')
    await assertFits(somebody, 'complain on a telephone')
    await oversight.reload()
    await eventually(
      'the last word waits',
      async () => (await oversight.getByText('waits for an answer', { exact: false }).count()) > 0,
    )
  },
)

journey(
  'what was sent abroad on a consent stands in the person’s own file, with what the partner confirmed, and in their language on the paper',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, purpose: 'victim-protection', language: 'th' })
    const code = await received(worker)
    const given = await worker.request.post(`/api/v1/protected/${code}/consent`, {
      data: {
        ...{ id: randomUUID(), purpose: 'transfer-abroad', recipients: ['ph-wdk'], basis: 'consent' },
        ...{ mode: 'spoken', language: 'my', textVersion: '1', at: new Date().toISOString() },
      },
    })
    assert.equal(given.status(), 200, await given.text())
    await worker.goto(`/protected/${code}/consent`)
    const number = /เลขที่ความยินยอม[^:]*: ([0-9a-f-]{36})/.exec(
      (await worker.getByText(/^เลขที่ความยินยอม/).textContent()) ?? '',
    )?.[1]
    assert.ok(number, 'the worker can tell the exchange officer its number')
    await assertAccessible(worker, 'the number of a consent')

    await releasedOn(number, await sit({ person: cast.officer, purpose: 'exchange' }), () =>
      sit({ person: cast.supervisor, purpose: 'investigation' }),
    )

    await worker.goto(`/protected/${code}/file`)
    const abroad = worker.getByRole('region', { name: 'ส่งไปต่างประเทศเพราะเจ้าตัวยินยอม' })
    await comes(worker, abroad.getByText(/ระบบปลายทางยืนยันว่าได้รับแล้ว/))
    await seen(abroad.getByText(`เลขที่ความยินยอม: ${number}`))
    await seen(abroad.getByText(/^ชนิดข้อมูล: ชื่อ/))
    assert.equal(await abroad.getByText(/TH-26-0143|赵兰敏/).count(), 0, 'no case and no value')
    await assertAccessible(worker, 'file with what went abroad')
    await worker.request.post(`/api/v1/protected/${code}/consent/${number}/withdraw`, {
      data: { at: new Date().toISOString(), mode: 'spoken' },
    })
    await comes(worker, abroad.getByText(/ไม่มีใครที่นั่นเห็นข้อมูลนี้แล้ว/))
    await button(worker, 'มอบให้เจ้าตัว…').click()
    await button(worker, 'เปิดเพื่อพิมพ์…').click()
    await button(worker, 'เจ้าตัวขอแฟ้ม').click()
    await button(worker, 'เปิดดู').click()
    const paper = worker.getByRole('article')
    await seen(paper.getByRole('heading', { name: /^သင်သဘောတူသောကြောင့် အခြားနိုင်ငံသို့/ }))
    await seen(paper.getByText('ပြန်တောင်းပြီးပါပြီ။'))
    await assertAccessible(worker, 'paper with what went abroad')
  },
)

/** Hands a name over on a consent, as the screens do it, with whatever second person its handling asks for. */
async function releasedOn(reference: string, officer: Page, second: () => Promise<Page>): Promise<void> {
  const read = async <T>(path: string) => (await (await officer.request.get(`/api/v1${path}`)).json()) as T
  const { items } = await read<{ items: readonly { id: string }[] }>('/search?q=ZZ3678508')
  const entity = items[0]?.id ?? assert.fail('not found')
  const profile = await read<{ statements: readonly { id: string; property: string }[] }>(
    `/entities/${entity}`,
  )
  const agreements = await read<{ items: readonly { id: string; peer: { node: string } }[] }>('/agreements')
  const made = await officer.request.post('/api/v1/releases', {
    data: {
      agreement: agreements.items.find(({ peer }) => peer.node === 'ph')?.id,
      ...{ purpose: 'investigation', legalBasis: 'Agreement, article 4', reason: 'She agreed to it' },
      entities: [
        {
          entity,
          statements: profile.statements.filter(({ property }) => property === 'name').map(({ id }) => id),
        },
      ],
      consent: { reference, purpose: 'investigation' },
    },
  })
  assert.equal(made.status(), 200, await made.text())
  const { id, state } = (await made.json()) as { id: string; state: string }
  if (state !== 'waiting') return
  const agreed = await (
    await second()
  ).request.post(`/api/v1/releases/${id}/approve`, {
    data: { reason: 'She agreed to it, article 4' },
  })
  assert.equal(agreed.status(), 200, await agreed.text())
}
