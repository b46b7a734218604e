import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile, searchBox } from '../find.ts'
import { journey } from '../journey.ts'
import { seen } from '../see.ts'

journey('Thai and English change anywhere, at once, and stay after a reload', async ({ sit }) => {
  const page = await sit()
  await page.goto('/sign-in')
  await page.getByText('ไทย', { exact: true }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'เข้าสู่ระบบ' }))
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'th')
  await page.reload()
  await seen(page.getByRole('heading', { level: 1, name: 'เข้าสู่ระบบ' }))
  await page.getByText('EN', { exact: true }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'Sign in' }))
})

journey(
  'every word of the shell and of the screens is Thai in Thai, and dates are of the Buddhist era',
  async ({ sit }) => {
    const page = await sit({
      person: cast.moneyAnalyst,
      purpose: 'financial-intelligence',
      language: 'th',
    })
    await openProfile(page, 'Zheng Jianguo', 'Zheng Jianguo')
    await seen(page.getByRole('button', { name: '22 ธันวาคม 2523' }))
    await page.getByRole('tab', { name: 'ใครเปิดดู' }).click()
    await seen(page.getByRole('cell', { name: /^\d{1,2} \S+ 25\d\d, \d\d:\d\d$/ }).first())
    await assertAccessible(page, 'profile in Thai')
    for (const address of ['/', '/search', '/chart', '/import', '/releases']) {
      await page.goto(address)
      await seen(page.getByRole('main').getByRole('heading').first())
      assert.deepEqual(await englishWords(page), [], address)
    }
    await page.getByText('EN', { exact: true }).click()
    await seen(page.getByRole('link', { name: 'My work' }))
    await page.getByText('ไทย', { exact: true }).click()
    await seen(page.getByRole('link', { name: 'งานของฉัน' }))
  },
)

/** Texts of the shell and the screen's frame that hold a Latin word which is no name, key or code. */
async function englishWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const places = document.querySelectorAll(
      'nav, header, main h1, main h2, main button, main label, main th, footer',
    )
    return [...places].flatMap((place) => {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement
        if (holder && !holder.closest('bdi, kbd, code, [lang="en"]'))
          found.push(walker.currentNode.textContent ?? '')
      }
      return found
    })
  })
  const known =
    /\b(SHIELD|TH|PH|TLP|CSV|XLSX|STIX|MISP|FollowTheMoney|FtM|OFAC|UN|PNG|SVG|JSON|Enter|Esc|Ctrl|TH-26-0143)\b/g
  return texts.filter((text) => /[A-Za-z]{2,}/.test(text.replaceAll(known, '')))
}

journey(
  'names in Thai, Burmese, Khmer, Lao and Chinese are drawn with the faces that the node brings',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.goto('/search')
    const debug = await page.context().newCDPSession(page)
    await debug.send('DOM.enable')
    await debug.send('CSS.enable')
    for (const [script, text, face] of [
      ['Thai', 'เจ้าหน้าที่ตำรวจผู้ใหญ่', 'Noto Sans Thai'],
      ['Burmese', 'ကျွန်ုပ်မြန်မာနိုင်ငံ', 'Noto Sans Myanmar'],
      ['Khmer', 'ព្រះរាជាណាចក្រកម្ពុជា', 'Noto Sans Khmer'],
      ['Lao', 'ສາທາລະນະລັດປະຊາທິປະໄຕ', 'Noto Sans Lao'],
      ['Chinese', '赵兰敏', 'Noto Sans SC'],
      ['Vietnamese', 'Nguyễn Thị Hường', 'Noto Sans'],
    ] as const) {
      await searchBox(page).fill(text)
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.searchParams.get('q') === text)
      await page.evaluate(() => document.fonts.ready)
      const { root } = await debug.send('DOM.getDocument')
      const { nodeId } = await debug.send('DOM.querySelector', {
        nodeId: root.nodeId,
        selector: 'form[role=search] input',
      })
      const { fonts } = await debug.send('CSS.getPlatformFontsForNode', { nodeId })
      const drawn = fonts.filter((font) => font.glyphCount > 0)
      assert.ok(drawn.length > 0, script)
      for (const font of drawn) {
        assert.ok(font.isCustomFont, `${script} is drawn with ${font.familyName} of this machine`)
        assert.ok(font.familyName.startsWith(face), `${script} is drawn with ${font.familyName}`)
      }
    }
    await assertAccessible(page, 'search Vietnamese')
  },
)
