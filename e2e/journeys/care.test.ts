import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { comes, eventually, gone, seen } from '../see.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** What another screen does, sent as it sends it: this journey is about care. */
async function post(page: Page, path: string, body: object): Promise<{ readonly id?: string }> {
  const answer = await page.evaluate(
    async ({ to, text }) => {
      const reply = await fetch(`/api/v1${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
      })
      return { status: reply.status, text: await reply.text() }
    },
    { to: path, text: JSON.stringify(body) },
  )
  assert.equal(answer.status, 200, answer.text)
  return JSON.parse(answer.text) as { readonly id?: string }
}

/** Somebody at a board of the one who is signed in, and at no other. */
async function receive(page: Page, name: string): Promise<string> {
  const at = new Date().toISOString()
  const board = await post(page, '/arrivals', { site: `ตลาด ${name}`, startedAt: at, organisations: [] })
  const code = personCode(randomBytes(11))
  const identity = { names: [{ text: name, kind: 'given' }], citizenships: ['LA'], documents: [], phones: [] }
  const triage = { age: 'adult', speaks: ['lo'], health: 'soon' }
  await post(page, `/arrivals/${board.id ?? ''}/acts`, {
    acts: [{ id: randomUUID(), code, at, triage, identity }],
  })
  return code
}

const because = 'เพื่อหาที่พักที่เงียบสงบ'

/** Opens what is sealed in a panel. */
async function openSealed(page: Page, open: string): Promise<void> {
  await button(page, open).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(because)
  await dialog.getByRole('button', { name: 'เปิดดู', exact: true }).click()
  await gone(dialog)
}

async function addService(page: Page, name: string): Promise<void> {
  await page.goto('/care?list=services')
  await button(page, 'เพิ่มบริการ…').click()
  await page.getByRole('textbox', { name: /^รหัส:/ }).fill(`J-${randomBytes(4).toString('hex').toUpperCase()}`)
  await page.getByRole('textbox', { name: 'ชื่อภาษาไทย' }).fill(name)
  await page.getByRole('textbox', { name: 'ชื่อภาษาอังกฤษ' }).fill('Quiet room')
  await page.getByRole('textbox', { name: 'พื้นที่' }).fill('แม่สอด')
  await page.getByRole('textbox', { name: 'ช่องทางติดต่อ' }).fill('+999 55 123 456')
  await page.getByRole('textbox', { name: /^รหัสภาษา/ }).fill('lo, th')
  await page
    .getByRole('combobox', { name: 'หน่วยงานในระบบที่รับชุดข้อมูล' })
    .selectOption({ label: 'บ้านฟ้าใหม่ (ฝึกอบรม)' })
  await assertAccessible(page, 'directory, a new service')
  await button(page, 'เพิ่มบริการ').click()
  await seen(region(page, name))
}

journey(
  'somebody is referred: what is ticked is looked at, sent on an agreement, accepted by the shelter, and leaves its open screen when it is taken back',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, language: 'th', purpose: 'victim-protection' })
    const name = 'ມະນີວັນ'
    const code = await receive(worker, name)
    const service = `ห้องสงบ ${code.slice(0, 4)}`
    await addService(worker, service)

    await worker.goto(`/protected/${code}`)
    await worker.getByRole('main').getByRole('link', { name: 'การดูแล', exact: true }).click()
    await worker.getByRole('heading', { level: 1, name: `การดูแล ${code}` }).waitFor()
    await assertAccessible(worker, 'care of a person, empty')
    await button(worker, 'เพิ่มเป้าหมาย…').click()
    await worker.getByRole('combobox', { name: 'เรื่อง', exact: true }).selectOption('psychosocial')
    await worker.getByText('ไม่ต้องการ', { exact: true }).click()
    await seen(worker.getByText('ความช่วยเหลืออื่นทั้งหมดยังคงเดิม', { exact: false }))
    await region(worker, 'แผน').getByRole('button', { name: 'บันทึก', exact: true }).click()
    await seen(worker.getByText('การดูแลด้านจิตสังคม · บุคคลนี้ไม่ประสงค์'))

    await button(worker, 'ส่งต่อ…').click()
    const option = worker.locator('option', { hasText: service })
    await worker
      .getByRole('combobox', { name: 'บริการ', exact: true })
      .selectOption((await option.getAttribute('value')) ?? '')
    await worker.getByRole('checkbox', { name: 'ชื่อ', exact: true }).check()
    await worker.getByRole('checkbox', { name: 'ภาษาที่พูด', exact: true }).check()
    await worker.getByRole('textbox', { name: 'เหตุผลที่เปิดข้อมูลเพื่อจัดชุด' }).fill(because)
    await assertAccessible(worker, 'a referral is prepared')
    await button(worker, 'เตรียม แล้วดูก่อนส่ง').click()
    await seen(worker.getByRole('heading', { level: 2, name: 'เตรียมแล้ว ยังไม่ส่ง' }))
    await openSealed(worker, 'เปิดดู…')
    await seen(worker.getByText(name))
    await assertAccessible(worker, 'a referral, its preview')
    await button(worker, 'ส่ง').click()
    await seen(worker.getByRole('alert').getByText(/ไม่ได้ยินยอมให้แจ้งหน่วยงานนี้/))
    await post(worker, `/protected/${code}/consent`, {
      ...{ id: randomUUID(), purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
      ...{ language: 'lo', textVersion: '1', at: new Date().toISOString() },
    })
    await button(worker, 'ส่ง').click()
    await seen(worker.getByRole('heading', { level: 2, name: 'รอคำตอบ' }))
    const address = new URL(worker.url()).pathname

    const shelter = await sit({
      ...{ person: cast.shelterWorker, language: 'th', width: 390, purpose: 'victim-protection' },
    })
    await shelter.goto('/')
    const item = shelter.locator(`a[href="${address}"]`)
    await comes(shelter, item)
    await item.first().click()
    await seen(shelter.getByRole('heading', { level: 2, name: 'รอคำตอบ' }))
    await assertFits(shelter, 'a referral on a telephone')
    await assertAccessible(shelter, 'a referral on a telephone')
    await button(shelter, 'เราช่วยได้').click()
    await seen(shelter.getByRole('heading', { level: 2, name: 'รับดำเนินการแล้ว' }))
    await openSealed(shelter, 'เปิดชุดข้อมูล…')
    await seen(shelter.getByText(name))
    const behind = await shelter.evaluate(async (of) => (await fetch(`/api/v1/protected/${of}`)).status, code)
    assert.equal(behind, 404, 'the slice and nothing else')

    await eventually('the sender sees that it was accepted', async () =>
      worker.getByRole('button', { name: 'ช่วยเหลือแล้ว เสร็จสิ้น' }).isVisible(),
    )
    await button(worker, 'เรียกคืน').click()
    await seen(worker.getByRole('heading', { level: 2, name: 'เรียกคืนแล้ว' }))
    await gone(shelter.getByText(name))
    await seen(shelter.getByText('ไม่มีข้อมูลสำหรับคุณ', { exact: false }))
    await assertAccessible(shelter, 'a referral that was taken back')
  },
)

journey(
  'how somebody may be reached: an attempt against it says so before, asks for a reason, and the supervisor looks at it',
  async ({ sit }) => {
    const worker = await sit({ person: cast.shelterWorker, language: 'th', purpose: 'victim-protection' })
    const code = await receive(worker, 'ສົມໄຊ')
    await worker.goto(`/protected/${code}/care`)
    const panel = region(worker, 'ติดต่อบุคคลนี้ได้อย่างไร')
    await panel.getByRole('button', { name: 'ถามบุคคลนี้…' }).click()
    await panel.getByRole('checkbox', { name: 'ข้อความ', exact: true }).check()
    await panel.getByRole('checkbox', { name: 'ห้ามโทร' }).check()
    await panel.getByRole('textbox', { name: 'คำลับที่ยืนยันว่าเป็นเรา' }).fill('มะม่วงสีเหลือง')
    await assertAccessible(worker, 'safe contact, the rules')
    await panel.getByRole('button', { name: 'นี่คือความประสงค์ของบุคคลนี้' }).click()
    await seen(panel.getByRole('button', { name: 'คำลับ' }))
    await panel.getByRole('button', { name: 'บันทึกการติดต่อ…' }).click()
    await gone(panel.getByRole('alert'))
    await panel.getByRole('combobox', { name: 'ช่องทาง' }).selectOption('call')
    await seen(panel.getByRole('alert').getByText('ห้ามโทรหาบุคคลนี้', { exact: false }))
    const save = panel.getByRole('button', { name: 'บันทึก', exact: true })
    assert.ok(await save.isDisabled(), 'not without a reason')
    await panel.getByRole('textbox', { name: 'เหตุผลที่ยังติดต่อ' }).fill('มีเหตุฉุกเฉินที่บ้านของเขา')
    await assertAccessible(worker, 'safe contact, against what was wished')
    await save.click()
    await seen(panel.getByText('ไม่ตรงกับที่บุคคลนี้ประสงค์:'))

    const supervisor = await sit({
      ...{ person: cast.shelterSupervisor, language: 'th', purpose: 'victim-protection' },
    })
    await supervisor.goto('/care?list=contacts')
    const line = supervisor.getByRole('listitem').filter({ hasText: code })
    await seen(line)
    await assertAccessible(supervisor, 'contacts against wishes')
    await line.getByRole('button').click()
    await gone(line)
  },
)
