import { readName } from '@shield/engine'

import type { Bench, Figure } from './figure.ts'
import { rounded } from './figure.ts'
import { registeredPeople } from './register.ts'

/** Syllables that the names of other scripts are made of, two a word: some hundred different words, as often as in a register. */
const syllables: Readonly<Record<string, string>> = {
  Thai: 'สม ชัย ศักดิ์ วิ พร บุญ มี แก้ว ศรี รัตน์ นา ธน พล กิตติ ณรงค์ สุ ภา วัฒน์ ประ เสริฐ',
  Burmese: 'အောင် ကျော် မင်း ထွန်း စိုး ဝင်း ခင် မြင့် လှ သန်း ဇော် နိုင် ထက် ဖြိုး စန်း ဦး',
  Khmer: 'សុ ខា ចាន់ ធី ដា រា វុទ្ធ សុវណ្ណ បូ ផា ពិ សិដ្ឋ រិទ្ធ ម៉ារី',
  Chinese: '陈 李 王 张 伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明',
  Arabic: 'محمد حسن علي سعيد كريم ناصر جمال طارق فهد سالم عمر بكر زيد ماجد',
  Cyrillic: 'вла ди мир андр ей щер ба ков иван ов петр ух серг юр кир илл',
}

/** Reading names into parts: Latin ones from the register, other scripts from words made of their syllables. */
export const readingNames: Bench = {
  name: 'names',
  summary: 'names of each script read into parts, readings and sounds',
  run: ({ scale }) => {
    const count = Math.round(300_000 * scale)
    const latin = [...registeredPeople(count, 11)].map(({ name }) => name)
    const others = Object.entries(syllables).map(([script, list]) =>
      measured(script, madeOf(list.split(' ')), 40),
    )
    return Promise.resolve([measured('Latin', latin, 5), ...others])
  },
}

function measured(script: string, names: readonly string[], goal: number): Figure {
  const words = new Set(names.flatMap((name) => name.split(' ')))
  // The tables of a script are loaded once, with its first name.
  readName(names[0] ?? '')
  const began = process.cpuUsage()
  let parts = 0
  for (const name of names) parts += readName(name).parts.length
  const { user, system } = process.cpuUsage(began)
  return {
    name: `${script} name read`,
    value: rounded((user + system) / names.length),
    unit: 'µs',
    goal: { at: 'most', value: goal },
    conditions: `processor time, ${names.length} names, ${words.size} different words, ${(parts / names.length).toFixed(1)} parts a name`,
  }
}

/** 2,000 names of two words of two syllables: a word comes about ten times, and is read anew once. */
function madeOf(list: readonly string[]): readonly string[] {
  let state = 3
  const next = (): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return list[Math.floor((state / 2 ** 32) * list.length)] ?? ''
  }
  return Array.from({ length: 2_000 }, () => `${next()}${next()} ${next()}${next()}`)
}
