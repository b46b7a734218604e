const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size as people say it: "61 MB", "12 kB"; whole below ten of a unit only where it is whole. */
export function sizeText(bytes: number, language: string): string {
  const step = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(language === 'th' ? 'th-TH' : 'en-GB', {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step)
}

/** The time between two moments as a clock: "0:07", "12:30", "1:02:05". Clocks of two machines may differ: never below nothing. */
export function elapsedText(from: string, until: number): string {
  const seconds = Math.max(0, Math.floor((until - Date.parse(from)) / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (part: number): string => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
