import type { PackContents } from '@shield/contract'
import { isChild, isInForce } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import { ownInterviews, standingAnswers } from '../interview/index.ts'
import {
  findPerson,
  getPerson,
  listProtected,
  organisationsHere,
  peopleOf,
  readArrival,
} from '../protection/index.ts'
import { askAloud, askSets } from '../words/index.ts'
import { offlineRules } from './rules.ts'

export type Contents = Pick<
  PackContents,
  'arrival' | 'people' | 'leftOut' | 'interviews' | 'heard' | 'organisations' | 'sets' | 'aloud'
>

/** What is carried of a board: its counts and its people, whose turn it is first. Nobody who works elsewhere gets one. */
export async function boardContents(ctx: Context, arrival: string): Promise<Contents> {
  const { mostPeople } = await offlineRules(ctx)
  const place = await readArrival(ctx, arrival)
  const { items, count } = await listProtected(ctx, { arrival, limit: mostPeople })
  return {
    ...{ arrival: place, people: items, leftOut: count - items.length },
    ...{ interviews: [], heard: [], organisations: [], sets: [] },
    aloud: await askAloud(ctx),
  }
}

/** Throws where the taker does not see somebody, or their organisation does not care for them: then there is nothing to take. */
export async function checkChosen(ctx: Context, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { carers } = await getPerson(ctx, code)
    if (!carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  }
}

/** People one hears are noted one by one in the audit when they first go along; `before`: those who went already. */
export interface Heard {
  readonly chosen: readonly string[]
  readonly before: readonly string[]
}

/** What is carried of those whom one hears: what help they need, what they told without the words, and what is asked. */
export async function heardContents(ctx: Context, { chosen, before }: Heard): Promise<Contents> {
  const { mostPeople } = await offlineRules(ctx)
  const interviews = [...(await ownInterviews(ctx, mostPeople))]
  const cared = await caredOf(ctx, chosen)
  const people = await peopleOf(ctx, [...new Set([...interviews.map(({ code }) => code), ...cared])])
  const heard: PackContents['heard'] = []
  for (const { code } of people) {
    heard.push(await heardOf(ctx, code))
    if (!before.includes(code)) await audit(ctx, { action: 'pack.read', object: code })
  }
  const spoken = [
    ...people.flatMap(({ triage }) => triage.speaks ?? []),
    ...interviews.flatMap(({ personLanguage, officerLanguage }) => [personLanguage, officerLanguage]),
  ].flatMap((tag) => [tag, tag.split('-')[0] ?? tag])
  const { items: sets } = await askSets(ctx, [...new Set(['th', ...spoken])].join(','))
  return {
    ...{ people, leftOut: 0, interviews, heard, sets },
    organisations: await organisationsHere(ctx),
    aloud: await askAloud(ctx),
  }
}

/** Those whom the holder's organisation still cares for. */
async function caredOf(ctx: Context, codes: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(codes.map((code) => findPerson(ctx, code)))
  return found.flatMap((one) => (one?.carers.includes(ctx.actor.organisation) ? [one.code] : []))
}

async function heardOf(ctx: Context, code: string): Promise<PackContents['heard'][number]> {
  const person = await findPerson(ctx, code)
  if (!person) throw new Error('whom the reader was just shown is there')
  const { entries, restrictions } = await readLedger(ctx, code)
  const ofChild = isChild(person.triage)
  return {
    code,
    answers: await standingAnswers(ctx, code),
    agreed: entries
      .filter((entry) => isInForce(entry, ctx.now.toISOString()))
      .map(({ purpose, recipients, basis, expiresAt, guardian }) => ({
        ...{ purpose, recipients: [...recipients], basis },
        ...(expiresAt === undefined ? {} : { expiresAt }),
        opens: basis !== 'consent' || !ofChild || isOfGuardian(guardian),
        ofGuardian: isOfGuardian(guardian),
      })),
    restrictions: restrictions
      .filter(({ takenBackAt }) => takenBackAt === undefined)
      .map(({ restriction }) => restriction),
  }
}

const isOfGuardian = (guardian: { readonly gave: boolean; readonly assent: boolean } | undefined): boolean =>
  guardian?.gave === true && guardian.assent

const notCaring = {
  en: 'Those who care for the person hear them',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้สัมภาษณ์',
}
