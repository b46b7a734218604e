/** Arabic, Persian and Urdu letters as one word has them whoever typed it: one alif of wasla, one kaf, one ya; marks and tatweel gone. */
export function unifyArabic(word: string): string {
  return word
    .replace(/[\u064b-\u065f\u0670\u0640\u06d6-\u06ed]/g, '')
    .replace(/[ٱ]/g, 'ا')
    .replace(/[کڪ]/g, 'ك')
    .replace(/[یىۍې]/g, 'ي')
    .replace(/[ہۀەھ]/g, 'ه')
    .replaceAll('ۃ', 'ة')
}
