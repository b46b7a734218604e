import { thai } from '../name/thai.ts'
import type { InventedName, LanguageName } from '../name/invent-name.ts'
import type { Random } from '../random.ts'
import type { SafeValues } from '../safe-value.ts'
import { makeBeing } from './being.ts'
import type { Being } from './being.ts'
import { first } from './story.ts'
import type { Mule, Planted, StoryWallet } from './story.ts'

/** How many of each the network has; the tests count them. */
export const networkSize = {
  landlord: 1,
  'armed protector': 2,
  'scam company owner': 2,
  'team leader': 9,
  guard: 14,
  recruiter: 6,
  'travel agent': 1,
  driver: 4,
  boatman: 1,
  'border official': 1,
  nominee: 8,
} as const

const tongues: Readonly<Record<keyof typeof networkSize, readonly LanguageName[]>> = {
  landlord: ['chinese'],
  'armed protector': ['burmese'],
  'scam company owner': ['chinese'],
  'team leader': ['chinese', 'vietnamese', 'burmese', 'thai', 'hindi', 'indonesian'],
  guard: ['burmese', 'thai', 'khmer'],
  recruiter: ['thai', 'filipino', 'hindi', 'amharic', 'indonesian', 'vietnamese'],
  'travel agent': ['thai'],
  driver: ['thai', 'burmese'],
  boatman: ['burmese'],
  'border official': ['thai'],
  nominee: ['thai', 'chinese', 'khmer', 'lao'],
}

/** Everybody who works for the compounds, mules aside. */
export function buildNetwork(random: Random, safe: SafeValues): Being[] {
  const roles = Object.keys(networkSize) as (keyof typeof networkSize)[]
  return roles.flatMap((role) =>
    Array.from({ length: networkSize[role] }, (_, index) =>
      makeBeing(random, safe, {
        id: `${role.replaceAll(' ', '-')}-${index + 1}`,
        cast: role,
        language: tongues[role][index % tongues[role].length] ?? 'thai',
        ...(role === 'recruiter' && index === 0 ? { sex: 'F' as const } : {}),
        phones: random.between(1, 3),
        youngest: role === 'landlord' || role === 'scam company owner' ? 41 : 22,
      }),
    ),
  )
}

/** Sixty people who lent or sold an account. Number 1 is the Somchai of thread 4. */
export function buildMules(random: Random, safe: SafeValues, somchai: Being): Mule[] {
  return Array.from({ length: 60 }, (_, index) => ({
    being:
      index === 0
        ? somchai
        : makeBeing(random, safe, {
            id: `mule-${index + 1}`,
            cast: 'mule',
            language: random.pick(['thai', 'thai', 'thai', 'thai', 'burmese', 'khmer', 'lao'] as const),
            oldest: 70,
          }),
    accountId: `account-${index + 1}`,
    account: safe.account(),
  }))
}

export function buildWallets(safe: SafeValues): StoryWallet[] {
  return Array.from({ length: 40 }, (_, index) => {
    const chain = index % 5 === 4 ? ('bitcoin' as const) : ('tron' as const)
    return {
      id: `wallet-${index + 1}`,
      address: safe.wallet(chain),
      chain,
      cast: index < 24 ? 'collecting' : index < 34 ? 'passing' : 'cashing out',
    }
  })
}

/** The people that threads 2, 4, 5 and 6 turn on. */
export function buildPlanted(random: Random, safe: SafeValues, network: readonly Being[]): Planted {
  const recruiter = first(network.filter((being) => being.cast === 'recruiter'))
  const nurse = makeBeing(random, safe, { id: 'nurse', cast: 'bystander', language: 'thai', sex: 'F' })
  const name = somchaiName()
  const somchai = makeBeing(random, safe, {
    id: 'mule-1',
    cast: 'mule',
    language: 'thai',
    sex: 'M',
    name,
    youngest: 38,
    oldest: 44,
  })
  const otherSomchai = makeBeing(random, safe, {
    id: 'other-somchai',
    cast: 'same-name innocent',
    language: 'thai',
    sex: 'M',
    name,
    youngest: 24,
    oldest: 30,
  })
  return {
    recruiter,
    nurse: { ...nurse, phones: [exchanged(recruiter.phones[0] ?? '')] },
    somchai,
    otherSomchai,
    neighbour: makeBeing(random, safe, { id: 'neighbour', cast: 'neighbour', language: 'thai', sex: 'F' }),
    agent: first(network.filter((being) => being.cast === 'travel agent')),
  }
}

function somchaiName(): InventedName {
  const given = thai.male.find((part) => part.native === 'สมชาย')
  const family = thai.family.find((part) => part.native === 'ทองรักษา')
  if (!given || !family) throw new RangeError('the lists lack the name of thread 4')
  return { language: 'thai', given: [given], family }
}

/** The first two neighbouring digits that differ, from the back, exchanged: the slip of a tired hand. */
function exchanged(phone: string): string {
  for (let i = phone.length - 1; i > 5; i -= 1) {
    const [left, right] = [phone[i - 1] ?? '', phone[i] ?? '']
    if (left !== right) return `${phone.slice(0, i - 1)}${right}${left}${phone.slice(i + 1)}`
  }
  throw new RangeError('all digits are equal')
}
