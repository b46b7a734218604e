import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { VaultFault } from '../../server/src/vault-door.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { results, search } from '../find.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const newCode = (): string => personCode(randomBytes(11))
const phone = { width: 390, language: 'th', touch: true, purpose: 'victim-protection' } as const

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Opens a board by touch and gives its address. */
async function openBoard(page: Page, site: string): Promise<string> {
  await page.goto('/arrivals')
  await button(page, 'เปิดกระดาน…').tap()
  await page.getByRole('textbox', { name: 'จุดที่คนมาถึง' }).fill(site)
  await page.getByRole('checkbox', { name: /บ้านฟ้าใหม่/ }).tap()
  await assertAccessible(page, 'arrivals, opening a board')
  await button(page, 'เปิดกระดาน').tap()
  await page.getByRole('heading', { level: 1, name: site }).waitFor()
  return new URL(page.url()).pathname
}

async function beginWith(page: Page, board: string, code: string): Promise<void> {
  await page.goto(`${board}?view=receive`)
  await page.getByRole('textbox', { name: 'รหัสบนสายรัดข้อมือ' }).fill(code.toLowerCase().replaceAll('-', ''))
  await button(page, 'เริ่ม').tap()
  await page.getByRole('heading', { level: 2, name: code }).waitFor()
}

/** Receives somebody: the answers in the order of the questions, `undefined` is skipped. Gives up at the last one told. */
async function receive(page: Page, { board, code, answers }: Receiving): Promise<void> {
  await beginWith(page, board, code)
  for (const answer of answers) {
    if (answer === undefined) await button(page, 'ข้าม').tap()
    else await page.getByRole('radio', { name: answer, exact: true }).tap()
  }
  await page.getByRole('button', { name: /^บันทึก/ }).first().tap()
  await seen(page.getByRole('heading', { level: 2, name: new RegExp(`${code} (รับเข้าแล้ว|บันทึกแล้ว)`) }))
}

interface Receiving {
  readonly board: string
  readonly code: string
  readonly answers: readonly (string | undefined)[]
}

const queue = (page: Page) => page.getByRole('region', { name: 'คิว' }).getByRole('link')

journey(
  'people come over a bridge: three officers receive ten by touch, a child is first, a family stays together, two answers are settled',
  async ({ sit }) => {
    const [first, second, third] = await Promise.all([
      sit({ ...phone, person: cast.worker }),
      sit({ ...phone, person: cast.shelterWorker }),
      sit({ ...phone, person: cast.worker }),
    ])
    const board = await openBoard(first, 'สะพานทดสอบหนึ่ง')
    await seen(first.getByText('ใส่สายรัดข้อมือให้คนแรก แล้วกด “รับคน”'))
    await assertAccessible(first, 'board, empty, on a telephone')
    await first.goto(`${board}?view=receive`)
    await first.getByRole('textbox', { name: 'รหัสบนสายรัดข้อมือ' }).fill('K7MQ4XTNP2H0')
    await seen(first.getByText('ไม่มีรหัสนี้', { exact: false }))
    await assertAccessible(first, 'receive, a wrong code')

    const codes = Array.from({ length: 10 }, newCode)
    const hands = [first, second, third]
    await Promise.all(
      hands.map(async (page, hand) => {
        for (const [at, code] of codes.entries())
          if (at % 3 === hand) {
            const age = at === 4 ? 'ต่ำกว่า 18 ปี' : '18 ปีขึ้นไป'
            await receive(page, { board, code, answers: ['ไม่ต้องการ', undefined, age] })
          }
      }),
    )
    await first.goto(board)
    await seen(first.getByText('ยังไม่ได้รับฟัง 10 จาก 10 คน'))
    await eventually('ten stand in the queue', async () => (await queue(first).count()) === 10)
    const [child = ''] = codes.slice(4, 5)
    assert.ok((await queue(first).first().textContent())?.includes(child), 'the child is first')
    await assertFits(first, 'board on a telephone')
    await assertAccessible(first, 'board on a telephone')
    await first
      .getByRole('link', { name: /เด็กที่ไม่มีครอบครัวมาด้วย\s*1/ })
      .first()
      .tap()
    await eventually('the number opens its list', async () => (await queue(first).count()) === 1)

    // The child's family: the other wristband is scanned, and they stay together.
    const [parent = ''] = codes
    await beginWith(first, board, parent)
    for (let at = 0; at < 5; at += 1) await first.getByRole('button', { name: /^(ข้าม|ถัดไป)$/ }).tap()
    await first.getByRole('radio', { name: 'มากับครอบครัว' }).tap()
    await first.getByRole('textbox', { name: /สายรัดข้อมือของอีกคน/ }).fill(child)
    await assertAccessible(first, 'receive, who stays together')
    await button(first, 'เพิ่ม').tap()
    await button(first, 'บันทึกตอนนี้').tap()
    await button(first, 'เปิดดูบุคคลนี้').tap()
    await seen(first.getByRole('region', { name: 'อยู่ด้วยกันกับ' }).getByRole('link', { name: child }))

    await conflict(hands, board, codes[1] ?? '')
  },
)

/** Two hands answer one question differently without having seen each other's; a third settles it. */
async function conflict(hands: readonly Page[], board: string, code: string): Promise<void> {
  const [first, second, third] = hands
  assert.ok(first && second && third)
  await Promise.all([beginWith(first, board, code), beginWith(second, board, code)])
  await first.getByRole('radio', { name: 'ต้องการ แต่รอได้' }).tap()
  await button(first, 'บันทึกตอนนี้').tap()
  await seen(first.getByRole('heading', { name: new RegExp(code) }))
  await button(first, 'คนถัดไป').waitFor()
  await second.getByRole('radio', { name: 'ต้องการเดี๋ยวนี้' }).tap()
  await button(second, 'บันทึกตอนนี้').tap()
  await second.getByRole('link', { name: 'ดูทั้งสองคำตอบ' }).waitFor()
  await third.goto(board)
  await third.getByRole('link', { name: 'คำตอบไม่ตรงกัน 1 คน' }).tap()
  await queue(third).first().tap()
  const panel = third.getByRole('region', { name: 'คำตอบที่ไม่ตรงกัน' })
  await seen(panel)
  await assertAccessible(third, 'person, answers that differ')
  await panel.getByRole('radio', { name: /ต้องการเดี๋ยวนี้/ }).tap()
  await panel.getByRole('button', { name: 'ใช้คำตอบนี้' }).tap()
  await gone(panel)
  await seen(third.getByRole('heading', { level: 2, name: 'ต้องพบแพทย์เดี๋ยวนี้' }))
  const done = third.getByRole('region', { name: 'ทุกสิ่งที่ทำไปแล้ว' })
  for (const word of ['แพทย์: ต้องการ แต่รอได้', 'แพทย์: ต้องการเดี๋ยวนี้', 'ตัดสินคำตอบที่ไม่ตรงกัน'])
    await seen(done.getByText(word, { exact: false }))
}

const name = 'ခင်မေဇင်လှိုင်'

journey(
  'who somebody is: sealed, opened for a reason, hidden at two presses, unknown to the police, and said when the vault is away',
  async ({ sit, th }) => {
    const page = await sit({ ...phone, width: 800, person: cast.worker })
    const board = await openBoard(page, 'สะพานทดสอบสอง')
    const code = newCode()
    await beginWith(page, board, code)
    await page.getByRole('button', { name: /^บันทึก/ }).first().tap()
    await button(page, 'เปิดดูบุคคลนี้').tap()
    await button(page, 'บันทึก…').tap()
    await page.getByRole('textbox', { name: 'ชื่อที่ 1', exact: true }).fill(name)
    await page.getByRole('textbox', { name: /: ปี$|: year$/ }).fill('2544')
    await button(page, 'เพิ่มเอกสาร').tap()
    await page.getByRole('textbox', { name: 'หมายเลข', exact: true }).fill('XX5551234')
    await assertAccessible(page, 'person, writing who it is')
    await button(page, 'ปิดผนึก').tap()
    await button(page, 'เปิดดู…').waitFor()
    assert.ok(!(await page.content()).includes(name), 'closed means not on the page')
    assert.equal(await page.title(), 'งาน · SHIELD')
    await open(page)
    await seen(page.getByText(name))
    await seen(page.getByText('พ.ศ. 2544'))
    await assertAccessible(page, 'person, opened')
    await page.setViewportSize({ width: 390, height: 844 })
    await assertFits(page, 'person on a telephone')

    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await seen(page.locator('[data-blank]'))
    assert.equal(await page.title(), '–')
    await assertAccessible(page, 'hidden')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await gone(page.locator('[data-blank]'))

    await policeFindsNothing(await sit({ person: cast.analyst, purpose: 'investigation' }), { board, code })

    const { vault } = th.node
    const away = async (): Promise<never> => {
      throw new VaultFault('unavailable')
    }
    Object.assign(th.node, { vault: { ...vault, open: away, seal: away } })
    try {
      await page.reload()
      await open(page)
      await seen(page.getByRole('dialog').getByText('ขณะนี้เปิดข้อมูลที่ปิดผนึกไม่ได้ ส่วนอื่นใช้งานได้ตามปกติ'))
      await assertAccessible(page, 'person, the vault is away')
      await receive(page, { board, code: newCode(), answers: ['ต้องการเดี๋ยวนี้'] })
    } finally {
      Object.assign(th.node, { vault })
    }
  },
)

async function open(page: Page): Promise<void> {
  await button(page, 'เปิดดู…').tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('เพื่อโทรหาพี่สาวตามที่ขอ')
  await dialog.getByRole('button', { name: 'เปิดดู', exact: true }).tap()
}

/** The analyst of the police has no entry, no address, no name, no code, no count. */
async function policeFindsNothing(
  page: Page,
  { board, code }: { readonly board: string; readonly code: string },
): Promise<void> {
  await seen(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Search' }))
  assert.equal(await page.getByRole('link', { name: 'Arrivals' }).count(), 0)
  for (const text of [name, code, 'XX5551234']) {
    await search(page, text)
    await eventually(
      `nothing is found for ${text}`,
      async () => (await results(page).getByRole('row').count()) <= 1,
    )
    assert.ok(!(await page.getByRole('main').textContent())?.includes('สะพานทดสอบ'))
  }
  const told: (string | null)[] = []
  for (const address of [`/protected/${code}`, `/protected/${newCode()}`, board, '/arrivals']) {
    await page.goto(address)
    const refusal = page.getByRole('main').getByRole('alert')
    await seen(refusal)
    told.push(await refusal.textContent())
  }
  assert.equal(new Set(told).size, 1, 'there and not there are told alike')
}
