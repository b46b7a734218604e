import { randomOf } from '../random.ts'
import { safeValuesOf } from '../safe-value.ts'
import { buildListed } from './build-listed.ts'
import { buildMules, buildNetwork, buildPlanted, buildWallets } from './build-network.ts'
import { buildCompanies, buildCompounds, buildSims } from './build-places.ts'
import { buildReports } from './build-reports.ts'
import { newLedger } from './story.ts'
import type { Story } from './story.ts'

/** The cast, whole and the same at every scale; only ordinary life around it grows. */
export function buildStory(seed: number, scale: number): Story {
  const safe = safeValuesOf(randomOf(seed, 'safe values'))
  const random = randomOf(seed, 'cast')
  const network = buildNetwork(random, safe)
  const planted = buildPlanted(random, safe, network)
  const mules = buildMules(random, safe, planted.somchai)
  const wallets = buildWallets(safe)
  const companies = buildCompanies(random, network)
  const compounds = buildCompounds(random, companies, network)
  const sims = buildSims(random, safe, { network, compounds })
  const reports = buildReports(random, safe, { mules, wallets, sims })
  const listed = buildListed(random, safe)
  const ledger = newLedger()
  return {
    seed,
    scale,
    safe,
    ledger,
    network,
    mules,
    wallets,
    companies,
    sims,
    compounds,
    reports,
    planted,
    listed,
  }
}
