/** Where each key of a US keyboard stands on the Thai Kedmanee one: plain row, then shifted. */
const latin =
  "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
const thai = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ' + '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'

const toThai = pairs(latin, thai)
const toLatin = pairs(thai, latin)

/** The text the same keys would have written on the other keyboard: "l,=kp" → "สมชาย", "ฝ" → "/". */
export function otherKeyboard(typed: string): string {
  const table = /[\u0e00-\u0e7f]/.test(typed) ? toLatin : toThai
  return [...typed].map((key) => table.get(key) ?? key).join('')
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to]
  return new Map([...from].map((key, at) => [key, targets[at] ?? key]))
}
