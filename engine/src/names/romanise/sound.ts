/**
 * The script-neutral key of a Latin reading: its consonants in nine classes, vowels left out, runs merged.
 * It lets สมชาย, Somchai and SOMCHAY meet. Coarse on purpose: one reason among others, never enough alone.
 */
export function soundOf(reading: string): string {
  const spelled = reading
    .replace(/sch|sh|tch|tsch|cz|ch|zh|dzh|ts|tz|dz|[sczjx]/g, (sound) => (sound === 'c' ? 'K' : 'S'))
    .replace(/ph|[pbf]/g, 'P')
    .replace(/ng|ny|n/g, 'N')
    .replace(/[kg]h|[kgq]/g, 'K')
    .replace(/[td]h|[td]/g, 'T')
    .replace(/[lr]/g, 'L')
    .replace(/[wv]/g, 'W')
    .replace(/m/g, 'M')
  let key = ''
  if (/^[aeiouyh]/.test(spelled)) key = 'A'
  for (const sound of spelled) if (sound >= 'A' && sound <= 'Z' && !key.endsWith(sound)) key += sound
  return key
}
