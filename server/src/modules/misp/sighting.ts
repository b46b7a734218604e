import { newId } from '#store/identifier.ts'
import type { Json } from '@shield/core'

import { isObject, isUuid, stampOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'
import { Refusal } from './reply.ts'
import type { Asker } from './rights.ts'
import { findEvent } from './view-event.ts'

interface Seen {
  readonly uuid: string
  readonly event: string
}

/** Attributes the client has, by UUID or by value; also those in objects. */
async function attributesFor(
  asker: Asker,
  asked: { readonly uuid?: string; readonly values: readonly string[] },
): Promise<readonly Seen[]> {
  const found = await asker.tx.client.query<Seen>(
    `select a.value ->> 'uuid' as uuid, p.event from misp_part p
     cross join lateral jsonb_array_elements(case when p.name = 'Object' then coalesce(p.part::jsonb -> 'Attribute', '[]') else jsonb_build_array(p.part::jsonb) end) as a (value)
     where p.client_id = $1 and not p.is_deleted and p.name in ('Attribute', 'Object')
       and ((p.said && $2 and a.value ->> 'value' = any($2)) or ($3::text is not null and p.part like '%' || $3 || '%' and a.value ->> 'uuid' = $3))`,
    [asker.client.id, asked.values, asked.uuid ?? null],
  )
  return found.rows
}

/** Notes that somebody saw attributes (0), found them false (1) or over (2). They are read by clients of the same organisation. */
export async function addSighting(asker: Asker, body: Json, uuid: string | undefined): Promise<MispObject> {
  if (!asker.canWrite) throw new Refusal(403, 'You do not have permission to do that.')
  const said = isObject(body) ? body : {}
  const named = uuid ?? textOf(said, 'uuid') ?? textOf(said, 'id')
  const values = [said['values'], said['value']].flat().filter((one) => typeof one === 'string')
  const type = Number(said['type'] ?? 0)
  if (![0, 1, 2].includes(type))
    throw new Refusal(403, 'Could not add Sighting. Invalid type. Please change it to 0, 1 or 2.')
  const found = await attributesFor(asker, { ...(isUuid(named) ? { uuid: named } : {}), values })
  if (found.length === 0)
    throw new Refusal(
      404,
      'Could not add Sighting. Reason: No valid attributes found that would match the sighting criteria.',
    )
  const at = stampOf(said) || Math.floor(asker.now.getTime() / 1000)
  for (const one of found)
    await asker.tx.client.query(
      `insert into misp_sighting (id, client_id, organisation, event, attribute, type, source, seen) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        asker.client.id,
        asker.actor.organisation,
        one.event,
        one.uuid,
        type,
        textOf(said, 'source') ?? '',
        at,
      ],
    )
  const message = `${found.length} ${found.length === 1 ? 'sighting' : 'sightings'} successfully added.`
  const first = found[0]
  return {
    ...{ saved: true, success: true, name: message, message, url: '/sightings/add' },
    Sighting: {
      attribute_uuid: first?.uuid ?? '',
      type: String(type),
      date_sighting: String(at),
      source: textOf(said, 'source') ?? '',
    },
  }
}

/** Sightings of an event or of one attribute that the client has. */
export async function listSightings(asker: Asker, id: string): Promise<readonly MispObject[]> {
  const event = await findEvent(asker, id)
  const found = await asker.tx.client.query<{
    readonly id: string
    readonly attribute: string
    readonly type: number
    readonly source: string
    readonly seen: number
    readonly organisation: string
    readonly name: string
  }>(
    `select s.id, s.attribute, s.type, s.source, s.seen, o.id as organisation, o.name_en as name
     from misp_sighting s join organisation o on o.code = s.organisation
     where s.organisation = $1 and (s.event = $2::uuid or s.attribute = $3::uuid)
       and exists (select 1 from misp_part p where p.client_id = $4 and p.event = s.event and not p.is_deleted and p.part like '%' || s.attribute || '%')
     order by s.seen, s.id`,
    [asker.actor.organisation, event?.uuid ?? null, isUuid(id) ? id : null, asker.client.id],
  )
  return found.rows.map((row) => ({
    ...{ uuid: row.id.replace(/^(.{14})7/, '$14'), attribute_uuid: row.attribute, type: String(row.type) },
    ...{ source: row.source, date_sighting: String(row.seen), org_id: '0' },
    Organisation: { uuid: row.organisation, name: row.name },
  }))
}
