import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import type { BrowserContext, Page } from 'playwright-core'

import type { Purpose } from '@shield/core'
import type { DemonstrationPerson } from '@shield/world'

import { signIn, statePurpose } from './person.ts'
import type { Site } from './person.ts'
import { patienceMs } from './see.ts'
import { theWorld } from './world.ts'
import type { World } from './world.ts'

interface Seat {
  readonly node?: 'th' | 'ph'
  /** A node of the journey's own, in place of these. */
  readonly site?: Site
  /** Signs this person in by a link; nobody is signed in without. */
  readonly person?: DemonstrationPerson
  /** Stated in the form after the sign-in. */
  readonly purpose?: Purpose
  readonly language?: 'en' | 'th'
  readonly width?: number
  /** A screen that is touched: presses are `tap`. */
  readonly touch?: boolean
}

interface Walk extends World {
  /** A browser of its own (cookies, storage) for one person at one node. */
  readonly sit: (seat?: Seat) => Promise<Page>
}

const failures = fileURLToPath(new URL('../.cache/journeys/', import.meta.url))

/** The first journey starts the world too: 15 s on a quiet machine, three minutes on one that is eight times overbooked. */
const mostMs = 900_000

/** One journey through the real product, told by its sentence. Any fault in a page's script fails it, whatever it asserts. */
export function journey(sentence: string, walk: (walk: Walk) => Promise<void>): void {
  test(sentence, { timeout: mostMs }, async () => {
    const world = await theWorld()
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    const sit = async (seat: Seat = {}): Promise<Page> => {
      const page = await openSeat(world, seat, contexts)
      listen(page, faults)
      if (seat.person) await signIn(page, siteOf(world, seat), seat.person)
      if (seat.purpose) await statePurpose(page, seat.purpose, 'TH-26-0143')
      return page
    }
    try {
      await walk({ ...world, sit })
      assert.deepEqual(faults, [], 'the pages ran without a fault')
    } catch (error) {
      const pictures = await photograph(contexts, sentence)
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${pictures}`, {
        cause: error,
      })
    } finally {
      for (const context of contexts) await context.close()
    }
  })
}

const siteOf = (world: World, { site, node = 'th' }: Seat): Site => site ?? world[node]

async function openSeat(world: World, seat: Seat, contexts: BrowserContext[]): Promise<Page> {
  const width = seat.width ?? 1440
  const context = await world.browser.newContext({
    baseURL: siteOf(world, seat).node.config.origin,
    viewport: { width, height: width < 500 ? 844 : 900 },
    locale: seat.language === 'th' ? 'th-TH' : 'en-GB',
    colorScheme: 'light',
    timezoneId: 'Asia/Bangkok',
    reducedMotion: 'reduce',
    hasTouch: seat.touch ?? false,
  })
  context.setDefaultTimeout(patienceMs)
  contexts.push(context)
  return context.newPage()
}

/** An answer that refuses (503: what is asked for is away), or a network that is off, is told to the console by the browser itself, and is no fault. */
function listen(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)))
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/^Failed to load resource: (.* (4\d\d|503) |net::ERR_INTERNET_DISCONNECTED)/.test(message.text())
    )
      faults.push(message.text())
  })
}

async function photograph(contexts: readonly BrowserContext[], sentence: string): Promise<string> {
  await mkdir(failures, { recursive: true })
  const told: string[] = []
  for (const page of contexts.flatMap((context) => context.pages())) {
    const name = `${sentence.slice(0, 60).replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${told.length + 1}.png`
    const path = join(failures, name)
    const saved = await page.screenshot({ path }).then(
      () => path,
      (error: unknown) => `no picture: ${String(error)}`,
    )
    told.push(`at ${page.url()}: ${saved}\n${await inFront(page)}`)
  }
  return told.join('\n')
}

/** What dialogs and warnings say, and where the focus is: the run that failed may be on a machine whose pictures nobody sees. */
function inFront(page: Page): Promise<string> {
  return page
    .evaluate(() =>
      [
        ...[...document.querySelectorAll<HTMLElement>('[role=dialog], [role=alert]')].map(
          (one) => `${one.role}: ${one.innerText.replaceAll(/\s+/gu, ' ')}`,
        ),
        `focus: ${document.activeElement?.outerHTML.slice(0, 200)}`,
      ].join('\n'),
    )
    .catch((error: unknown) => String(error))
}
