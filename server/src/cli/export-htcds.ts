import type { CaseReleasePreview } from '@shield/contract'
import { giveOutPurposeNames, readPersonCode } from '@shield/core'

import type { Context } from '../context.ts'
import { askCases, previewCases, writeCases } from '../modules/give-out/index.ts'
import { permit } from '../permit.ts'
import type { Download } from '../serve.ts'
import { CommandFault } from './command.ts'

export interface HtcdsChoice {
  /** A release that a second person let go: its file. */
  readonly release?: string | undefined
  readonly recipient?: string | undefined
  readonly for?: string | undefined
  readonly code?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly reason?: string | undefined
  readonly names: boolean
  readonly dryRun: boolean
}

/** What the command did: a file, or words where nothing leaves yet. */
export interface HtcdsExport {
  readonly download?: Download
  readonly said: readonly string[]
  readonly release?: string
}

/** Cases of people, under the same ledgers and the same second person as on the screen. */
export async function exportHtcds(
  ctx: Context,
  format: 'csv' | 'json',
  choice: HtcdsChoice,
): Promise<HtcdsExport> {
  permit(ctx, 'case.give', 'node')
  const { release, reason } = choice
  if (release !== undefined) return { download: await writeCases(ctx, release, format), said: [], release }
  const asked = askedOf(choice)
  const preview = await previewCases(ctx, asked)
  if (choice.dryRun) return { said: previewReport(preview) }
  if (preview.goes.length === 0) throw new CommandFault(previewReport(preview).join('\n'), 1)
  if (reason === undefined) throw new CommandFault('say what the recipient needs it for: --reason TEXT')
  const { recipient, purpose, withIdentity } = asked
  const made = await askCases(ctx, { recipient, purpose, withIdentity, reason, codes: preview.goes })
  if (made.state === 'waiting')
    return {
      said: [
        ...previewReport(preview),
        `a second person of your organisation decides; then: --release ${made.id} --out FILE`,
      ],
      release: made.id,
    }
  return { download: await writeCases(ctx, made.id, format), said: previewReport(preview), release: made.id }
}

function askedOf({ recipient, for: purpose, code, since, until, names }: HtcdsChoice) {
  const known = giveOutPurposeNames.find((name) => name === purpose)
  if (recipient === undefined) throw new CommandFault('say to whom: --recipient CODE of an organisation')
  if (!known) throw new CommandFault(`say what for: --for ${giveOutPurposeNames.join('|')}`)
  const person = code === undefined ? undefined : readPersonCode(code)
  if (code !== undefined && person === undefined) throw new CommandFault('--code is the code of a person')
  for (const month of [since, until])
    if (month !== undefined && !/^20\d{2}-(0[1-9]|1[0-2])$/.test(month))
      throw new CommandFault('--since and --until are months as 2026-05')
  return {
    ...{ recipient, purpose: known, withIdentity: names },
    ...(person === undefined ? {} : { code: person }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  }
}

function previewReport({ goes, leftOut, needsSecond, fields }: CaseReleasePreview): readonly string[] {
  return [
    `${goes.length} cases ${needsSecond ? 'go when a second person agrees' : 'go'}`,
    ...leftOut.map(({ rule, people }) => `${people} stay: ${rule}`),
    ...fields.map(({ field, fate, why, cases }) =>
      [`${field}: ${fate}`, ...(cases === undefined ? [] : [` of ${cases} cases`]), `. ${why.en}`].join(''),
    ),
  ]
}
