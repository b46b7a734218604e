import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Autocomplete, Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { SyntheticEvent } from 'react'

import { problemOf } from '../../api/problem.ts'
import { useSession } from '../../api/session.ts'
import { maxUploadBytes } from '../../api/upload.ts'
import type { MarkingTemplates } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import { sizeText } from './amounts.ts'
import { FileDrop } from './file-drop.tsx'
import { formatWords } from './import-words.ts'
import css from './intake.module.css'
import { MarkingChoice } from './marking-choice.tsx'
import type { ChosenMarking } from './marking-choice.tsx'
import { Path } from './path.tsx'
import { templatesQuery, useEarlierSources } from './queries.ts'
import { Steps } from './steps.tsx'
import { UploadProgress } from './upload-progress.tsx'
import { useUpload } from './use-upload.ts'

/** The first step: which file, whose it is, and who will see what is in it. */
export function NewImport() {
  const { t } = useLingui()
  const templates = useQuery(templatesQuery)
  return (
    <>
      <PageHead title={t`Import a file`} before={<Path />} />
      <Loaded of={templates}>
        {(found) => (found.items.length === 0 ? <NoMarking /> : <FileForm templates={found} />)}
      </Loaded>
    </>
  )
}

function NoMarking() {
  return (
    <Empty
      title={<Trans>There is no marking you may give for this purpose</Trans>}
      next={
        <Trans>State another purpose at the top, or ask your supervisor what your role may bring in.</Trans>
      }
    />
  )
}

interface FileFields {
  readonly file: File | undefined
  readonly source: string
  readonly marking: ChosenMarking
  readonly format: string
}

function FileForm({ templates }: { readonly templates: MarkingTemplates }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/import' })
  const form = useRef<HTMLFormElement>(null)
  const [fields, setFields] = useState<FileFields>(() => ({
    file: undefined,
    source: '',
    marking: { name: onlyName(templates), case: templates.cases[0] ?? '' },
    format: 'auto',
  }))
  const [asked, setAsked] = useState(false)
  const upload = useUpload((view) => void navigate({ search: { import: view.id }, replace: true }))
  useUploadGuard(upload.isUploading)
  const wrong = useWrong(fields)
  const set = (part: Partial<FileFields>): void => {
    setFields({ ...fields, ...part })
    upload.forget()
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (Object.values(wrong).every((text) => text === undefined)) upload.start(formOf(fields))
    else
      form.current
        ?.querySelector<HTMLElement>('[data-wrong="true"] button, [aria-invalid="true"], [role="radio"]')
        ?.focus()
  }
  const refused = placesOf(upload.error)
  return (
    <>
      <Steps now="file" />
      {upload.isUploading ? (
        <UploadProgress fileName={fields.file?.name ?? ''} sent={upload.sent} cancel={upload.cancel} />
      ) : (
        <form ref={form} onSubmit={submit} noValidate>
          <Stack gap="lg" maw={760}>
            {upload.isCancelled ? (
              <Alert color="slate" variant="light" role="status">
                <Trans>The upload was cancelled; nothing of it was kept.</Trans>
              </Alert>
            ) : null}
            <FileDrop
              file={fields.file}
              setFile={(file) => set({ file })}
              error={(asked ? wrong.file : undefined) ?? refused['file']}
            />
            <SourceField
              source={fields.source}
              setSource={(source) => set({ source })}
              error={(asked ? wrong.source : undefined) ?? refused['source']}
            />
            <MarkingChoice
              templates={templates}
              chosen={fields.marking}
              choose={(marking) => set({ marking })}
              error={(asked ? wrong.marking : undefined) ?? refused['marking'] ?? refused['case']}
            />
            <FormatField format={fields.format} setFormat={(format) => set({ format })} />
            {upload.error ? (
              <Fault
                error={upload.error}
                keptText={<Trans>Nothing of the file was kept. Your choices above stand.</Trans>}
              />
            ) : null}
            <Group className={css['acts'] ?? ''}>
              <Button type="submit">{t`Upload and check`}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </>
  )
}

function onlyName({ items }: MarkingTemplates): string {
  const [first, ...others] = items
  return first && others.length === 0 ? first.name : ''
}

function formOf({ file, source, marking, format }: FileFields): FormData {
  const form = new FormData()
  form.set('source', source.trim())
  form.set('marking', marking.name)
  if (marking.name === 'case') form.set('case', marking.case)
  form.set('format', format)
  // Last, so that the node knows the rest before the bytes come.
  if (file) form.set('file', file)
  return form
}

/** What keeps the form from being sent, by field. */
function useWrong({ file, source, marking }: FileFields) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const most = sizeText(maxUploadBytes, language)
  return {
    file:
      file === undefined
        ? t`Choose a file`
        : file.size === 0
          ? t`The file is empty`
          : file.size > maxUploadBytes
            ? t`The file is larger than ${most}. Split it and import the parts one after the other.`
            : undefined,
    source: source.trim() === '' ? t`Write whose data it is` : undefined,
    marking: marking.name === '' ? t`Choose who may see it` : undefined,
  }
}

/** The node's refusal by the field it points at. */
function placesOf(error: unknown): Readonly<Record<string, string>> {
  if (error === undefined) return {}
  return Object.fromEntries(problemOf(error).pointers.map(({ pointer, hint }) => [pointer, hint]))
}

/** Leaving the screen ends the upload: asked first. */
function useUploadGuard(isUploading: boolean): void {
  const { t } = useLingui()
  useBlocker({
    // The way on to the import that was just made is no leaving.
    shouldBlockFn: ({ next }) =>
      !('import' in next.search) && !window.confirm(t`The upload ends if you leave now. Leave?`),
    enableBeforeUnload: isUploading,
    disabled: !isUploading,
  })
}

interface SourceFieldProps {
  readonly source: string
  readonly setSource: (source: string) => void
  readonly error: string | undefined
}

function SourceField({ source, setSource, error }: SourceFieldProps) {
  const { t } = useLingui()
  const { organisation } = useSession()
  const { say } = useLanguage()
  const earlier = useEarlierSources()
  const owner = say(organisation.name)
  return (
    <Autocomplete
      label={t`Source`}
      description={t`Whose data it is, as ${owner} calls it. Under the name of an earlier source the file continues that source: what it said before is compared.`}
      required
      maxLength={200}
      limit={8}
      value={source}
      onChange={setSource}
      data={[...earlier]}
      error={error}
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: 240, overflowY: 'auto' } }}
    />
  )
}

interface FormatFieldProps {
  readonly format: string
  readonly setFormat: (format: string) => void
}

function FormatField({ format, setFormat }: FormatFieldProps) {
  const { t } = useLingui()
  return (
    <NativeSelect
      label={t`Format`}
      maw={320}
      value={format}
      onChange={(event) => setFormat(event.currentTarget.value)}
      data={[
        { value: 'auto', label: t`found out from the file` },
        ...Object.entries(formatWords).map(([value, words]) => ({ value, label: t(words) })),
      ]}
    />
  )
}
