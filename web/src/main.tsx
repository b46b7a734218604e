import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme/fonts.css'
import './theme/base.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { isCarrying } from './offline/carried.ts'
import { rememberedLanguage, speak } from './language/language.ts'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
await speak(rememberedLanguage())
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
void import('./theme/rare-fonts.ts')
if (isCarrying()) void import('./offline/keeper.ts')
