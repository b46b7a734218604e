/**
 * Elements that Thai and Lao names are built of, in the plain spelling below. A word with one of them is read as Thai too;
 * elsewhere Porn, Boon and Saks are not what they would be in Bangkok.
 */
const elements =
  /^(?:som[bcknpqrstwy]|bun[bcdklmnprstwy]|pon[tpsnwc]|sak[dcdkorstw]|nat[tcnpsw]|suk[ksmpwu]|wat[tcs]|chai[nprsyw]|pra[cksnpwym]|tana|tan[ay]a|wora|wora|wira|tira|chira|pim[pcnw]|pat[tcs]|rat[tc]|kan[cynwl]|kit[ti]|siri|supa|suwan|anan|apich|apis|narong|wich|wit[tcsy]|tawi|nop[pa]|chut|kra[ins]|ying|yut|saeng|sae[ltcnh]|panit|patum|prom|ruang|rung|tep|sura)|tong|wong|pong$|kun$|chai$|sak$|pon$|wat$|sawat|ratana|rat$|suwan|kaeo|mani$|charoen|loet$|roet$|roeng|soet|pipat|mongkon|watana|wichit|chat$|sit$|suk$|racha|nakon|panich|chinawat|kamon|wimon|uea/

/** Spelling habits, in order: what is written on the left is one sound with what stands on the right. */
const habits: readonly (readonly [RegExp, string])[] = [
  [/akdi(?=$|s)/g, 'ak'],
  [/bh|ph/g, 'p'],
  [/dh|th/g, 't'],
  [/kh|gh|g(?=[aeiou])/g, 'k'],
  [/j(?=[aeiou])/g, 'ch'],
  [/v/g, 'w'],
  [/ee|ii|(?<=[^aeiou])y(?![aeiou])/g, 'i'],
  [/oo|ou/g, 'u'],
  [/aa/g, 'a'],
  [/aew|eaw|eao/g, 'aeo'],
  [/a[wu](?![aeiou])/g, 'ao'],
  [/a[yj](?![aeiou])|ei/g, 'ai'],
  [/[eu]r(?![aeiouw])/g, 'oe'],
  [/(?<=[ao])r(?![aeiouw])/g, ''],
  [/(?<=s)r(?=i)/g, ''],
  [/([bcdfgklmnprst])\1/g, '$1'],
  [/(?:[dsjz]|ch)$/g, 't'],
  [/[bf]$/g, 'p'],
  [/g$(?<!ng)/g, 'k'],
  [/[lr]$/g, 'n'],
]

/**
 * A Thai word in Latin letters as the plainest spelling of its sounds, without aspiration, length of vowels and what is not
 * spoken: Sakdisith and Saksit, Boonlerd and Bunloet are one. None for a word without an element of Thai names.
 */
export function plainThai(word: string): readonly string[] {
  if (word.length < shortest) return []
  let plain = word
  for (const [written, sound] of habits) plain = plain.replace(written, sound)
  return plain !== word && elements.test(plain) ? [plain] : []
}

const shortest = 5
