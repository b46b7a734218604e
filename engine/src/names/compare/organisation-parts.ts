import type { NamePart } from '../name.ts'

/** A part made of single letters has no sound of its own. */
const noSounds: readonly string[] = []
const and = new Set(['and', 'y', 'und', 'et', 'e', 'и'])
const roman: Readonly<Record<string, string>> = { i: '1', v: '5', x: '10' }

/**
 * The parts of an organisation's name as they are compared: single letters in a row are one word (A.B.C. Company, L & H),
 * one behind other words is a Roman numeral (Fund V), and a number in two words is one (Forty-Four).
 */
export function organisationParts(parts: readonly NamePart[]): readonly NamePart[] {
  const found: NamePart[] = []
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at]!
    const run = part.initial ? lettersFrom(parts, at) : [part]
    at += run.length - 1
    const letters = run.filter((one) => one.initial)
    const last = found.at(-1)
    if (letters.length > 1) found.push(glued(letters))
    else if (last && isUnitOf(last, part))
      found[found.length - 1] = numbered(`${Number(last.readings[0]) + Number(part.readings[0])}`)
    else found.push(...run.map((one) => (found.length > 0 ? asNumeral(one) : one)))
  }
  return found
}

/** The single letters from a place on, with an "and" between them; without one at the end. */
function lettersFrom(parts: readonly NamePart[], from: number): readonly NamePart[] {
  let end = from
  for (let at = from; at < parts.length; at += 1) {
    if (parts[at]?.initial) end = at
    else if (!and.has(parts[at]?.written ?? '')) break
  }
  return parts.slice(from, end + 1)
}

function asNumeral(part: NamePart): NamePart {
  const number = part.initial ? roman[part.written] : undefined
  return number === undefined ? part : numbered(number)
}

/** Forty and four, both in words. */
function isUnitOf(tens: NamePart, unit: NamePart): boolean {
  if (tens.role !== 'number' || unit.role !== 'number' || /\d/.test(tens.written)) return false
  const [ten, one] = [Number(tens.readings[0]), Number(unit.readings[0])]
  return ten >= 20 && ten < 100 && ten % 10 === 0 && one > 0 && one < 10
}

function numbered(number: string): NamePart {
  return {
    written: number,
    readings: [number],
    sounds: [number],
    initial: false,
    role: 'number',
    surname: undefined,
  }
}

function glued(letters: readonly NamePart[]): NamePart {
  const written = letters.map((part) => part.written).join('')
  const reading = letters.map((part) => part.readings[0] ?? '').join('')
  return {
    written,
    readings: [reading],
    sounds: noSounds,
    initial: false,
    role: 'unknown',
    surname: undefined,
  }
}

/** Whether a part was glued of single letters here. */
export function isGlued(part: NamePart): boolean {
  return part.sounds === noSounds
}
