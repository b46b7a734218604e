/** What a part of a name does. `unknown` where the writing does not tell: most Latin names. */
export type NameRole =
  | 'given'
  | 'family'
  | 'patronymic'
  | 'particle'
  | 'generation'
  | 'legal-form'
  | 'number'
  | 'unknown'

/** Small words that belong to the name after them; the second list are names themselves when they begin one. */
const particles = new Set(
  `van von der den de la di del della dello dos das da du do le el al ul bin ibn ben bint binti binte bte binta ould abu abou um umm af av zu zum zur ter ten te ال بن ابن بنت أبو ابو ولد آل בן בת אבו фон ван де ибн бин оглы кызы ณ`.split(
    ' ',
  ),
)
const alsoNames = new Set('van le do du da de ben la di den te ter das dos ван де'.split(' '))
/** After these comes the father's name. */
const relations = new Set('sonof daughterof wifeof husbandof careof'.split(' '))
const sonOf = new Set([...relations, ...'bin ibn ben bint binti binte bte ould بن ابن بنت ولد'.split(' ')])
const generations = new Set('jr sr junior senior ii iii iv snr jnr filho neto hijo'.split(' '))
const patronymic =
  /(?:ov|ev|yev|iev|ow|ew)(?:ich|ych|itch|itsch|ic|icz|na)$|(?:il|luk|kuz|fom|nikit)[iy]?i?ch$|(?:nichna|inichna|ivna|yivna|yevna)$|(?:ович|евич|йович|ьич|ёвич|овна|евна|ична|ёвна|івна|ївна|овіч|евіч|аўна|еўна|оглы|кызы|улы|ұлы|қызы)$/u

export interface Wording {
  readonly folded: string
  readonly capital: boolean
  readonly side: 0 | 1 | undefined
}

/** Roles of the words of a person's name from how it is written: commas, capitals, particles, patronymics, -Jr. */
export function rolesOf(words: readonly Wording[], script: string): readonly NameRole[] {
  const roles = words.map((word, at): NameRole => {
    if (at > 0 && generations.has(word.folded)) return 'generation'
    if (isParticle(words, at)) return 'particle'
    return word.side === 0 ? 'family' : word.side === 1 ? 'given' : 'unknown'
  })
  words.forEach((word, at) => {
    // "bin Laden" at the end names a family, "bin Ahmad Yusof" in the middle a father.
    const named = roles[at - 1] === 'particle' && sonOf.has(words[at - 1]?.folded ?? '')
    if (
      named &&
      roles[at] === 'unknown' &&
      (at + 1 < words.length || relations.has(words[at - 1]?.folded ?? ''))
    )
      roles[at] = 'patronymic'
  })
  if (words.some(({ capital }) => capital)) markCapitals(words, roles)
  markPatronymic(words, roles)
  markByOrder(roles, script)
  return roles
}

function isParticle(words: readonly Wording[], at: number): boolean {
  const folded = words[at]?.folded ?? ''
  const last = at === words.length - 1
  if (relations.has(folded)) return true
  return particles.has(folded) && !last && !(at === 0 && alsoNames.has(folded))
}

/** LEE Ka Yin Karen; Somchai JAIDEE. */
function markCapitals(words: readonly Wording[], roles: NameRole[]): void {
  if (words.some(({ side }) => side !== undefined)) return
  const capitals = words.filter(({ capital }) => capital).length
  if (capitals === 0 || capitals === words.length) return
  words.forEach(({ capital }, at) => {
    if (roles[at] === 'unknown') roles[at] = capital ? 'family' : 'given'
  })
}

/** Ivan Ivanovich Petrov, Petrov Ivan Ivanovich: the patronymic tells where the others stand. */
function markPatronymic(words: readonly Wording[], roles: NameRole[]): void {
  if (words.length !== 3) return
  const at = patronymic.test(words[1]?.folded ?? '')
    ? 1
    : patronymic.test(words[2]?.folded ?? '')
      ? 2
      : undefined
  if (at === undefined || roles[at] !== 'unknown') return
  roles[at] = 'patronymic'
  roles[at - 1] = 'given'
  roles[at === 1 ? 2 : 0] = 'family'
}

/** Thai and Lao write the given name first; Khmer, Han and Hangul the family's. */
export function rolesInOrder(script: string): readonly [first: NameRole, rest: NameRole] | undefined {
  return script === 'thai' || script === 'lao'
    ? ['given', 'family']
    : script === 'khmer' || script === 'han' || script === 'hangul'
      ? ['family', 'given']
      : undefined
}

/** Whether a word may tell its own role or that of another, whatever the order of a name. */
export function tellsRoles(folded: string): boolean {
  return generations.has(folded) || particles.has(folded) || relations.has(folded) || patronymic.test(folded)
}

function markByOrder(roles: NameRole[], script: string): void {
  const order = rolesInOrder(script)
  if (order === undefined || roles.length < 2) return
  if (roles.some((role) => role === 'family' || role === 'given')) return
  const [first, rest] = order
  roles.forEach((role, at) => {
    if (role === 'unknown') roles[at] = at === 0 ? first : rest
  })
}
