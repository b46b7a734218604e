/** Syllables of Mandarin by their beginnings, for not every end goes with every beginning. */
const pinyin = new RegExp(
  `^(?:${[
    '[bpmf]?(?:a|o|ai|ei|ao|ou|an|en|ang|eng)',
    '[bpm](?:i|ie|iao|ian|in|ing|u)',
    'fu|miu|er|e',
    '[dtnl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|iao|iu|ian|in|iang|ing|u|uo|uan|un|ui|ue)',
    '(?:[gkhrzcs]|zh|ch|sh)(?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)',
    '(?:[rzcs]|zh|ch|sh)i',
    '[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|uan|ue|un)',
    'y(?:a|e|ao|ou|an|ang|ong|i|in|ing|u|uan|ue|un)',
    'w(?:a|o|ai|ei|an|en|ang|eng|u)',
  ].join('|')})$`,
)
/** Open ones are left out: Burmese and Khmer spell No and Noe, Tri and Try for one. */
const vietnamese =
  /^(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnrstvx])(?:[aeiou]|oa|ua|uy|uo|ie|uye|ye)(?:ch|ng|nh|[cmnpt])$/
const parts = /^([^aeiouyw]*)(.*)$/

/** Beginnings that systems of writing Chinese, and people who drop an h, spell in each other's place: Chen and Zhen, Tan and Than. */
const beginnings: ReadonlyMap<string, string> = new Map(
  ['b p ph', 'd t th', 'g k kh', 'zh ch j q', 'z c ts', 's x sh'].flatMap((group) => {
    const [first = '', ...others] = group.split(' ')
    return [first, ...others].map((beginning) => [beginning, first] as const)
  }),
)

/**
 * Whether two words are syllables of Chinese or of Vietnamese, and not the same one: Yan and Yang, Lan and Linh are names of
 * their own, although a letter or two apart. A slip of the hand seldom makes a syllable of a syllable.
 */
export function isOtherSyllable(one: string, other: string): boolean {
  if (one === other || one.length > longest || other.length > longest) return false
  if (!(pinyin.test(one) && pinyin.test(other)) && !(vietnamese.test(one) && vietnamese.test(other)))
    return false
  return soundOf(one) !== soundOf(other)
}

const longest = 6

/** Whether a Latin word is a syllable of Mandarin: then it stands for a character with that reading or for none. */
export function isMandarin(word: string): boolean {
  return word.length <= longest && pinyin.test(word)
}

function soundOf(syllable: string): string {
  const [, begins = '', end = ''] = parts.exec(syllable) ?? []
  return (beginnings.get(begins) ?? begins) + end.replace(/nh$/, 'n')
}
