/** What forms have where nothing is known, folded. Nan, Nil and None are names of people too, and stay where one is asked for. */
const notKnown = new Set(
  `unknown|not known|unk|not available|not provided|not given|not stated|not specified|unspecified|undefined|withheld|missing|
no name|unnamed|tba|tbc|ไม่ทราบ|ไม่ทราบชื่อ|ไม่ทราบนามสกุล|ไม่ระบุ|ไม่มีข้อมูล|ไม่ปรากฏ|不明|不详|未知|無|미상|неизвестно|неизвестен|не указано|
desconocido|desconocida|inconnu|inconnue|unbekannt|sconosciuto|không rõ|tidak diketahui|غير معروف|مجهول|نامعلوم`
    .split('|')
    .map((words) => words.trim()),
)

/** Whether words, folded and with single spaces, stand where a value was wanted. */
export function isNotKnown(words: string): boolean {
  return notKnown.has(words)
}
