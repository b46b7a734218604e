import assert from 'node:assert/strict'

import type { Locator, Page } from 'playwright-core'

import { eventually } from './see.ts'

const mostSteps = 120

/** Waits until a field has the focus: a dialog gives it a moment after it is seen, and what is typed before goes to whatever had it. */
export function hasFocus(control: Locator): Promise<void> {
  return eventually(`${String(control)} has the focus`, () =>
    control.evaluate((one) => one === document.activeElement),
  )
}

/** Goes to a control by the Tab key alone, as somebody does who has no mouse. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let step = 0; step < mostSteps; step += 1) {
    if (await control.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${String(control)} is not reached by ${mostSteps} presses of Tab`)
}

/** Goes to a field by Tab and writes into it in place of what it holds. */
export async function writeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

/** Goes to a button or link by Tab and presses it. */
export async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press('Enter')
}

/** Goes to a list of choices by Tab and takes one by the arrow keys. */
export async function choose(page: Page, list: Locator, value: string): Promise<void> {
  await tabTo(page, list)
  await page.keyboard.press('Home')
  for (let step = 0; step < mostSteps; step += 1) {
    if ((await list.inputValue()) === value) return
    await page.keyboard.press('ArrowDown')
  }
  assert.fail(`${value} is no choice of ${String(list)}`)
}
