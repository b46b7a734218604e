import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Page } from 'playwright-core'

/** Where `SHIELD_SCREENSHOTS` wants a picture of each state of each screen; nowhere on an ordinary run. */
const folder = process.env['SHIELD_SCREENSHOTS']

/** Writes a picture of the state in both languages, when pictures are asked for. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!folder) return
  await mkdir(folder, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  const before = await page.evaluate(() => document.documentElement.lang)
  for (const language of before === 'th' ? ['th', 'en'] : ['en', 'th']) {
    await switchLanguage(page, language)
    const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${width}-${language}.png`
    await page.screenshot({ path: join(folder, file), animations: 'disabled' })
  }
  await switchLanguage(page, before)
}

/** By the script's click, which moves no focus and so closes no menu that is being looked at. */
async function switchLanguage(page: Page, to: string): Promise<void> {
  await page.evaluate((value) => {
    document.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`)?.click()
  }, to)
  await page.waitForFunction((value) => document.documentElement.lang === value, to)
}
