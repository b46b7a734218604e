import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { press, tabTo } from '../keyboard.ts'
import { gone, seen } from '../see.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

journey(
  'an administrator orders the evacuation from a telephone, cannot agree alone, oversight agrees with a tick, and it is taken back',
  async ({ sit }) => {
    const phone = await sit({
      person: cast.administrator,
      purpose: 'administration',
      language: 'th',
      width: 390,
    })
    await phone.goto('/evacuation')
    await seen(phone.getByText('ยังไม่เคยซ้อม ต้องซ้อมทุก 90 วัน'))
    await assertAccessible(phone, 'the plan of an evacuation')
    await assertFits(phone, 'the plan of an evacuation')
    await button(phone, 'ย้ายออกจากที่นี่…').click()
    await dialog(phone).getByRole('textbox', { name: 'เหตุผล' }).fill('คาดว่าจะถูกบุกค้นคืนนี้')
    await assertAccessible(phone, 'ordering an evacuation')
    await button(phone, 'สั่งย้ายข้อมูลฉุกเฉิน').click()
    await gone(dialog(phone))
    await seen(phone.getByText('รอคนที่สอง'))
    await gone(button(phone, 'เห็นชอบ…'))

    const desk = await sit({ person: cast.oversight, purpose: 'oversight' })
    await desk.goto('/evacuation')
    await press(desk, button(desk, 'Agree…'))
    const leave = button(desk, 'Agree: leave')
    await seen(leave.and(desk.locator(':disabled')))
    await assertAccessible(desk, 'agreeing to an evacuation')
    await tabTo(desk, dialog(desk).getByRole('checkbox', { name: /The disk for the export is in/ }))
    await desk.keyboard.press('Space')
    await press(desk, leave)
    await gone(dialog(desk))
    await seen(desk.getByText('bin/shield evacuate --to DIR', { exact: true }))

    await press(desk, button(desk, 'My code for the envelope…'))
    await press(desk, button(desk, 'Show my code'))
    await seen(dialog(desk).getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/))
    await desk.keyboard.press('Escape')
    await gone(dialog(desk))

    await press(desk, button(desk, 'Take back'))
    await seen(desk.getByText('Evacuation · called off'))
    await seen(phone.getByText('ย้ายข้อมูลฉุกเฉิน · ยกเลิกคำสั่งแล้ว'))
  },
)
