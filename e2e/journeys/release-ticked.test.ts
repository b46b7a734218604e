import { assertAccessible } from '../accessible.ts'
import { cast } from '../cast.ts'
import { search } from '../find.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

journey(
  'a release begins with what was ticked of what a search finds, and with nothing else of it',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    await search(officer, 'สมชาย')
    const results = officer.getByRole('table', { name: 'Results' })
    const boxes = results.getByRole('checkbox')
    await seen(officer.getByRole('link', { name: 'Release these…' }))
    await boxes.nth(0).check()
    await boxes.nth(1).focus()
    await officer.keyboard.press('Space')
    const begin = officer.getByRole('link', { name: 'Release the 2 ticked…' })
    await seen(begin)
    await assertAccessible(officer, 'search with ticks')
    // The address holds what was ticked.
    await officer.reload()
    await seen(begin)
    const names = await results
      .getByRole('row')
      .filter({ has: officer.getByRole('checkbox', { checked: true }) })
      .getByRole('link')
      .allTextContents()
    await begin.click()
    await seen(officer.getByRole('heading', { name: 'New release' }))
    await gone(results)
    for (const name of names) await seen(officer.getByText(name).first())
    await seen(officer.getByRole('button', { name: 'Choose all' }).first())
  },
)
