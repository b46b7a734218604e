import type { CareAct } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import type { Context, Node } from '../context.ts'
import {
  actOnCare,
  listPlaces,
  loadServices,
  makePlace,
  prepareReferral,
  sendReferral,
} from '../modules/care/index.ts'
import { giveConsent } from '../modules/consent/index.ts'
import { addArrivals, listArrivals, makeArrival } from '../modules/protection/index.ts'
import { newId } from '../store/identifier.ts'
import { asPerson } from './as-person.ts'

const dayMs = 86_400_000
const site = 'Night market, Mae Sot (training)'

/** Invented services; the first two have people here who receive a package. */
const directory = `key,kind,name_en,name_th,organisation,area,languages,serves,capacity,contact,open
TR-TAK-01,shelter,Baan Fah Mai Shelter (training),บ้านฟ้าใหม่ (ฝึกอบรม),th-bfm,Mae Sot,"my; th; en","women; children; families",24,+999 55 010 101,yes
TR-TAK-02,psychosocial,Listening room (training),ห้องรับฟัง (ฝึกอบรม),th-bfm,Mae Sot,"my; km; lo; th",everybody,,+999 55 010 102,yes
TR-TAK-03,medical,Rim Nam Clinic (training),คลินิกริมน้ำ (ฝึกอบรม),,Mae Sot,"my; th; en",everybody,,+999 55 010 103,yes
TR-TAK-04,legal-aid,Legal aid of the border (training),ศูนย์ช่วยเหลือทางกฎหมายชายแดน (ฝึกอบรม),,Tak,"my; th; en; zh",everybody,,+999 55 010 104,yes
TR-TAK-05,interpretation,Interpreters on call (training),ล่ามทางโทรศัพท์ (ฝึกอบรม),,Thailand,"my; km; lo; vi; zh; hi; am; sw; id",everybody,,+999 55 010 105,yes
TR-BKK-06,family-contact,Family tracing desk (training),ฝ่ายตามหาครอบครัว (ฝึกอบรม),,Bangkok,"th; en; my; km; lo",everybody,,+999 2 010 106,yes
TR-TAK-07,livelihood,Sewing and kitchen hall (training),โรงฝึกเย็บผ้าและครัว (ฝึกอบรม),,Mae Sot,"my; th",everybody,15,+999 55 010 107,no`

/** Somebody cared for by social welfare alone, with a plan, a package that waits at the shelter, and what My work brings up. */
export async function loadCare(node: Node): Promise<void> {
  const isThere = await as(node, 'th-msd', async (ctx) =>
    (await listArrivals(ctx)).items.some((one) => one.site === site),
  )
  if (isThere) return
  const services = await as(node, 'th-msd', (ctx) =>
    loadServices(ctx, { name: 'services.csv', content: Buffer.from(directory).toString('base64') }),
  )
  if (services.faults.length > 0) throw new Error('the directory of the demonstration is whole')
  await loadHouses(node)
  const code = personCode(new TextEncoder().encode('night-marke'))
  await as(node, 'th-msd', async (ctx) => {
    const { id } = await makeArrival(ctx, { site, startedAt: at(ctx, -6), expected: 1, organisations: [] })
    await addArrivals(ctx, id, [
      {
        ...{ id: newId(), code, at: at(ctx, -6) },
        triage: { health: 'soon', danger: 'elsewhere', age: 'adult', speaks: ['lo'], together: 'alone' },
        identity: {
          names: [{ text: 'ມະນີຈັນ', kind: 'given' }],
          ...{ born: '~2001', citizenships: ['LA'], documents: [], phones: ['+9998561234567'] },
        },
      },
    ])
  })
  await loadPlan(node, code)
  await loadReferral(node, code)
}

async function loadHouses(node: Node): Promise<void> {
  for (const [organisation, name, capacity] of [
    ['th-msd', 'House 1', 40],
    ['th-bfm', 'House A', 12],
    ['th-bfm', 'House B', 8],
  ] as const)
    await as(node, organisation, (ctx) =>
      makePlace(ctx, { name, capacity, address: `${name}, an invented lane (training)` }),
    )
}

async function loadPlan(node: Node, code: string): Promise<void> {
  await as(node, 'th-msd', async (ctx) => {
    const [house] = (await listPlaces(ctx)).items
    const goal = newId()
    const acts: CareAct['act'][] = [
      {
        ...{ kind: 'goal', goal, need: 'livelihood', state: 'agreed' },
        words: 'I want to learn sewing before I go home',
      },
      { kind: 'step', step: newId(), goal, by: 'worker', words: 'Ask when the next course begins' },
      { kind: 'goal', goal: newId(), need: 'psychosocial', state: 'refused' },
      { kind: 'review', nextOn: at(ctx, 1).slice(0, 10) },
      {
        ...{ kind: 'certificate', certificate: newId(), travel: 'with-escort', interview: 'with-breaks' },
        ...{ needsRest: true, doctor: 'Dr Anong (training)' },
        ...{ issuedOn: at(ctx, -5).slice(0, 10), validUntil: at(ctx, 5).slice(0, 10) },
      },
      {
        kind: 'contact-rules',
        rules: {
          timeZone: 'Asia/Vientiane',
          times: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '20:00' }],
          ...{ channels: ['message', 'through-helper'], neverCall: true, neverLeaveMessage: true },
        },
        codeWord: 'yellow mango (training)',
      },
      ...(house ? [{ kind: 'stay-in', stay: newId(), place: house.id } as const] : []),
    ]
    for (const act of acts) await actOnCare(ctx, code, { id: newId(), at: ctx.now.toISOString(), act })
  })
}

async function loadReferral(node: Node, code: string): Promise<void> {
  const id = newId()
  await as(node, 'th-msd', async (ctx) => {
    await giveConsent(ctx, code, {
      ...{ id: newId(), purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
      ...{ language: 'lo', textVersion: '1', at: at(ctx, -1) },
    })
    const { rows } = await ctx.tx.client.query<{ id: string }>(
      `select id from service where key = 'TR-TAK-02'`,
    )
    await prepareReferral(ctx, code, {
      ...{ id, service: rows[0]?.id ?? '', purpose: 'referral', answerWithin: 24 },
      ...{ items: ['identity.names', 'triage.speaks', 'contact'], reason: 'To ask for a quiet room' },
    })
  })
  await as(node, 'th-msd', (ctx) => sendReferral(ctx, id))
}

function at(ctx: Pick<Context, 'now'>, days: number): string {
  return new Date(ctx.now.getTime() + days * dayMs).toISOString()
}

function as<T>(node: Node, organisation: string, act: (ctx: Context) => Promise<T>): Promise<T> {
  const worker = people.find((one) => one.organisation === organisation && one.roles.includes('case-worker'))
  return asPerson(node, { person: worker?.id, purpose: 'victim-protection' }, act)
}
