const groupDigits = 5

/** A hash for the telephone: forty digits of it, in groups of five. Digits are read aloud in any language. */
export function digitsOf(hash: Buffer): string {
  return grouped((BigInt(`0x${hash.toString('hex')}`) % 10n ** 40n).toString().padStart(40, '0'))
}

export function grouped(digits: string): string {
  return (digits.match(new RegExp(`.{${groupDigits}}`, 'g')) ?? []).join(' ')
}
