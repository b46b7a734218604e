import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const phone = { width: 390, language: 'th', touch: true, purpose: 'victim-protection' } as const
const site = 'ด่านที่ไม่มีสัญญาณ'
const name = 'ခင်မေဇင်လှိုင်'
const passphrase = 'เรือแห้งเจ็ดลำยามเที่ยง'
const [known = '', child = '', sick = ''] = Array.from({ length: 3 }, () => personCode(randomBytes(11)))

const button = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true })
const level2 = (page: Page, text: string | RegExp) => page.getByRole('heading', { level: 2, name: text })

journey(
  'a worker takes a board along, receives two without a network, locks, sends, settles what differed, and the lost tablet is wiped',
  async ({ sit, th }) => {
    const page = await sit({ ...phone, person: cast.worker })
    const desk = await sit({ ...phone, person: cast.worker })
    const board = await openBoard(desk)
    await beginWith(desk, board, known)
    await button(desk, 'บันทึกตอนนี้').tap()
    await seen(level2(desk, new RegExp(`${known} รับเข้าแล้ว`)))

    await takeAlong(page, board)
    await page.context().setOffline(true)
    await page.reload()
    await unlock(page)
    await receiveWithout(page)
    await lockedAway(page)
    const pack = await packOf(th.node.database.pool)
    await nothingLegible(page, pack)

    // Meanwhile a colleague at the desk answers what this hand has answered differently.
    await beginWith(desk, board, known)
    await desk.getByRole('radio', { name: 'ต้องการ แต่รอได้' }).tap()
    await button(desk, 'บันทึกตอนนี้').tap()
    await seen(level2(desk, new RegExp(`${known} บันทึกแล้ว`)))

    await page.context().setOffline(false)
    await button(page, 'ส่งเดี๋ยวนี้').tap()
    await seen(page.getByText('ส่งครบแล้ว'))
    await settle(page)
    await desk.goto(board)
    const queue = desk.getByRole('region', { name: 'คิว' })
    for (const code of [known, child, sick]) await seen(queue.getByText(code))
    await nothingLegible(page, pack)
    await wiped(page, desk)
  },
)

async function openBoard(page: Page): Promise<string> {
  await page.goto('/arrivals')
  await button(page, 'เปิดกระดาน…').tap()
  await page.getByRole('textbox', { name: 'จุดที่คนมาถึง' }).fill(site)
  await button(page, 'เปิดกระดาน').tap()
  await page.getByRole('heading', { level: 1, name: site }).waitFor()
  return new URL(page.url()).pathname
}

async function beginWith(page: Page, board: string, code: string): Promise<void> {
  await page.goto(`${board}?view=receive`)
  await page.getByRole('textbox', { name: 'รหัสบนสายรัดข้อมือ' }).fill(code)
  await button(page, 'เริ่ม').tap()
  await level2(page, code).waitFor()
}

/** Names the device, chooses a passphrase, and waits until the app itself is kept. */
async function takeAlong(page: Page, board: string): Promise<void> {
  await page.goto(board)
  await button(page, 'เพิ่มเติม').tap()
  await page.getByRole('menuitem', { name: 'ทำงานโดยไม่มีเครือข่าย…' }).tap()
  await button(page, 'นำไปด้วย').tap()
  await seen(page.getByText('โปรดเขียนชื่อเรียกของอุปกรณ์'))
  await assertAccessible(page, 'take along, nothing written')
  await page.getByRole('textbox', { name: 'อุปกรณ์นี้เรียกว่าอะไร' }).fill('แท็บเล็ต 7')
  await page.getByLabel('วลีรหัสผ่านสำหรับอุปกรณ์นี้').fill(passphrase)
  await page.getByLabel('วลีรหัสผ่านอีกครั้ง').fill(passphrase)
  await button(page, 'นำไปด้วย').tap()
  await seen(level2(page, site))
  await eventually('the app is kept in the browser', () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/')
      return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
    }),
  )
}

/** Without a network the page opens locked; a wrong passphrase is told, the right one opens. */
async function unlock(page: Page): Promise<void> {
  const field = page.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้')
  await field.fill('ไม่ใช่คำนี้')
  await button(page, 'ปลดล็อก').tap()
  await seen(page.getByText('วลีรหัสผ่านไม่ถูกต้อง'))
  assert.ok(!(await page.content()).includes(site), 'locked means not on the page')
  await assertAccessible(page, 'offline, locked')
  await field.fill(passphrase)
  await button(page, 'ปลดล็อก').tap()
  await seen(level2(page, site))
}

async function receiveWithout(page: Page): Promise<void> {
  await seen(page.getByRole('region', { name: 'คิว' }).getByText(known))
  await start(page, child)
  await page.getByRole('radio', { name: 'ไม่ต้องการ', exact: true }).tap()
  await button(page, 'ข้าม').tap()
  await page.getByRole('radio', { name: 'ต่ำกว่า 18 ปี', exact: true }).tap()
  // Put away in the middle of it: it locks, and what was answered is there again.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })
  await page.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้').fill(passphrase)
  await button(page, 'ปลดล็อก').tap()
  await level2(page, child).waitFor()
  await seen(page.getByRole('radio', { name: 'ไม่ต้องการ', exact: true, checked: true }))
  await button(page, 'บันทึกตอนนี้').tap()
  await seen(page.getByText('เด็กที่ไม่มีครอบครัวมาด้วย'))

  await button(page, 'คนถัดไป').tap()
  await beginHere(page, sick)
  await page.getByRole('radio', { name: 'ต้องการเดี๋ยวนี้', exact: true }).tap()
  await button(page, 'บันทึกตอนนี้').tap()
  await button(page, 'เปิดดูบุคคลนี้').tap()
  await button(page, 'บันทึก…').tap()
  await page.getByRole('textbox', { name: 'ชื่อที่ 1', exact: true }).fill(name)
  await assertAccessible(page, 'offline, writing who it is')
  await button(page, 'ปิดผนึก').tap()
  await seen(page.getByText('บันทึกไว้แล้วว่าเป็นใคร', { exact: false }))
  assert.ok(!(await page.content()).includes(name), 'written down means not on the page')
  await button(page, 'กลับไปที่คิว').tap()

  await start(page, known)
  await page.getByRole('radio', { name: 'ต้องการเดี๋ยวนี้', exact: true }).tap()
  await button(page, 'บันทึกตอนนี้').tap()
  await level2(page, new RegExp(`${known} บันทึกแล้ว`)).waitFor()
  await button(page, 'เปิดดูบุคคลนี้').tap()
  await button(page, 'กลับไปที่คิว').tap()
  await seen(page.getByText('รอส่ง 4 รายการ'))
  await button(page, 'ดูรายการ').tap()
  await seen(page.getByText('เป็นใคร: รอปิดผนึก'))
  await assertFits(page, 'offline, the outbox on a telephone')
  await assertAccessible(page, 'offline, the queue and the outbox')
}

async function start(page: Page, code: string): Promise<void> {
  await button(page, 'รับคน').tap()
  await beginHere(page, code)
}

async function beginHere(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'รหัสบนสายรัดข้อมือ' }).fill(code)
  await button(page, 'เริ่ม').tap()
  await level2(page, code).waitFor()
}

/** Two presses hide it; loaded anew it is locked, and says how much waits and of whom nothing. */
async function lockedAway(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await seen(page.locator('[data-blank]'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await gone(page.locator('[data-blank]'))
  await page.goto('/arrivals')
  await seen(page.getByText('มี 4 รายการรอส่ง', { exact: false }))
  assert.equal(new URL(page.url()).pathname, '/offline', 'every other screen leads here')
  await page.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้').fill(passphrase)
  await button(page, 'ปลดล็อก').tap()
  await seen(page.getByText('รอส่ง 4 รายการ'))
}

async function packOf(pool: { query(sql: string): Promise<{ rows: { id: string }[] }> }): Promise<string> {
  const { rows } = await pool.query(`select id from device_pack where device = 'แท็บเล็ต 7'`)
  return rows[0]?.id ?? assert.fail('no pack is out')
}

/** Every store of the browser is read: what was planted lies in none, what lies open by intention is found. */
async function nothingLegible(page: Page, pack: string): Promise<void> {
  const planted = [name, site, known, child, sick, passphrase, known.replaceAll('-', '')]
  const found = await page.evaluate(readStores, [...planted, pack, 'ต้องพบแพทย์เดี๋ยวนี้'])
  assert.deepEqual(
    found.filter(({ text }) => planted.includes(text)),
    [],
  )
  assert.ok(found.some(({ text, where }) => text === pack && where.startsWith('indexedDB')))
  assert.ok(
    found.some(({ where }) => where.startsWith('cache')),
    'the app itself was looked through',
  )
}

interface Found {
  readonly text: string
  readonly where: string
}

async function readStores(texts: readonly string[]): Promise<readonly Found[]> {
  const found: Found[] = []
  const bytes = new TextEncoder()
  const look = (where: string, value: string): void => {
    for (const text of texts)
      // As letters, escaped as JSON has them, and as the bytes they are.
      if (
        [text, JSON.stringify(text).slice(1, -1), String.fromCharCode(...bytes.encode(text))].some((one) =>
          value.includes(one),
        )
      )
        found.push({ text, where })
  }
  const walk = (where: string, value: unknown): void => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const raw = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer)
      look(where, Array.from(raw, (byte) => String.fromCharCode(byte)).join(''))
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) walk(where, one)
    } else look(where, String(value))
  }
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error('not read')))
    })
  for (const { name: database = '' } of await indexedDB.databases()) {
    const opened = await asked(indexedDB.open(database))
    for (const store of opened.objectStoreNames)
      walk(
        `indexedDB ${database} ${store}`,
        await asked(opened.transaction(store).objectStore(store).getAll()),
      )
    opened.close()
  }
  for (const cache of await caches.keys()) {
    const kept = await caches.open(cache)
    for (const request of await kept.keys()) {
      look(`cache ${cache}`, request.url)
      if (!/\.(woff2|png)$/.test(request.url))
        look(`cache ${cache}`, (await (await kept.match(request))?.text()) ?? '')
    }
  }
  walk('localStorage', { ...localStorage })
  walk('sessionStorage', { ...sessionStorage })
  return found
}

/** What the desk had answered differently comes back question by question. */
async function settle(page: Page): Promise<void> {
  const back = page.getByRole('region', { name: 'คำตอบที่ส่งกลับมา' })
  await seen(back.getByText(known))
  const panel = back.getByRole('region', { name: 'คำตอบที่ไม่ตรงกัน' })
  await seen(panel)
  await assertAccessible(page, 'offline, answers that came back')
  await panel.getByRole('radio', { name: /ต้องการเดี๋ยวนี้/ }).tap()
  await panel.getByRole('button', { name: 'ใช้คำตอบนี้' }).tap()
  await back.getByRole('button', { name: 'ตัดสินแล้ว นำออกจากหน้านี้' }).tap()
  await gone(back)
}

/** The tablet is reported as lost: locked and in whosever hands it goes blank when it next reaches the node. */
async function wiped(page: Page, desk: Page): Promise<void> {
  await button(page, 'ล็อก').tap()
  await seen(page.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้'))
  await desk.goto('/devices')
  await seen(desk.getByText('แท็บเล็ต 7'))
  await assertAccessible(desk, 'devices')
  await assertFits(desk, 'devices on a telephone')
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'แท็บเล็ต 7' })
    .getByRole('button', { name: 'สั่งลบ…' })
    .tap()
  const dialog = desk.getByRole('dialog')
  await assertAccessible(desk, 'devices, ordering a wipe')
  await dialog.getByRole('button', { name: 'สั่งลบ', exact: true }).tap()
  await seen(desk.getByText('จะถูกลบเมื่อติดต่อครั้งต่อไป', { exact: false }))
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await seen(page.getByText('ข้อมูลในอุปกรณ์นี้ถูกลบแล้ว'))
  await assertAccessible(page, 'offline, wiped')
  await eventually('the node knows that it is wiped', async () => {
    await desk.reload()
    return desk
      .getByText(/ลบแล้ว/)
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      )
  })
  await page.reload()
  await seen(page.getByText('อุปกรณ์นี้ไม่มีข้อมูลบุคคล'))
}
