/** Zero of every script whose digits people type: Thai, Lao, Burmese, Khmer, Arabic, Persian, Devanagari, Bengali, full width. */
const zeros = [0x0e50, 0x0ed0, 0x1040, 0x1090, 0x17e0, 0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10]
const foreignDigit =
  /[\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u1090-\u1099\u17e0-\u17e9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g

/** Digits of any script as 0-9. */
export function plainDigits(text: string): string {
  return text.replace(foreignDigit, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (zeros.find((zero) => code >= zero && code < zero + 10) ?? code))
  })
}

// Zero-width characters and direction marks: seen in names copied from chats, never part of a value.
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const blank = /[\u0000-\u001f\u007f-\u009f\s]+/g
// Joiners shape letters in Burmese, Khmer and Persian; beside Latin letters and digits they only hide.
const hiddenJoiner =
  /(?<=[\p{Script=Latin}\p{N}])[\u200c\u200d]+|[\u200c\u200d]+(?=[\p{Script=Latin}\p{N}])/gu

/** NFKC, without invisible characters, blanks collapsed. */
export function plainText(text: string): string {
  // Most values of most files are such already.
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text
  return text.normalize('NFKC').replace(invisible, '').replace(hiddenJoiner, '').replace(blank, ' ').trim()
}
