import { fileURLToPath } from 'node:url'

import type { Page } from 'playwright-core'

import { assertAccessible } from './accessible.ts'
import { seen } from './see.ts'

interface Import {
  /** A fixture of the formats, by its path there, or a file made here. */
  readonly file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }
  readonly source: string
  /** The words of who may see it. */
  readonly marking: RegExp
  /** What is put right before the file is tried. */
  readonly mend?: () => Promise<void>
}

/** The wizard of an import from the choice of the file to the result, looked at in every step. */
export async function importFile(page: Page, { file, source, marking, mend }: Import): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Import' }).click()
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByRole('button', { name: 'Upload and check' }).click()
  await seen(page.getByText('Choose who may see it'))
  await assertAccessible(page, `import ${source} nothing chosen`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles(typeof file === 'string' ? fixture(file) : file)
  await page.getByRole('combobox', { name: 'Source' }).fill(source)
  await page.getByRole('radio', { name: marking }).click()
  await assertAccessible(page, `import ${source} chosen`)
  await page.getByRole('button', { name: 'Upload and check' }).click()

  await seen(page.getByRole('region', { name: 'What was recognised' }))
  await assertAccessible(page, `import ${source} check`)
  await mend?.()
  await page.getByRole('button', { name: 'Try the whole file without writing' }).click()
  await seen(page.getByRole('heading', { name: 'What the import would do' }))
  await assertAccessible(page, `import ${source} try`)
  await page.getByRole('button', { name: /^Import \d+ records?$/ }).click()
  await seen(page.getByText('The records can be found in Search now.'))
  await assertAccessible(page, `import ${source} result`)
}

function fixture(path: string): string {
  return fileURLToPath(new URL(`../formats/fixtures/${path}`, import.meta.url))
}
