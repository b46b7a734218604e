import { crossedLevel } from '../evidence/compare-words.ts'
import type { PairJob } from './link-records.ts'
import { ownPriorOf } from './score-pairs.ts'

/** One statement and the table it makes. */
export interface Step {
  readonly table: string
  readonly sql: string
}

/**
 * The comparison of pairs as SQL that DuckDB and Spark both read: whole numbers, joins on equality, CASE. Table `record` has
 * id, file, one code f… and one weight of agreement s… for each field, one block key k… for each rule.
 */
export function pairSql({ task, keys, least, onlyBetween }: PairJob): {
  /** Pairs that could reach the threshold, then the different values met in them: `met…` (low, high) for each field. */
  readonly first: readonly Step[]
  /** With `similar…` (low, high, level) for each field: `edge` (left_id, right_id, weight). */
  readonly second: readonly Step[]
} {
  const fields = task.fields.map(({ kind, levels }, at) => ({ at, kind, levels }))
  const given = fields.find(({ kind }) => kind === 'given-name')?.at
  const family = fields.find(({ kind }) => kind === 'family-name')?.at
  const isCrossed =
    given === undefined || family === undefined
      ? undefined
      : `(a.f${given} <> a.f${family} and a.f${given} = b.f${family} and a.f${family} = b.f${given} and a.f${given} >= 0)`
  const prior = `case when a.file = b.file then ${task.prior.within} else ${task.prior.between} end`
  const slack = task.dependences.reduce((sum, { weights }) => sum + Math.max(0, ...weights), 0)
  const ceiling = fields.map(({ at, levels }) => {
    const best = Math.max(0, ...levels.subarray(0, -1))
    return `case when a.f${at} < 0 or b.f${at} < 0 then 0 when a.f${at} = b.f${at} then a.s${at} else ${best} end`
  })
  const blocks = keys.map((_, rule) => {
    const earlier = Array.from(
      { length: rule },
      (__, one) => ` and not (a.k${one} >= 0 and a.k${one} = b.k${one})`,
    )
    return `select a.id as left_id, b.id as right_id from record a join record b on a.k${rule} = b.k${rule}
      where a.k${rule} >= 0 and a.id < b.id${onlyBetween ? ' and a.file <> b.file' : ''}${earlier.join('')}
      and ${[prior, slack, ...ceiling].join(' + ')} >= ${least}`
  })
  const pairs = 'pair p join record a on a.id = p.left_id join record b on b.id = p.right_id'
  const first: readonly Step[] = [
    { table: 'pair', sql: blocks.join('\nunion all\n') },
    ...fields.map(({ at }) => ({
      table: `met${at}`,
      sql: `select distinct least(a.f${at}, b.f${at}) as low, greatest(a.f${at}, b.f${at}) as high
        from ${pairs} where a.f${at} >= 0 and b.f${at} >= 0 and a.f${at} <> b.f${at}`,
    })),
  ]
  const levels = fields.map(({ at, levels: weights }) => {
    const crossed =
      isCrossed === undefined || (at !== given && at !== family)
        ? ''
        : `when ${isCrossed} then ${at === given ? crossedLevel : -1} `
    return `case when a.f${at} < 0 or b.f${at} < 0 then -1 when a.f${at} = b.f${at} then ${weights.length - 1}
      ${crossed}else s${at}.level end as l${at}, a.s${at} as same${at}`
  })
  const lookups = fields.map(
    ({ at }) =>
      `left join similar${at} s${at} on s${at}.low = least(a.f${at}, b.f${at}) and s${at}.high = greatest(a.f${at}, b.f${at})`,
  )
  const weights = fields.map(({ at, levels: own }) => {
    const cases = [...own.subarray(0, -1)].map((weight, level) => `when ${level} then ${weight}`)
    return `case l${at} when -1 then 0 when ${own.length - 1} then same${at} ${cases.join(' ')} end`
  })
  const corrections = task.dependences.map(({ field, parent, weights: own }) => {
    const width = fields[parent]?.levels.length ?? 0
    const cases = [...own].flatMap((weight, at) => (weight === 0 ? [] : [`when ${at} then ${weight}`]))
    return `case when l${field} < 0 or l${parent} < 0 then 0 else case l${field} * ${width} + l${parent} ${cases.join(' ')} else 0 end end`
  })
  const own = ownPriorOf(task)
  const mine = fields.flatMap(({ at }) => (task.own[at] === 1 ? [weights[at] ?? '0'] : []))
  const second: readonly Step[] = [
    {
      table: 'levelled',
      sql: `select p.left_id, p.right_id, ${prior} as prior, ${levels.join(',\n')} from ${pairs}\n${lookups.join('\n')}`,
    },
    {
      table: 'edge',
      sql: `select left_id, right_id, cast(weight as int) as weight from
        (select left_id, right_id, least(${[own, ...mine].join('\n + ')},
          ${['prior', ...weights, ...corrections].join('\n + ')}) as weight from levelled) weighed
        where weight >= ${least}`,
    },
  ]
  return { first, second }
}
