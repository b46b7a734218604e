/** Legal forms by class, as the words that write them (dots dropped, folded); several words are one form. */
const forms: ReadonlyMap<string, string> = new Map(
  `ltd: ltd|limited|ltda|limitada|ltee|co ltd|company limited|co limited|pvt ltd|private limited|pte ltd|pte|pvt|pty ltd|pty|sdn bhd|sendirian berhad|จำกัด|บริษัท|ບໍລິສັດ|ຈຳກັດ|有限公司|有限责任公司|有限責任公司|有限会社|合同会社|유한회사|ကုမ္ပဏီလီမိတက်|လီမိတက်|limited company|cong ty tnhh|tnhh
   |jsc: jsc|ojsc|cjsc|pjsc|oao|zao|pao|ao|оао|зао|пао|ао|ат|пат|прат|sa|s a|ag|aktiengesellschaft|se|spa|plc|public limited company|public company limited|nv|ab|as|asa|oyj|bhd|berhad|tbk|kk|joint stock company|open joint stock company|closed joint stock company|public joint stock company|株式会社|股份有限公司|股份公司|주식회사|มหาชน|จำกัด มหาชน|cong ty co phan|anonim sirketi|sociedad anonima|societe anonyme|naamloze vennootschap|aktsionernoe obshchestvo|aktsionernoe obschestvo|otkrytoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obschestvo|zakrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obschestvo|aktsionernoe obshchestvo|aktsionernoe obschestvo|otkrytoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obschestvo|zakrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obschestvo|publichnoe aktsionernoe obshchestvo|publichnoe aktsionernoe obschestvo|открытое акционерное общество|закрытое акционерное общество|публичное акционерное общество|акционерное общество|شركة مساهمة|sae
   |llc: llc|ooo|obshchestvo s ogranichennoy otvetstvennostyu|obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoj otvetstvennostyu|obschestvo s ogranichennoy otvetstvennostyu|obschestvo s ogranichennoi otvetstvennostyu|obschestvo s ogranichennoj otvetstvennostyu|llp|lp|gmbh|gesellschaft mit beschrankter haftung|mbh|ооо|тов|тоо|оод|еоод|doo|d o o|sarl|srl|sro|spzoo|sp z o o|sp zoo|sp z oo|spolka z ograniczona odpowiedzialnoscia|kft|bv|bvba|sia|uab|oy|aps|ou|общество с ограниченной ответственностью|ذ م م|ذمم|fze|fzc|fz llc|wll|besloten vennootschap|limited liability company|limited liability partnership|limited sirketi
   |co: co|company|corp|corporation|inc|incorporated|cie|compagnie|компания|公司|集团公司|회사|kaisha|شركة|pt|cv|perseroan terbatas|ຫຈກ|หจก|หสน|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน|ឯ ក|gmbh co kg|kg|ohg|snc|ип|чп`
    .split(/\s*\|(?=[a-z]+: )/)
    .flatMap((line) => {
      const [kind = '', words = ''] = line.trim().split(': ')
      return words.split('|').map((word) => [word.trim(), kind] as const)
    }),
)
const longest = 4

/** Forms written without a space before or after the name. */
const gluedEnd =
  /(股份有限公司|有限责任公司|有限責任公司|有限公司|集团公司|公司|株式会社|有限会社|合同会社|주식회사|유한회사|จำกัด)$/u
const gluedStart = /^(株式会社|有限会社|合同会社|주식회사|유한회사|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน|บริษัท|ບໍລິສັດ|หจก)/u

/** A name with its glued legal form set apart: SiemensAG, 华为技术有限公司, บริษัทไทยจำกัด. */
export function setApartForms(text: string): string {
  const spaced = text
    .replace(/(?<=\p{Ll})(AG|SA|SE|NV|BV|AB|ASA|LLC|LTD|Ltd|GmbH|Inc|OOO|ООО|ОАО|ЗАО)(?![\p{L}])/gu, ' $1')
    // S.A., L.L.C., ห.จ.ก.: one word.
    .replace(
      /(?<![\p{L}\p{M}])(?:\p{L}\p{M}*\.\s?){2,}(?![\p{Ll}])/gu,
      (dotted) => `${dotted.replace(/[.\s]/g, '')} `,
    )
  return spaced
    .split(/(\s+)/)
    .map((word) => word.replace(gluedStart, '$1 ').replace(gluedEnd, ' $1'))
    .join('')
}

/** The class of the legal form that begins at a word, and how many words it takes; undefined where none does. */
export function legalFormAt(
  words: readonly string[],
  at: number,
): { readonly kind: string; readonly words: number } | undefined {
  for (let count = Math.min(longest, words.length - at); count > 0; count -= 1) {
    const kind = forms.get(count === 1 ? (words[at] ?? '') : words.slice(at, at + count).join(' '))
    if (kind !== undefined) return { kind, words: count }
  }
  return undefined
}

const ordinals: ReadonlyMap<string, string> = new Map(
  'first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 ii:2 iii:3 iv:4 vi:6 vii:7 viii:8 ix:9 xi:11 xii:12 xiii:13 xiv:14 xv:15 xvi:16 xvii:17 xviii:18 xix:19 xx:20 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90'
    .split(' ')
    .map((entry) => entry.split(':') as [string, string]),
)

/** The number a word says: 11420, 3rd, IV, second; a name of nothing else keeps it. */
export function numberOf(word: string): string | undefined {
  const digits = /^(\d+)(?:st|nd|rd|th)?$/.exec(word)?.[1]
  return digits?.replace(/^0+(?=\d)/, '') ?? ordinals.get(word)
}
