import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const line = (page: Page, id: string) => page.getByRole('listitem').filter({ hasText: id }).first()

journey(
  'an administrator sees how much of each language is signed, a case worker signs two Burmese texts, another takes one back',
  async ({ sit }) => {
    const [administrator, worker, other] = await Promise.all([
      sit({ person: cast.administrator }),
      sit({ person: cast.worker, purpose: 'victim-protection', width: 390 }),
      sit({ person: cast.shelterWorker, purpose: 'victim-protection', language: 'th' }),
    ])
    await administrator.getByRole('link', { name: 'Words and sets' }).click()
    const burmese = administrator
      .getByRole('table', { name: /^Languages of Forced criminality/ })
      .getByRole('row', { name: /Burmese/ })
    await seen(burmese)
    await seen(administrator.getByRole('cell', { name: 'not known here' }))
    await assertAccessible(administrator, 'words and sets')
    // The number of drafts opens the drafts; who loads does not sign.
    await burmese.getByRole('link', { name: '23' }).click()
    await seen(line(administrator, 'FC01'))
    await gone(button(administrator, /^Sign/))

    await worker.goto('/words?set=forced-criminality&language=my')
    await seen(line(worker, 'FC01').locator('[lang="my"]'))
    await assertFits(worker, 'words on a telephone')
    const sign = button(worker, /^Sign \d/)
    await worker.getByRole('checkbox', { name: 'Sign FC01', exact: true }).check()
    await worker.getByRole('checkbox', { name: 'Sign FC02', exact: true }).check()
    await eventually('nothing is signed before it is said how the language is known', () => sign.isDisabled())
    await worker.getByRole('radio', { name: 'I speak it well' }).check()
    await assertAccessible(worker, 'words, about to sign')
    await button(worker, 'Sign 2 texts').click()
    await seen(line(worker, 'FC01').getByText(/^Signed by .*\(th-msd\)/))
    await seen(line(worker, 'FC02').getByText(/^Signed by .*\(th-msd\)/))

    await other.goto('/words?set=forced-criminality&language=my&state=signed')
    await seen(line(other, 'FC02'))
    await other.getByRole('button', { name: 'ถอนการรับรอง FC02' }).click()
    await other.getByRole('menuitem', { name: 'สะกดผิด' }).click()
    await gone(other.getByText('FC02', { exact: true }))
    await seen(other.getByText('FC01', { exact: true }))
    await other.goto('/words?set=forced-criminality&language=my&state=draft')
    await seen(line(other, 'FC02').getByText('มีผู้ถอนการรับรอง: สะกดผิด'))
    await assertAccessible(other, 'words in Thai, one doubted')

    await administrator.getByRole('link', { name: 'All sets and languages' }).click()
    await seen(burmese.getByRole('link', { name: '22' }))
  },
)
