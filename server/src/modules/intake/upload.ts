import { rename, rm } from 'node:fs/promises'

import type { ImportView, MarkingTemplates } from '@shield/contract'
import { formatNames } from '@shield/formats'
import type { FormatName } from '@shield/formats'
import type { Static } from 'typebox'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { Upload } from '../../serve.ts'
import { batchFile } from './batch-file.ts'
import { createBatch } from './create-batch.ts'
import { detect } from './read-file.ts'
import { templateMarking, templateNames, templateWords, templatesOf } from './template.ts'
import type { TemplateName } from './template.ts'
import { getBatch, viewOf } from './view.ts'

/** Takes a file in; nothing is read into the database before somebody starts it. */
export async function uploadFile(ctx: Context, { fields, file }: Upload): Promise<ImportView> {
  try {
    const name = fields['marking'] ?? ''
    const sourceName = (fields['source'] ?? '').trim()
    if (sourceName === '' || sourceName.length > 200)
      throw faultOf('source', 'name the source in at most 200 characters')
    if (!isTemplate(name) || !templatesOf(ctx.actor.organisationKind, ctx.actor.cases).includes(name))
      throw faultOf('marking', 'choose one of the marking templates')
    const caseReference = fields['case'] ?? ctx.actor.cases[0] ?? ''
    if (name === 'case' && !ctx.actor.cases.includes(caseReference))
      throw faultOf('case', 'choose a case you work on')
    const marking = templateMarking(name, { ...ctx.actor }, caseReference)
    permit(ctx, 'content.write', marking)
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
    await ctx.node.markings.all(ctx.tx)
    const visible = ctx.node.visibility.of(ctx.actor, ctx.purpose, await ctx.node.markings.all(ctx.tx))
    return viewOf(ctx, await getBatch({ ...ctx, visible }, wire))
  } catch (error) {
    await rm(file.path, { force: true })
    throw error
  }
}

function isTemplate(name: string): name is TemplateName {
  return (templateNames as readonly string[]).includes(name)
}

function faultOf(pointer: string, hint: string): Problem {
  return new Problem('body-invalid', undefined, [{ pointer, rule: 'field', hint }])
}

async function formatOf(asked: string, path: string, name: string): Promise<FormatName> {
  const format = asked === 'auto' ? await detect(path, name) : formatNames.find((one) => one === asked)
  if (!format) throw new Problem('format-unknown')
  return format
}

/** The markings this person may give to an import. */
export async function listTemplates(ctx: Context): Promise<Static<typeof MarkingTemplates>> {
  const { organisationKind, cases } = ctx.actor
  const items = templatesOf(organisationKind, cases).map((name) => ({
    name,
    words: templateWords[name],
    marking: templateMarking(name, { ...ctx.actor }, cases[0]),
  }))
  return {
    items: items.filter(
      ({ marking }) =>
        ctx.node.policy.decide({
          actor: ctx.actor,
          action: 'content.write',
          resource: marking,
          purpose: ctx.purpose,
          secondPerson: false,
        }).allow,
    ),
  }
}
