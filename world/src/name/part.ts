/**
 * One part of a name in the scripts its bearers and the agencies write it in.
 * `latin` holds every spelling met in papers, the most usual first; `thai` and `han` are '' where no usual form exists.
 */
export interface NamePart {
  readonly native: string
  readonly latin: readonly string[]
  readonly thai: string
  readonly han: string
}

/** Parts of one language, as lists. `order` says where the family name stands; `none` is a language without one. */
export interface NameLanguage {
  readonly script:
    | 'Thai'
    | 'Mymr'
    | 'Khmr'
    | 'Laoo'
    | 'Hans'
    | 'Latn'
    | 'Deva'
    | 'Ethi'
    | 'Hang'
    | 'Beng'
    | 'Sinh'
  readonly order: 'family-first' | 'family-last' | 'none'
  /** What stands between parts in the native script. */
  readonly joint: string
  readonly family: readonly NamePart[]
  readonly female: readonly NamePart[]
  readonly male: readonly NamePart[]
  /** How many given parts a name has, at least and at most. */
  readonly given: readonly [number, number]
}

/** Parses lines of `native|Latin,Latin|thai|han`; a line without a native field is Latin only. */
export function parts(text: string): readonly NamePart[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [native = '', latin = '', thai = '', han = ''] = line.trim().split('|')
      return { native, latin: latin === '' ? [native] : latin.split(','), thai, han }
    })
}
