import { rename } from 'node:fs/promises'

import type { ImportView, MarkingTemplates } from '@shield/contract'
import type { Marking, Words } from '@shield/core'
import { formatNames, isForeign } from '@shield/formats'
import type { FormatName } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { Upload } from '../../serve.ts'
import { batchFile } from './batch-file.ts'
import { createBatch } from './create-batch.ts'
import { detect, headOf } from './read-file.ts'
import { templateMarking, templateNames, templateWords, templatesOf } from '../../marking-template.ts'
import type { TemplateName } from '../../marking-template.ts'
import { getBatch, viewOf } from './view.ts'

/** Takes a file in; nothing is read into the database before somebody starts it. */
export async function uploadFile(ctx: Context, { fields, file }: Upload): Promise<ImportView> {
  const sourceName = (fields['source'] ?? '').trim()
  if (sourceName === '' || sourceName.length > 200) throw faultOf('source', hints.source)
  const marking = markingOf(ctx, fields)
  permit(ctx, 'content.write', marking)
  // Nobody brings in what the stated purpose would hide from himself.
  const reading = mayDo(ctx, 'content.read', marking)
  if (!reading.allow) throw new Problem('not-allowed', reading.because)
  if (file.bytes === 0) throw faultOf('file', hints.empty)
  const format = await formatOf(fields['format'] ?? 'auto', file.path, file.name)
  const wire = newId()
  await createBatch(ctx, {
    wire,
    fileName: file.name,
    fileHash: file.sha256,
    bytes: file.bytes,
    format,
    sourceName,
    organisation: ctx.actor.organisation,
    marking,
    purpose: ctx.purpose,
    person: ctx.actor.person,
    state: 'uploaded',
  })
  await audit(ctx, { action: 'import.uploaded', object: wire, detail: { format, bytes: file.bytes } })
  await rename(file.path, batchFile(ctx.node, wire))
  // The marking may be a block nobody had before this transaction: the view needs its bit.
  const visible = ctx.node.visibility.of(ctx.actor, ctx.purpose, await ctx.node.markings.all(ctx.tx))
  return viewOf(ctx, await getBatch({ ...ctx, visible }, wire))
}

const hints = {
  source: { en: 'Name the source in at most 200 characters.', th: 'ระบุชื่อแหล่งข้อมูลไม่เกิน 200 ตัวอักษร' },
  marking: { en: 'Choose who may see it.', th: 'เลือกว่าใครเห็นข้อมูลนี้ได้' },
  case: { en: 'Choose a case you work on.', th: 'เลือกคดีที่คุณทำอยู่' },
  empty: { en: 'The file is empty.', th: 'ไฟล์ว่างเปล่า' },
  unknown: {
    en: 'Neither its first bytes nor its name tell what it is. Choose the format yourself.',
    th: 'เนื้อหาช่วงต้นและชื่อไฟล์ไม่บอกว่าเป็นรูปแบบใด ให้เลือกรูปแบบเอง',
  },
  binary: {
    en: 'It does not hold text: a picture, a program, or an archive under another name. Export the data as CSV or XLSX.',
    th: 'เนื้อหาไม่ใช่ข้อความ อาจเป็นภาพ โปรแกรม หรือไฟล์บีบอัดที่เปลี่ยนชื่อ ให้ส่งออกข้อมูลเป็น CSV หรือ XLSX',
  },
} as const satisfies Record<string, Words>

function markingOf(ctx: Context, fields: Upload['fields']): Marking {
  const name = fields['marking'] ?? ''
  if (!isTemplate(name) || !templatesOf(ctx.actor.organisationKind, ctx.actor.cases).includes(name))
    throw faultOf('marking', hints.marking)
  const caseReference = fields['case'] ?? ctx.actor.cases[0] ?? ''
  if (name === 'case' && !ctx.actor.cases.includes(caseReference)) throw faultOf('case', hints.case)
  return templateMarking(name, { ...ctx.actor }, caseReference)
}

function isTemplate(name: string): name is TemplateName {
  return (templateNames as readonly string[]).includes(name)
}

function faultOf(pointer: string, hint: Words): Problem {
  return new Problem('body-invalid', hint, [{ pointer, rule: 'field', hint }])
}

/** The format asked for, or the one the file shows. What is written as text is not taken from a file that holds none. */
async function formatOf(asked: string, path: string, name: string): Promise<FormatName> {
  const format = asked === 'auto' ? await detect(path, name) : formatNames.find((one) => one === asked)
  if (!format) throw unreadable(hints.unknown)
  if (format !== 'xlsx' && isForeign(await headOf(path, 4096))) throw unreadable(hints.binary)
  return format
}

function unreadable(hint: Words): Problem {
  return new Problem('format-unknown', hint, [{ pointer: 'file', rule: 'format', hint }])
}

/** The markings this person may give to an import. */
export async function listTemplates(ctx: Context): Promise<MarkingTemplates> {
  const { organisationKind, cases } = ctx.actor
  const items = templatesOf(organisationKind, cases).map((name) => ({
    name,
    words: templateWords[name],
    marking: templateMarking(name, { ...ctx.actor }, cases[0]),
  }))
  return {
    items: items.filter(
      ({ marking }) =>
        mayDo(ctx, 'content.write', marking).allow && mayDo(ctx, 'content.read', marking).allow,
    ),
    cases: [...cases],
  }
}
