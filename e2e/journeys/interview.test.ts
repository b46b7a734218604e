import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { Locator, Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const care = { language: 'th', purpose: 'victim-protection', width: 1100 } as const

const button = (on: Page | Locator, name: string | RegExp) =>
  on.getByRole('button', { name, exact: typeof name === 'string' })
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const choose = (page: Page, group: string, label: string | RegExp) =>
  page.getByRole('group', { name: group, exact: true }).getByLabel(label).check()

/** Somebody at a board of the social service alone, who speaks Burmese; who it is lies sealed. */
async function receive(page: Page): Promise<string> {
  const code = personCode(randomBytes(11))
  await page.evaluate(async (wristband) => {
    const send = async (path: string, body: unknown): Promise<{ id: string }> => {
      const answer = await fetch(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return (await answer.json()) as { id: string }
    }
    const at = new Date().toISOString()
    const board = { site: 'Bridge of the conversation', startedAt: at, organisations: [] }
    const { id } = await send('/arrivals', board)
    const act = { id: crypto.randomUUID(), code: wristband, at, triage: { age: 'adult', speaks: ['my'] } }
    await send(`/arrivals/${id}/acts`, { acts: [act] })
  }, code)
  return code
}

interface Agreeing {
  readonly purpose: string
  readonly to?: string
}

/** Reads one purpose out and writes down that the person said yes. */
async function agree(page: Page, code: string, { purpose, to }: Agreeing): Promise<void> {
  await page.goto(`/protected/${code}/consent`)
  await region(page, 'ขอความยินยอมเรื่อง')
    .getByRole('link', { name: new RegExp(purpose) })
    .click()
  await seen(page.getByRole('region', { name: 'อ่านข้อความนี้ให้ฟัง' }))
  assert.equal(await page.locator('main input:checked').count(), 0, 'nothing is ticked beforehand')
  if (to !== undefined) await page.getByRole('checkbox', { name: new RegExp(to) }).check()
  await choose(page, 'ถึงเมื่อใด', '90 วัน')
  await choose(page, 'บุคคลนี้ยินยอมด้วยวิธีใด', 'พูดตอบ')
  await choose(page, 'พูดผ่านใคร', 'ล่ามอยู่ในห้อง')
  await choose(page, 'มีใครร่วมรับฟังอีก', 'เพื่อนร่วมงาน')
  await button(page, 'บันทึก: บุคคลนี้ยินยอม').click()
  await seen(region(page, 'มีผลอยู่ตอนนี้').getByText(purpose))
}

/** A no is a line of the ledger with who asked, and costs one press. */
async function refuse(page: Page, code: string, purpose: string): Promise<void> {
  await page.goto(`/protected/${code}/consent`)
  const asked = region(page, 'ขอความยินยอมเรื่อง').getByRole('link', { name: new RegExp(purpose) })
  await asked.click()
  await button(page, 'บันทึก: บุคคลนี้ไม่ยินยอม').click()
  await seen(region(page, 'บันทึกความยินยอม').getByText(`ถามแล้ว ไม่ยินยอม: “${purpose}”`))
  await seen(asked.getByText('ถามแล้ว ไม่ยินยอม'))
}

const saved = (page: Page) => page.getByRole('status', { name: 'สถานะการบันทึก' })

/** Waits until the node has everything that was told. */
async function isSaved(page: Page): Promise<void> {
  await seen(saved(page).getByText('บันทึกแล้ว', { exact: true }))
}

const heading = (page: Page) => page.getByRole('article').getByRole('heading')

/** Goes on, and waits until another question stands there. */
async function goOn(page: Page, by: 'ข้าม' | 'ถัดไป'): Promise<void> {
  const before = await heading(page).textContent()
  await button(page, by).click()
  await eventually(
    'the next question stands there',
    async () => (await heading(page).textContent()) !== before,
  )
}

const words = 'သူတို့က ကျွန်မရဲ့ ပတ်စပို့ကို ယူသွားတယ်'

journey(
  'a person is asked once: what is read out is agreed to, some is left out, a break is made, it is stopped, and the result comes after what the interviewer thinks',
  async ({ sit }) => {
    const page = await sit({ ...care, person: cast.worker })
    const code = await receive(page)
    await page.goto(`/protected/${code}/interviews`)
    await seen(page.getByText('ยังไม่มีใครถามว่าเกิดอะไรขึ้น'))
    await assertAccessible(page, 'conversations, none yet')
    await button(page, 'เริ่มพูดคุย…').click()
    await page.getByRole('link', { name: 'อ่านให้ฟัง…' }).click()
    await button(page, 'บันทึก: บุคคลนี้ยินยอม').click()
    await seen(page.getByText('โปรดเลือกตรงนี้ก่อน'))
    await assertAccessible(page, 'agreement, not whole')
    await refuse(page, code, 'ถ่ายภาพหรือบันทึกเสียง')
    await agree(page, code, { purpose: 'ให้สอบถามเรื่องที่เกิดขึ้น' })
    await assertAccessible(page, 'ledger of agreements')
    await begin(page, code)
    await ask(page)
    await judge(page)
    await page.goto('/')
    await seen(page.getByRole('heading', { level: 1 }))
    assert.equal(
      await page.locator(`main a[href^="/interviews/"]`).count(),
      0,
      'nothing of it waits any more',
    )
  },
)

async function begin(page: Page, code: string): Promise<void> {
  await page.goto(`/protected/${code}/interviews?view=begin`)
  await choose(page, 'คุยผ่านใคร', 'ล่ามอยู่ในห้อง')
  await button(page, 'เริ่ม').click()
  await seen(page.getByRole('alert').getByText('โปรดรอจนครบทุกข้อ', { exact: false }))
  await assertAccessible(page, 'before the first question')
  const checks = page.locator('label:has([lang]) input[type=checkbox]')
  assert.equal(await checks.count(), 6, 'the interpreter is looked at too')
  for (const check of await checks.all()) await check.check()
  await button(page, 'เริ่ม').click()
  await seen(page.getByRole('article'))
}

/** Answers by keyboard and by press, words in Burmese, a question left out, a break, another day, and the person stops. */
async function ask(page: Page): Promise<void> {
  await assertAccessible(page, 'a question')
  await goOn(page, 'ข้าม')
  await page.keyboard.press('1')
  await isSaved(page)
  await page.getByRole('textbox', { name: /ถ้อยคำของบุคคลนี้/ }).fill(words)
  await page.getByRole('textbox', { name: 'ความหมาย' }).fill('เขายึดหนังสือเดินทางของฉันไป')
  await page.getByRole('combobox', { name: 'ผู้แปล' }).selectOption({ label: 'ล่าม' })
  await page.getByRole('combobox', { name: 'ผู้แปล' }).blur()
  await seen(button(page, 'เปิดถ้อยคำที่ปิดผนึก…'))
  await assertAccessible(page, 'a question with words')
  const before = await heading(page).textContent()
  await heading(page).click()
  await page.keyboard.press('ArrowRight')
  await eventually('the arrow turns the page', async () => (await heading(page).textContent()) !== before)
  await button(page, /ไม่อยากตอบ/).click()
  await isSaved(page)
  await button(page, 'พัก').click()
  await seen(button(page, 'คุยต่อ'))
  assert.equal(await page.getByRole('article').count(), 0, 'no question stands on the screen in a break')
  await assertAccessible(page, 'a break')
  await page.goto('/')
  await page.getByRole('link', { name: 'การสัมภาษณ์ที่คุณเริ่มไว้' }).first().click()
  await button(page, 'คุยต่อ').click()
  await seen(page.getByRole('article'))
  await page.setViewportSize({ width: 390, height: 844 })
  await assertFits(page, 'a question on a telephone')
  await page.setViewportSize({ width: 1100, height: 900 })
  await page.getByRole('navigation', { name: 'เรื่องที่เล่าถึง' }).getByRole('link', { name: 'ทั้งหมด' }).click()
  await seen(region(page, 'สิ่งที่เล่า').getByText('ไม่อยากตอบ'))
  await assertAccessible(page, 'everything that can be asked')
  await button(page, 'หยุด').click()
  await seen(page.getByText('การหยุดเป็นสิทธิของทุกคน', { exact: false }))
}

async function judge(page: Page): Promise<void> {
  assert.equal(await region(page, 'ผลตามชุดคำถาม').count(), 0, 'no result before what the interviewer thinks')
  await button(page, 'บันทึกและแสดงผล').click()
  await seen(page.getByText('โปรดเลือกตรงนี้ก่อน'))
  await assertAccessible(page, 'what do you think')
  await choose(page, 'หลังการพูดคุยครั้งนี้', /^อาจเป็นผู้เสียหาย/)
  await page.getByRole('textbox', { name: 'เหตุผล' }).fill('ถูกยึดหนังสือเดินทางและถูกหลอกเรื่องงาน')
  await button(page, 'บันทึกและแสดงผล').click()
  const result = region(page, 'ผลตามชุดคำถาม')
  await seen(result.getByText('นี่ไม่ใช่คำตัดสินและไม่ใช่คะแนน', { exact: false }))
  await eventually(
    'both sets stand side by side',
    async () => (await result.getByRole('region').count()) === 2,
  )
  await assertAccessible(page, 'result of both sets')
  assert.ok(!(await page.content()).includes(words), 'words stay sealed')
  await button(page, /^เปิดถ้อยคำ:/)
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('เพื่อไม่ต้องถามซ้ำ')
  await button(dialog, 'เปิดดู').click()
  await seen(page.getByRole('dialog').getByText(words))
  await assertAccessible(page, 'words, opened')
  await button(page.getByRole('dialog'), 'ปิดตามเดิม').click()
  await gone(page.getByText(words))
}

journey(
  'a panel of police and social welfare decides, the person is told in their language, and what was agreed to ends at two presses',
  async ({ sit }) => {
    const [page, police, shelter] = await Promise.all([
      sit({ ...care, person: cast.worker }),
      sit({ ...care, person: cast.panelMember }),
      sit({ ...care, person: cast.shelterWorker }),
    ])
    const code = await receive(page)
    await page.goto(`/protected/${code}/panels`)
    await seen(page.getByText('ยังไม่ได้เรียกประชุมคณะคัดแยก'))
    await button(page, 'เรียกประชุมคณะคัดแยก…').click()
    for (const name of [/ต่อต้านการค้ามนุษย์/, /สวัสดิการสังคม/])
      await page.getByRole('checkbox', { name }).first().check()
    await button(page, 'เรียกประชุม').click()
    await page.getByRole('link', { name: /ที่ระบุชื่อหน่วยงาน/ }).waitFor()
    await assertAccessible(page, 'panel, no ground yet')
    await ground(page)
    await page.goto(`/protected/${code}/panels`)
    await button(page, 'เรียกประชุมคณะคัดแยก…').click()
    for (const name of [/ต่อต้านการค้ามนุษย์/, /สวัสดิการสังคม/])
      await page.getByRole('checkbox', { name }).first().check()
    await button(page, 'เรียกประชุม').click()
    await seen(page.getByRole('heading', { name: 'คณะคัดแยกกำลังพิจารณา' }))
    const address = new URL(page.url()).pathname
    await vote(police, code)
    await decide(page, address)
    await police.reload()
    await seen(police.getByText('ไม่มีข้อมูลสำหรับคุณที่นี่'))
    await shareAndWithdraw(page, shelter, code)
  },
)

/** The duty of law by which the police may read what was told; it is not called an agreement. */
async function ground(page: Page): Promise<void> {
  await page.getByRole('link', { name: /ที่ระบุชื่อหน่วยงาน/ }).click()
  // The panel's own list of organisations has the same names, until the page has turned.
  await seen(page.getByRole('region', { name: 'อ่านข้อความนี้ให้ฟัง' }))
  await page
    .getByRole('checkbox', { name: /ต่อต้านการค้ามนุษย์/ })
    .first()
    .check()
  await button(page, 'ไม่ใช่ความยินยอม: ใช้ฐานอื่น…').click()
  await choose(page, 'อาศัยฐานใด', 'ภารกิจที่กฎหมายมอบให้หน่วยงานรัฐ')
  await page.getByRole('textbox', { name: 'กฎหมายและมาตรา' }).fill('NRM 2022, คณะคัดแยก')
  await assertAccessible(page, 'another ground')
  await button(page, 'บันทึกฐานนี้').click()
  await seen(region(page, 'มีผลอยู่ตอนนี้').getByText('ไม่ใช่ความยินยอม:', { exact: false }))
}

/** The member of the panel finds it in My work, reads what the panel may read, and votes. */
async function vote(police: Page, code: string): Promise<void> {
  await police.goto('/panels')
  await police.getByRole('link', { name: new RegExp(code) }).click()
  await seen(police.getByText('ยังไม่มีใครถามว่าเกิดอะไรขึ้น', { exact: false }))
  await assertAccessible(police, 'panel, to vote')
  await choose(police, 'หน่วยงานเห็นว่าบุคคลนี้', /^ระบุว่าเป็นผู้เสียหาย$/)
  await police.getByRole('textbox', { name: /^เหตุผล/ }).fill('ถูกกักขังและถูกบังคับ มาตรา 6')
  await button(police, 'ลงความเห็น').click()
  await gone(button(police, 'ลงความเห็น'))
  await seen(region(police, 'ผู้ร่วมคัดแยก').getByText('ลงความเห็นแล้ว', { exact: true }))
}

async function decide(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await seen(region(page, 'คำตัดสินของคณะคัดแยก').getByText('ต้องมีอย่างน้อยสองหน่วยงานลงความเห็น').first())
  await choose(page, 'หน่วยงานเห็นว่าบุคคลนี้', /^ระบุว่าเป็นผู้เสียหาย$/)
  await page.getByRole('textbox', { name: /^เหตุผล และมาตรา/ }).fill('ถูกหลอกเรื่องงานและถูกยึดหนังสือเดินทาง มาตรา 6')
  await button(page, 'ลงความเห็น').click()
  await choose(page, 'คะแนนเสียงเห็นว่า', /^ระบุว่าเป็นผู้เสียหาย$/)
  await page.getByRole('textbox', { name: 'เหตุผลทีละข้อ' }).fill('ถูกหลอกเรื่องงาน ถูกกักขัง และถูกบังคับให้ทำผิด')
  await page.getByRole('textbox', { name: 'กฎหมายและมาตรา' }).fill('มาตรา 6')
  await assertAccessible(page, 'panel, to decide')
  await button(page, 'บันทึกคำตัดสิน').click()
  await seen(page.getByRole('heading', { name: 'ระบุว่าเป็นผู้เสียหาย' }))
  await tell(page)
}

/** The person is told in the language they speak; the reasons open for that. */
async function tell(page: Page): Promise<void> {
  await button(region(page, 'เหตุผล'), 'เปิดดู…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('เพื่อแจ้งเหตุผลให้บุคคลนี้ทราบ')
  await button(dialog, 'เปิดดู').click()
  await seen(region(page, 'เหตุผล').getByText('ถูกหลอกเรื่องงาน ถูกกักขัง'))
  await button(page, 'แจ้งบุคคลนี้แล้ว').click()
  await seen(page.getByText('โปรดเลือกเมื่อได้ทำแล้ว'))
  await assertAccessible(page, 'panel, to be told')
  await page.getByRole('checkbox', { name: /ฉันได้แจ้งผลพร้อมเหตุผล/ }).check()
  await button(page, 'แจ้งบุคคลนี้แล้ว').click()
  await gone(button(page, 'แจ้งบุคคลนี้แล้ว'))
  await seen(region(page, 'เกี่ยวกับคณะคัดแยกนี้').getByText(/พม่า · /))
  await assertAccessible(page, 'panel, told')
}

/** A shelter sees the person by an agreement, and from the moment it is taken back no more. */
async function shareAndWithdraw(page: Page, shelter: Page, code: string): Promise<void> {
  await agree(page, code, { purpose: 'ส่งต่อไปยังหน่วยงานที่ระบุชื่อ', to: 'บ้านฟ้าใหม่' })
  await button(page, 'ให้หน่วยงานอื่นร่วมช่วย…').click()
  await choose(page, 'หน่วยงานใด', /บ้านฟ้าใหม่/)
  await choose(page, 'อาศัยความยินยอมเรื่อง', /ส่งต่อ/)
  await assertAccessible(page, 'ledger, letting a shelter help')
  await button(page, 'ให้เห็นตามนี้').click()
  const shares = region(page, 'ใครเห็นข้อมูลเพราะความยินยอมนี้')
  await seen(button(shares, 'ไม่ให้เห็นอีก'))
  await shelter.goto(`/protected/${code}`)
  await seen(shelter.getByRole('heading', { level: 1, name: code }))
  const agreed = region(page, 'มีผลอยู่ตอนนี้').getByRole('listitem').filter({ hasText: 'ส่งต่อ' })
  await button(agreed, 'ถอน…').click()
  const dialog = page.getByRole('dialog')
  await seen(dialog.getByRole('listitem').getByText(/บ้านฟ้าใหม่/))
  await assertAccessible(page, 'taking an agreement back')
  await button(dialog, 'พูดตอบ').click()
  await gone(button(shares, 'ไม่ให้เห็นอีก'))
  await seen(region(page, 'บันทึกความยินยอม').getByText('ถอนความยินยอม:', { exact: false }))
  await shelter.reload()
  await seen(shelter.getByText('ไม่มีข้อมูลสำหรับคุณที่นี่'))
}
