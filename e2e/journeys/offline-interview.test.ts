import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const phone = { width: 390, language: 'th', touch: true, purpose: 'victim-protection' } as const
const passphrase = 'เรือแห้งเจ็ดลำยามเที่ยง'
const words = 'သူတို့က ကျွန်မရဲ့ ပတ်စပို့ကို ယူသွားတယ်'
const meaning = 'เขายึดหนังสือเดินทางของฉันไป'

const button = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true })
const choose = (page: Page, group: string, label: string) =>
  page.getByRole('group', { name: group, exact: true }).getByLabel(label).check()
const heading = (page: Page) => page.getByRole('article').getByRole('heading')

type Acts = Readonly<Record<string, unknown>>

/** Asks the node from a page that is signed in there. */
async function send(page: Page, path: string, body: Acts): Promise<{ id: string }> {
  return page.evaluate(
    async ({ to, what }) => {
      const answer = await fetch(`/api/v1${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(what),
      })
      if (!answer.ok) throw new Error(`${to}: ${await answer.text()}`)
      return (await answer.json()) as { id: string }
    },
    { to: path, what: body },
  )
}

/** Somebody at a board of the social service alone, who speaks Burmese. */
async function receive(page: Page): Promise<string> {
  const code = personCode(randomBytes(11))
  const at = new Date().toISOString()
  const { id } = await send(page, '/arrivals', {
    site: 'Bridge without a line',
    startedAt: at,
    organisations: [],
  })
  const act = { id: crypto.randomUUID(), code, at, triage: { age: 'adult', speaks: ['my'] } }
  await send(page, `/arrivals/${id}/acts`, { acts: [act] })
  return code
}

journey(
  'a person is heard without a network: agreement, safety list, answers; the page is killed in the middle, and everything reaches the node once',
  async ({ sit, th }) => {
    const first = await sit({ ...phone, person: cast.worker })
    const desk = await sit({ ...phone, person: cast.worker })
    const code = await receive(desk)
    await takeAlong(first, code)
    const context = first.context()
    await context.setOffline(true)
    await first.reload()
    await unlock(first)
    const page = await agreeAndBegin(first, code)
    const asked = await answer(page)
    const next = await killed(page)
    await goOn(next, asked)

    const other = await context.newPage()
    await oneAtATime(next, other)
    await told(other, code)

    // Meanwhile a colleague has asked the same and heard something else.
    await askedElsewhere(desk, code, await questionOf(th.node.database.pool, asked))
    await context.setOffline(false)
    await button(other, 'ส่งเดี๋ยวนี้').tap()
    await seen(other.getByText('ส่งครบแล้ว').first())
    await everythingOnce(th.node.database.pool, code)
    await decided(other, code)
  },
)

async function takeAlong(page: Page, code: string): Promise<void> {
  await page.goto(`/protected/${code}/interviews`)
  await button(page, 'สัมภาษณ์โดยไม่มีเครือข่าย…').tap()
  await page.getByRole('textbox', { name: 'อุปกรณ์นี้เรียกว่าอะไร' }).fill('โทรศัพท์ 3')
  await page.getByLabel('วลีรหัสผ่านสำหรับอุปกรณ์นี้').fill(passphrase)
  await page.getByLabel('วลีรหัสผ่านอีกครั้ง').fill(passphrase)
  await button(page, 'นำไปด้วย').tap()
  await seen(page.getByRole('region', { name: 'บุคคลที่คุณสัมภาษณ์' }).getByText(code))
  await eventually('the app is kept in the browser', () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/')
      return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
    }),
  )
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้').fill(passphrase)
  await button(page, 'ปลดล็อก').tap()
}

/** The battery is empty: nothing is said to the page, and nothing that was typed is lost. Gives the page that is opened again. */
async function killed(page: Page): Promise<Page> {
  const context = page.context()
  await page.close()
  const next = await context.newPage()
  await next.goto('/offline')
  await unlock(next)
  return next
}

/**
 * Read out in both languages, agreed to, and everything made sure of; all of it into the outbox. Killed in the middle of the
 * agreement and of the list, the page comes back to what was filled in.
 */
async function agreeAndBegin(page: Page, code: string): Promise<Page> {
  await page.getByRole('region', { name: 'บุคคลที่คุณสัมภาษณ์' }).getByRole('button', { name: code }).tap()
  await assertAccessible(page, 'without a network, somebody who is heard')
  await button(page, 'อ่านให้ฟัง…').tap()
  const read = page.getByRole('region', { name: 'อ่านข้อความนี้ให้ฟัง' })
  await seen(read.locator('p[lang=my]').first())
  await seen(read.locator('p[lang=th]').first())
  await choose(page, 'ถึงเมื่อใด', '90 วัน')
  await choose(page, 'บุคคลนี้ยินยอมด้วยวิธีใด', 'พูดตอบ')
  await choose(page, 'พูดผ่านใคร', 'ล่ามอยู่ในห้อง')
  await assertFits(page, 'an agreement on a telephone')
  await assertAccessible(page, 'without a network, an agreement')
  await onDisk(page, () => choose(page, 'มีใครร่วมรับฟังอีก', 'เพื่อนร่วมงาน'))
  const again = await killed(page)
  for (const [group, label] of [
    ['ถึงเมื่อใด', '90 วัน'],
    ['มีใครร่วมรับฟังอีก', 'เพื่อนร่วมงาน'],
  ] as const)
    await seen(again.getByRole('group', { name: group, exact: true }).getByLabel(label).and(checked(again)))
  await button(again, 'บันทึก: บุคคลนี้ยินยอม').tap()
  await button(again, 'เริ่มพูดคุย…').tap()
  const listed = 'label:has(p[lang]) input[type=checkbox]'
  await choose(again, 'คุยผ่านใคร', 'ล่ามอยู่ในห้อง')
  await onDisk(again, () => again.locator(listed).first().check())
  const begun = await killed(again)
  await seen(begun.locator(listed).first().and(checked(begun)))
  for (const check of await begun.locator(listed).all()) await check.check()
  await button(begun, 'เริ่ม').tap()
  await heading(begun).waitFor()
  return begun
}

const checked = (page: Page) => page.locator(':checked')

/** Waits until the disk has what the act put on the page: what a hand sees stands there a moment later. */
async function onDisk(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await lastSeal(page)
  await act()
  await eventually('what was filled in lies on the disk, and nothing comes behind it', async () => {
    const first = await lastSeal(page)
    await setTimeout(500)
    return first !== before && (await lastSeal(page)) === first
  })
}

/** One answer, and words of which the last are still being typed; gives what was asked. */
async function answer(page: Page): Promise<string> {
  await assertFits(page, 'a question without a network')
  await assertAccessible(page, 'a question without a network')
  await page.getByRole('button', { name: /^1?\s*ใช่/ }).tap()
  await seen(page.getByRole('status', { name: 'สถานะการบันทึก' }).getByText(/รอส่ง \d+ รายการ/))
  for (const [name, text] of [
    [/ถ้อยคำของบุคคลนี้/, words],
    ['ความหมาย', meaning],
  ] as const) {
    await onDisk(page, () => page.getByRole('textbox', { name }).fill(text))
  }
  return (await heading(page).textContent()) ?? assert.fail('a question stands there')
}

/** The nonce under which what is being typed was sealed last: another with each writing. */
function lastSeal(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('shield-offline')
        opening.addEventListener('error', () => reject(new Error('not opened')))
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('held').objectStore('held').get('talks')
          reading.addEventListener('success', () => {
            opening.result.close()
            const sealed = reading.result as { readonly iv: Uint8Array } | undefined
            resolve(sealed ? sealed.iv.join() : '')
          })
        })
      }),
  )
}

/** Opened again it is where it was: the question, the answer, the words; it goes on. */
async function goOn(page: Page, asked: string): Promise<void> {
  await seen(page.getByRole('article').getByRole('heading', { name: asked }))
  await seen(page.getByRole('button', { name: /^1?\s*ใช่/, pressed: true }))
  assert.equal(await page.getByRole('textbox', { name: /ถ้อยคำของบุคคลนี้/ }).inputValue(), words)
  assert.equal(await page.getByRole('textbox', { name: 'ความหมาย' }).inputValue(), meaning)
  await page.getByRole('combobox', { name: 'ผู้แปล' }).selectOption({ label: 'ล่าม' })
  await page.getByRole('combobox', { name: 'ผู้แปล' }).blur()
  await button(page, 'ถัดไป').tap()
  await gone(page.getByRole('article').getByRole('heading', { name: asked }))
  await page.getByRole('button', { name: /^ไม่ใช่/ }).tap()
  await seen(page.getByRole('button', { name: /^ไม่ใช่/, pressed: true }))
}

/** A second tab says that the first has it; taken over there, the first locks. */
async function oneAtATime(first: Page, second: Page): Promise<void> {
  await second.goto('/offline')
  await unlock(second)
  await seen(second.getByText('อุปกรณ์นี้เปิดอยู่ในแท็บอื่น', { exact: false }))
  await assertAccessible(second, 'open in another tab')
  await button(second, 'ทำต่อที่นี่').tap()
  await heading(second).waitFor()
  await seen(first.getByLabel('วลีรหัสผ่านของอุปกรณ์นี้'))
}

/** A break, on again, and told to the end. */
async function told(page: Page, code: string): Promise<void> {
  await button(page, 'พัก').tap()
  await gone(page.getByRole('article'))
  await button(page, 'คุยต่อ').tap()
  await page.getByRole('navigation', { name: 'เรื่องที่เล่าถึง' }).getByRole('button', { name: 'ทั้งหมด' }).tap()
  await button(page, 'เล่าสิ่งที่อยากเล่าครบแล้ว: จบการพูดคุย').tap()
  await seen(page.getByText('ข้อมูลปิดผนึกไว้ในอุปกรณ์นี้', { exact: false }))
  await button(page, 'ดูรายการ').tap()
  await seen(page.getByRole('list', { name: 'รายการตามลำดับ' }).getByText(code).first())
  assert.ok(!(await page.content()).includes(words), 'the outbox tells no words')
  await assertAccessible(page, 'an outbox with a conversation')
}

interface Pool {
  query<T extends object>(sql: string, values?: readonly unknown[]): Promise<{ rows: T[] }>
}

/** The question by its name on the screen. */
async function questionOf(pool: Pool, name: string): Promise<string> {
  const { rows } = await pool.query<{ key: string }>(
    `select key from spoken_words, jsonb_each_text(texts::jsonb) where language = 'th' and value = $1 and key like '%.name'`,
    [name],
  )
  return rows[0]?.key.split('.')[0] ?? assert.fail(`a set has ${name}`)
}

async function askedElsewhere(desk: Page, code: string, indicator: string): Promise<void> {
  const at = new Date().toISOString()
  await send(desk, `/protected/${code}/consent`, {
    ...{ id: crypto.randomUUID(), purpose: 'interview', recipients: [], basis: 'consent', mode: 'spoken' },
    ...{ language: 'my', textVersion: '2', at },
  })
  const { id } = await send(desk, `/protected/${code}/interviews`, {
    ...{
      id: crypto.randomUUID(),
      personLanguage: 'my',
      officerLanguage: 'th',
      interpreter: 'none',
      present: [],
    },
    checklist: ['private-place', 'health-first', 'purpose-told', 'may-stop-any-time', 'no-one-from-the-site'],
  })
  const act = { kind: 'answer', indicator, value: 'no', basis: 'said' }
  await send(desk, `/interviews/${id}/acts`, { acts: [{ id: crypto.randomUUID(), at, act }] })
}

/** Everything is there, each act once and in its order; words that were saved as they were typed are sealed beside their answer. */
async function everythingOnce(pool: Pool, code: string): Promise<void> {
  const { rows } = await pool.query<{
    what: string
    words: boolean
    translation: boolean
    conflict: boolean
  }>(
    `select coalesce(a.value, a.kind) as what, a.words_id is not null as words, a.translation_id is not null as translation,
       a.has_conflict as conflict from interview_act a
     join interview i on i.id = a.interview_id where i.code = $1 and i.interpreter = 'present' order by a.sequence`,
    [code],
  )
  const steps = rows.map(({ what }) => what).filter((what, at, all) => what !== all[at - 1])
  assert.deepEqual(steps, ['yes', 'no', 'pause', 'resume', 'finish'])
  assert.equal(rows.filter((row) => row.words).length, 1, 'what was said is sealed once')
  assert.equal(rows.filter((row) => row.translation).length, 1)
  assert.ok(
    rows.every(({ what, conflict }) => conflict === (what === 'yes')),
    'what the other hand answered differently stands beside it',
  )
}

/** The answer of the other hand comes back beside one's own, and a person says which holds. */
async function decided(page: Page, code: string): Promise<void> {
  const back = page.getByRole('region', { name: 'คำตอบที่ส่งกลับมา' })
  await seen(back.getByText(code))
  await assertAccessible(page, 'answers of a conversation that came back')
  await back.getByRole('button', { name: 'ใช้คำตอบ “ใช่”' }).tap()
  await back.getByRole('button', { name: 'ตัดสินแล้ว นำออกจากหน้านี้' }).tap()
  await gone(back)
}
