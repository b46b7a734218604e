import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openConstellation } from './constellation.ts'
import { violationsOf } from './history.ts'
import { seeded } from './seeded.ts'
import { storm } from './storm.ts'

const messages = Number(process.env['CONSTELLATION_MESSAGES'] ?? '10000')

// 800 took 320 s on two cores shared with others at a load of 35.
const timeout = 1_800_000

test(
  `${messages} messages between three nodes in a storm: none lost, none twice, all in order, every recall wins`,
  { timeout },
  async () => {
    const random = seeded(5)
    const stars = await openConstellation(['th', 'ph', 'mm'], random)
    try {
      const { history, posted, faults } = await storm(stars, {
        messages,
        random,
        tell: (line) => console.log(line),
      })
      assert.ok(posted >= messages, `only ${posted} messages`)
      console.log([...faults].map(([what, times]) => `${what}: ${times}`).join(', '))
      // A storm in which nothing happened proves nothing.
      for (const what of [
        'drop',
        'loseAnswer',
        'duplicate',
        'replay',
        'tamper',
        'kill -9 of a node',
        'kill -9 of PostgreSQL',
      ])
        assert.ok((faults.get(what) ?? 0) > 0, `${what} did not happen`)
      assert.deepEqual(violationsOf(history).slice(0, 10), [])
    } finally {
      await stars.close()
    }
  },
)
