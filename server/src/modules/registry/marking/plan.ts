import { compareMarkings, editMarking, handleAs, markingText, together } from '@shield/core'
import type { Marking, MarkingEdit, NodeOf, Weight, Words } from '@shield/core'

/** A block and the one that takes its place. */
export interface Step {
  readonly id: number
  readonly before: Marking
  readonly after: Marking
  readonly weight: Weight
}

/** What to do to each block: take over a template, or change parts. */
export type Wish = { readonly like: Marking } | { readonly edit: MarkingEdit }

export interface Plan {
  readonly steps: readonly Step[]
  readonly weight: Weight
}

/** Each block with its successor, and how the whole weighs. Blocks that would stay as they are are left out. */
export function planOf(blocks: readonly (readonly [number, Marking])[], wish: Wish, nodeOf: NodeOf): Plan {
  const steps = blocks.flatMap(([id, before]): Step[] => {
    const after = 'like' in wish ? handleAs(before, wish.like) : editMarking(before, wish.edit)
    if (markingText(before) === markingText(after)) return []
    return [{ id, before, after, weight: compareMarkings(before, after, nodeOf) }]
  })
  return { steps, weight: together(steps.map((step) => step.weight)) }
}

export interface Office {
  readonly node: string
  readonly organisation: string
  readonly cases: readonly string[]
}

/** Why this office may not do this to that block, whoever agrees; undefined where nothing stands against it. */
export function refusalOf(step: Step, office: Office): Words | undefined {
  const { before, after } = step
  const isOwn = before.node === office.node && before.organisation === office.organisation
  if (!isOwn && before.node === office.node)
    return { en: 'Its owner decides how it is handled', th: 'เจ้าของข้อมูลเป็นผู้กำหนดชั้นการจัดการ' }
  if (!isOwn && step.weight !== 'stricter' && step.weight !== 'equal')
    return {
      en: 'A partner handed this over: here it may be handled more strictly, never less',
      th: 'ได้รับจากหน่วยงานคู่ร่วมมือ จึงทำได้เพียงเพิ่มความเข้มงวด ลดไม่ได้',
    }
  if (before.zone !== after.zone && (before.zone === 'protection' || before.zone === 'consular'))
    return {
      en: 'Nothing leaves this zone by a change of handling',
      th: 'ข้อมูลออกจากเขตนี้ด้วยการเปลี่ยนชั้นการจัดการไม่ได้',
    }
  if (after.case !== before.case && after.case !== '' && !office.cases.includes(after.case))
    return { en: 'Choose a case you work on', th: 'โปรดเลือกคดีที่คุณทำอยู่' }
  return undefined
}

/** Names that may newly stand among the readers or the excluded: agencies of this node, and the node as a whole. */
export function strangers(step: Step, known: readonly string[]): readonly string[] {
  const before = [...step.before.releasedTo, ...step.before.notReleasedTo]
  return [...step.after.releasedTo, ...step.after.notReleasedTo].filter(
    (name) => !before.includes(name) && !known.includes(name),
  )
}
