import { editMarking, markingText } from '@shield/core'
import type { Marking, MarkingEdit } from '@shield/core'
import type { MarkingWish } from '@shield/contract'

/** The edit with one part more; a part that is as it was is left out, so that what is sent is what changes. */
export function withPart(marking: Marking, edit: MarkingEdit, part: MarkingEdit): MarkingEdit {
  const next = { ...edit, ...part }
  return Object.fromEntries(
    Object.entries(next).filter(
      ([name, value]) => markingText(editMarking(marking, { [name]: value })) !== markingText(marking),
    ),
  )
}

/** The edit as the node takes it. */
export function wishOf({ releasedTo, notReleasedTo, ...rest }: MarkingEdit): MarkingWish {
  return {
    edit: {
      ...rest,
      ...(releasedTo ? { releasedTo: [...releasedTo] } : {}),
      ...(notReleasedTo ? { notReleasedTo: [...notReleasedTo] } : {}),
    },
  }
}
