import { generateWorld } from '@shield/world'

import { startBenchNode } from './bench-node.ts'
import type { FileToMeasure } from './bench-node.ts'
import type { Bench, Figure } from './figure.ts'
import { rounded } from './figure.ts'
import { campaignStix, registerCsv, registerFtm } from './register.ts'

interface Measured {
  readonly name: string
  readonly goal: number
  readonly file: FileToMeasure
  readonly conditions: string
}

/** From the file on disk to found by search: read, deduplicated, marked, audited, indexed; a durable PostgreSQL. */
export const importing: Bench = {
  name: 'import',
  summary: 'records a second, end to end',
  run: async ({ scale, tell }) => {
    const count = Math.round(100_000 * scale)
    const passengers = generateWorld({ seed: 1, scale: Math.max(1, Math.round(10 * scale)) }).files.find(
      (file) => file.name === 'th-imm-passengers.csv',
    )
    const measured: Measured[] = [
      {
        name: 'import CSV',
        goal: 10_000,
        file: registerCsv(count),
        conditions: `${count} people with name, phone and date of birth`,
      },
      {
        name: 'import FollowTheMoney',
        goal: 10_000,
        file: registerFtm(count),
        conditions: `${count} people with name, phone and date of birth`,
      },
      {
        name: 'import STIX',
        goal: 5000,
        file: campaignStix(count),
        conditions: `${count} objects: domains, infrastructure, relationships`,
      },
      ...(passengers?.mapping
        ? [
            {
              name: 'import CSV, wide rows',
              goal: 10_000,
              file: {
                name: passengers.name,
                format: 'csv' as const,
                content: [passengers.text],
                mapping: passengers.mapping,
              },
              conditions: 'the passenger lists of the demonstration ×10: 9 values and 1.3 links a row',
            },
          ]
        : []),
    ]
    const figures: Figure[] = []
    for (const { name, goal, file, conditions } of measured) {
      const node = await startBenchNode()
      try {
        // Made before, so that its making is not counted.
        const content = [[...file.content].join('')]
        const from = process.cpuUsage()
        const { seconds, records } = await node.importAll({ ...file, content })
        const spent = process.cpuUsage(from)
        const processor = `${rounded((spent.user + spent.system) / records)} µs of the node's processor time a record`
        tell(`${name}: ${records} records in ${seconds.toFixed(1)} s, ${processor}`)
        figures.push({
          name,
          value: rounded(records / seconds),
          unit: 'records/s',
          goal: { at: 'least', value: goal },
          conditions: `${conditions}; ${processor}`,
        })
      } finally {
        await node.close()
      }
    }
    return figures
  },
}
