import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { Page } from 'playwright-core'

import { personCode } from '@shield/core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const care = { language: 'en', purpose: 'victim-protection' } as const
const dayMs = 86_400_000
const name = 'Achieng Test'

const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })
const card = (page: Page, label: string) => page.getByRole('article', { name: label, exact: true })

/** What other screens do, by the node's own door and in the name of who sits there. */
async function post<T>(page: Page, path: string, body: object): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, { data: body })
  assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** People at a board, each with a sealed name. */
async function receive(page: Page, count: number): Promise<readonly string[]> {
  const at = new Date().toISOString()
  const place = { site: `Return bridge ${at}`, startedAt: at, organisations: ['th-bfm'] }
  const { id } = await post<{ id: string }>(page, '/arrivals', place)
  const codes = Array.from({ length: count }, () => personCode(randomBytes(11)))
  const acts = codes.map((code, nth) => ({
    ...{ id: crypto.randomUUID(), code, at, triage: { age: 'adult', speaks: ['sw'] } },
    identity: {
      names: [{ text: `${name} ${nth + 1}`, kind: 'document' }],
      ...{ born: '1999', citizenships: ['KE'], phones: [] },
      documents: [
        { kind: 'passport', issuer: 'ZZ', number: `XX77${randomBytes(3).readUIntBE(0, 3)}`, holds: 'lost' },
      ],
    },
  }))
  await post(page, `/arrivals/${id}/acts`, { acts })
  return codes
}

async function agree(page: Page, code: string, [purpose, ...recipients]: readonly string[]): Promise<void> {
  await post(page, `/protected/${code}/consent`, {
    ...{ id: crypto.randomUUID(), purpose, recipients, basis: 'consent', mode: 'spoken', language: 'sw' },
    ...{ textVersion: '1', at: new Date().toISOString() },
  })
}

/** One step in the dialog of its card; `fill` tells what the step asks for. */
async function step(
  page: Page,
  {
    track,
    to,
    fill,
  }: {
    readonly track: string
    readonly to: string
    readonly fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>
  },
): Promise<void> {
  await card(page, track)
    .getByRole('button', { name: `${to}…`, exact: true })
    .click()
  const dialog = page.getByRole('dialog', { name: `${track}: ${to}` })
  if (fill) await fill(dialog)
  await dialog.getByRole('button', { name: 'Write down', exact: true }).click()
  await gone(dialog)
  await seen(card(page, track).getByText(to, { exact: true }))
}

interface Moving {
  readonly track: string
  readonly was: string
  readonly to: string
  readonly facts?: object
  readonly reason?: string
}

const move = (page: Page, id: string, { facts = {}, ...rest }: Moving): Promise<unknown> =>
  post(page, `/returns/${id}/moves`, { id: crypto.randomUUID(), facts, ...rest })

const ahead = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

/** What other desks do meanwhile: papers of immigration, of a doctor, of who receives; an assessment of danger. */
async function otherDesks(
  page: Page,
  { code, id }: { readonly code: string; readonly id: string },
): Promise<void> {
  const moves: readonly Moving[] = [
    { track: 'asylum', was: 'none', to: 'no-fear' },
    {
      track: 'immigration',
      was: 'none',
      to: 'irregular',
      facts: { permittedUntil: ahead(-60), arrested: false },
    },
    { track: 'immigration', was: 'irregular', to: 'exit-asked' },
    { track: 'immigration', was: 'exit-asked', to: 'granted' },
    { track: 'reception', was: 'none', to: 'asked', facts: { agency: 'Home Agency' } },
    { track: 'reception', was: 'asked', to: 'accepted' },
    { track: 'risk', was: 'none', to: 'drafted', facts: { level: 'low' }, reason: 'A debt' },
    {
      track: 'logistics',
      was: 'none',
      to: 'booked',
      facts: { mode: 'flight', leavesAt: new Date(Date.now() + dayMs).toISOString() },
    },
    { track: 'logistics', was: 'booked', to: 'ticketed' },
  ]
  for (const one of moves) await move(page, id, one)
  const certificate = {
    ...{ kind: 'certificate', certificate: crypto.randomUUID(), travel: 'fit', interview: 'fit' },
    ...{ needsRest: false, doctor: 'Doctor Invented', issuedOn: ahead(0), validUntil: ahead(60) },
  }
  await post(page, `/protected/${code}/care`, {
    ...{ id: crypto.randomUUID(), at: new Date().toISOString(), act: certificate },
  })
  await post(page, `/returns/${id}/check`, { reason: 'Before the journey' })
}

journey(
  'somebody goes home: the person decides, the embassy answers, two people open a gate, both sides sign, and one who is not ready holds nobody',
  async ({ sit, th }) => {
    const [worker, shelter, consul] = await Promise.all([
      sit({ ...care, person: cast.worker }),
      sit({ ...care, person: cast.shelterWorker }),
      sit({ language: 'en', purpose: 'consular-return', person: cast.consul, width: 390 }),
    ])
    const [code = '', other = ''] = await receive(worker, 2)
    const id = await begin(worker, code)
    await assertAccessible(worker, 'return, just begun')
    await decides(worker)
    const { pool } = th.node.database
    // A day to think it over has passed.
    await pool.query(`update return_track set since = since - interval '25 hours' where case_id = $1`, [id])
    await step(worker, { track: 'What the person wants', to: 'Confirmed: goes home' })
    await goesEarlier(worker)

    await button(worker, 'Ask the embassy').click()
    await seen(card(worker, 'Nationality').getByText('has not agreed to this', { exact: false }))
    await agree(worker, code, ['embassy', 'th-kem'])
    await agree(worker, code, ['transfer-abroad', 'Home Agency'])
    await button(worker, 'Ask the embassy').click()
    await seen(card(worker, 'Nationality').getByText('The embassy is asked', { exact: true }))
    await embassy(consul)

    await otherDesks(worker, { code, id })
    await move(shelter, id, { track: 'risk', was: 'drafted', to: 'approved' })
    await worker.reload()
    await seen(worker.getByRole('heading', { name: '1 things are missing before the journey' }))
    const head = await sit({ ...care, person: cast.shelterSupervisor })
    await twoPeople(worker, head, id)
    await worker.reload()
    await seen(worker.getByRole('heading', { name: 'Nothing is missing: ready for the journey' }))

    const unready = await post<{ id: string }>(worker, `/protected/${other}/returns`, {
      id: crypto.randomUUID(),
    })
    await travels(worker, { code, unready: unready.id })
    await handsOver(worker, id)
    await isHome(worker, { code, id })
  },
)

async function begin(page: Page, code: string): Promise<string> {
  await page.goto(`/protected/${code}`)
  await page
    .getByRole('region', { name: 'What is done for the person' })
    .getByRole('link', { name: 'Way home' })
    .click()
  await page
    .getByRole('combobox', { name: 'State that the person calls their own' })
    .selectOption({ value: 'KE' })
  await assertAccessible(page, 'returns, nothing is prepared yet')
  await button(page, 'Begin').click()
  await page.getByRole('heading', { level: 1, name: code }).waitFor()
  await seen(page.getByRole('heading', { name: '11 things are missing before the journey' }))
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function decides(page: Page): Promise<void> {
  const inSwahili = async (dialog: ReturnType<Page['getByRole']>): Promise<void> => {
    await dialog.getByRole('combobox', { name: 'Told in this language' }).selectOption({ value: 'sw' })
  }
  const track = 'What the person wants'
  await step(page, { track, to: 'Was told what there is to choose', fill: inSwahili })
  await step(page, { track, to: 'Choices explained, thinks it over', fill: inSwahili })
  await step(page, { track, to: 'Wants to go home' })
  await card(page, track).getByRole('button', { name: 'Confirmed: goes home…' }).click()
  const dialog = page.getByRole('dialog')
  await button(page, 'Write down').click()
  await seen(dialog.getByText('The person has time to think it over', { exact: false }))
  await assertAccessible(page, 'return, time to think')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await gone(dialog)
}

/** The time to recover still runs: its end and its source stand beside the gate, and the person says they want to go earlier. */
async function goesEarlier(page: Page): Promise<void> {
  const track = card(page, 'Time to recover and think')
  await seen(track.getByText('The period of recovery and reflection runs: no removal.'))
  await step(page, {
    track: 'Time to recover and think',
    to: 'Wants to go before it is over',
    fill: async (dialog) => {
      await dialog.getByRole('combobox', { name: 'Told in this language' }).selectOption({ value: 'sw' })
      await dialog.getByRole('textbox', { name: 'What the person said' }).fill('My mother waits for me')
    },
  })
}

/** The consul on a telephone: the question, the name for a reason, the answer, and nothing of anything else. */
async function embassy(page: Page): Promise<void> {
  await page.goto('/consular')
  const question = page.getByRole('article', { name: /^Question of/ }).last()
  await seen(question.getByText('The embassy is asked'))
  await assertFits(page, 'own nationals on a telephone')
  await question.getByRole('button', { name: 'Open who asks…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('To look into the register')
  await dialog.getByRole('button', { name: 'Open it' }).click()
  await seen(question.getByText(`${name} 1`))
  await assertAccessible(page, 'own nationals, opened')
  await question.getByRole('button', { name: 'Nationality: Confirmed…' }).click()
  await dialog.getByRole('textbox', { name: 'Your reference' }).fill('ke/2026/17')
  await dialog.getByRole('button', { name: 'Answer' }).click()
  await gone(dialog)
  await question.getByRole('button', { name: 'Travel document: Issued…' }).click()
  await dialog.getByRole('textbox', { name: /year$/ }).fill('2098')
  await dialog.getByRole('combobox', { name: /month$/ }).selectOption({ index: 3 })
  await dialog.getByRole('textbox', { name: /day$/ }).fill('1')
  await dialog.getByRole('button', { name: 'Answer' }).click()
  await gone(dialog)
  await seen(question.getByText('KE/2026/17', { exact: false }))
  await page.goto('/returns')
  await seen(page.getByRole('main').getByRole('alert'))
}

async function twoPeople(first: Page, second: Page, id: string): Promise<void> {
  const panel = (page: Page) => page.getByRole('region', { name: 'What is missing before the journey' })
  await panel(first).getByRole('button', { name: 'Ask a second person…' }).click()
  const dialog = first.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The court answers next month')
  await dialog.getByRole('button', { name: 'Ask a second person' }).click()
  await seen(panel(first).getByText('asks a second person to open it', { exact: false }))
  assert.equal(await panel(first).getByRole('button', { name: 'Agree…' }).count(), 0)
  await second.goto('/')
  await second
    .getByRole('link', { name: /A closed gate waits for a second person/ })
    .first()
    .waitFor()
  await second.goto(`/returns/${id}`)
  await panel(second).getByRole('button', { name: 'Agree…' }).click()
  await second.getByRole('dialog').getByRole('textbox').fill('I have read the letter')
  await second.getByRole('dialog').getByRole('button', { name: 'Agree' }).click()
  await seen(panel(second).getByText('opened by two people', { exact: false }))
}

async function travels(
  page: Page,
  { code, unready }: { readonly code: string; readonly unready: string },
): Promise<void> {
  await page.goto('/journeys')
  await button(page, 'Plan a journey…').click()
  await page.getByRole('textbox', { name: 'Route' }).fill('Bangkok to Nairobi')
  await page.getByRole('textbox', { name: /year$/ }).fill('2098')
  await page.getByRole('combobox', { name: /month$/ }).selectOption({ index: 3 })
  await page.getByRole('textbox', { name: /day$/ }).fill('1')
  await assertAccessible(page, 'journeys, planning')
  await button(page, 'Plan it').click()
  await page.getByRole('heading', { level: 1, name: 'Bangkok to Nairobi' }).waitFor()
  const journeyId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByText('Put people on it').click()
  await button(page, `Put on ${code}`).click()
  await seen(page.getByRole('heading', { name: '1 of 1 ready' }))
  await post(page, `/return-batches/${journeyId}/people`, { returns: [unready] })
  await page.reload()
  await seen(page.getByRole('heading', { name: '1 of 2 ready' }))
  await button(page, 'Make it, with names…').click()
  await page.getByRole('dialog').getByRole('textbox').fill('For the airline')
  await page.getByRole('dialog').getByRole('button', { name: 'Open them' }).click()
  await seen(page.getByRole('cell', { name: `${name} 2` }))
  await assertAccessible(page, 'journey, with its manifest')
  await button(page, 'The journey begins…').click()
  await seen(page.getByText('1 go, 1 stay behind', { exact: false }))
  await button(page, 'The journey begins').click()
  await seen(page.getByText('stayed behind'))
  await page.getByRole('region', { name: 'Who travels' }).getByRole('link', { name: code }).click()
}

async function handsOver(page: Page, id: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Hand-over' })
  await panel.getByRole('textbox', { name: 'Documents' }).fill('2')
  await button(page, 'Sign the hand-over').click()
  await seen(panel.getByText('What stands here is what was signed.'))
  await panel.getByRole('textbox', { name: 'Who takes over' }).fill('The desk at the airport')
  await assertAccessible(page, 'return, the other side signs')
  await button(page, 'Sign for the other side').click()
  await seen(panel.getByRole('heading', { name: 'Hand-over: Received and signed' }))
  await page.goto(`/returns/${id}/form?form=receipt&language=my`)
  await seen(page.getByRole('heading', { name: 'လွှဲပြောင်းလက်ခံ ဖြတ်ပိုင်း' }))
  await assertAccessible(page, 'paper, receipt in Burmese')
  await page.goto(`/returns/${id}`)
}

async function isHome(
  page: Page,
  { code, id }: { readonly code: string; readonly id: string },
): Promise<void> {
  await step(page, { track: 'Journey', to: 'Arrived' })
  const panel = page.getByRole('region', { name: 'At home', exact: true })
  await eventually('five days stand there', async () => (await panel.getByRole('listitem').count()) === 5)
  await agree(page, code, ['contact-later'])
  await button(page, 'Write down… how it is after 7 days').click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Is well' }).check()
  await button(page, 'Write down').click()
  await seen(panel.getByText('Is well', { exact: false }))
  await page.goto('/returns?stage=home')
  await seen(page.getByRole('region', { name: 'People' }).locator(`[data-row="${id}"]`))
  await assertAccessible(page, 'returns, at home')
}
