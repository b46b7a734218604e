import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Strict } from './shape.ts'

/** How a device behaves that carries people with it; data of the country, not this release's code. */
export const OfflineRules = Strict({
  /** Hours a board may be carried, and days people whom one hears. */
  arrivalHours: Type.Integer({ minimum: 1, maximum: 168 }),
  interviewDays: Type.Integer({ minimum: 1, maximum: 14 }),
  /** People of one pack, and packs out of one person. */
  mostPeople: Type.Integer({ minimum: 1, maximum: 2000 }),
  mostPacks: Type.Integer({ minimum: 1, maximum: 20 }),
  /** Symbols a passphrase has at least. */
  passphraseLength: Type.Integer({ minimum: 8, maximum: 64 }),
  /** Without a touch so long, or out of sight so long, the device locks itself. */
  idleSeconds: Type.Integer({ minimum: 30, maximum: 3600 }),
  hiddenSeconds: Type.Integer({ minimum: 0, maximum: 600 }),
  /** Wrong passphrases: after so many each waits twice as long as the one before; after so many everything goes. */
  wrongFree: Type.Integer({ minimum: 1, maximum: 10 }),
  slowSeconds: Type.Integer({ minimum: 1, maximum: 600 }),
  wrongMost: Type.Integer({ minimum: 3, maximum: 50 }),
  /** How often the device asks the node whether it is to be wiped, while there is a network. */
  contactSeconds: Type.Integer({ minimum: 10, maximum: 3600 }),
})
export type OfflineRules = Static<typeof OfflineRules>
