import { Type } from 'typebox'
import type { Static } from 'typebox'

/** A key log: JWS of its events in their order, and the C2SP checkpoint over them. */
export const KeyLogMessage = Type.Object({
  events: Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 10_000 }),
  head: Type.String({ maxLength: 2000 }),
})

/** Who belongs to the federation, as its officers signed it, with the key log of each member. */
export const MembersMessage = Type.Object({
  members: Type.String(),
  logs: Type.Record(Type.String(), KeyLogMessage),
})
export type MembersMessage = Static<typeof MembersMessage>
