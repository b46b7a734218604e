import type { WorkItem } from '@shield/contract'
import type { Words } from '@shield/core'

interface Exceeding {
  readonly agreement: string
  readonly title: Words
  readonly since: Date
  readonly count: number
}

/** A narrower version takes nothing back by itself: somebody decides about what went before. */
export function exceedingItem({ agreement, title, since, count }: Exceeding): WorkItem {
  const releases = count === 1 ? 'release goes' : 'releases go'
  return {
    id: `exceeding ${agreement}`,
    title: {
      en: `${count} earlier ${releases} beyond an agreement as it is in force now`,
      th: `การส่งมอบก่อนหน้า ${count} รายการเกินกว่าที่ข้อตกลงฉบับปัจจุบันอนุญาต`,
    },
    detail: title,
    at: since.toISOString(),
    to: `/releases?tab=out&agreement=${agreement}&exceeding=true`,
  }
}
