import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'th'],
  catalogs: [{ path: '<rootDir>/src/messages/{locale}', include: ['<rootDir>/src'] }],
  format: formatter({ lineNumbers: false }),
})
