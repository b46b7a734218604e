/**
 * Source and information grade, Admiralty scale (NATO AJP-2.1): the finest of the scales in use,
 * so that 4x4, 3x5x2 and 5x5x5 map into it.
 * Source A (reliable) to F (cannot be judged); information 1 (confirmed) to 6 (cannot be judged).
 */
export const sourceGrades = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export const informationGrades = ['1', '2', '3', '4', '5', '6'] as const

export type SourceGrade = (typeof sourceGrades)[number]
export type InformationGrade = (typeof informationGrades)[number]
export type Grade = `${SourceGrade}${InformationGrade}`

export const ungraded: Grade = 'F6'

export function isGrade(text: string): text is Grade {
  return /^[A-F][1-6]$/.test(text)
}

/** A grade as the small integer the statement table holds: A1 = 11 … F6 = 66. */
export function gradeNumber(grade: Grade): number {
  return (grade.charCodeAt(0) - 64) * 10 + Number(grade[1])
}

/** The inverse of {@link gradeNumber}; throws RangeError for a number no grade has. */
export function gradeOf(number: number): Grade {
  const text = `${String.fromCharCode(64 + Math.floor(number / 10))}${number % 10}`
  if (!isGrade(text)) throw new RangeError(`no grade has the number ${number}`)
  return text
}
