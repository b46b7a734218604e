import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { PersonIdentity, ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { FormPaper } from './form-paper.tsx'
import { formLanguages, formNames, formTitles } from './form-texts.ts'
import type { FormLanguage, FormName } from './form-texts.ts'
import { returnQuery, useOpenForForm } from './queries.ts'

/** A paper in the person's language and in the office's, to be printed; names are opened for it and for nothing else. */
export function FormScreen() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { id } = useParams({ from: '/shell/returns/$id/form' })
  const { form = 'declaration' } = useSearch({ from: '/shell/returns/$id/form' })
  const found = useQuery(returnQuery(id))
  return (
    <Quiet>
      <div data-no-print>
        <PageHead
          title={say(formTitles[form])}
          tabTitle={t`Work`}
          before={
            <Group component="nav" gap="xs" aria-label={t`Way back`}>
              <Link className={care['way'] ?? ''} to="/returns/$id" params={{ id }}>
                <Trans>Way home</Trans>
              </Link>
            </Group>
          }
        />
      </div>
      <Loaded of={found}>{(home) => <Form home={home} form={form} />}</Loaded>
    </Quiet>
  )
}

interface FormProps {
  readonly home: ReturnView
  readonly form: FormName
}

function Form({ home, form }: FormProps) {
  const { t } = useLingui()
  const { say, language: own } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/returns/$id/form' })
  const told = home.tracks.find(({ track }) => track === 'decision')?.facts.language
  const theirs = languageOf(search.language) ?? languageOf(told) ?? (own === 'th' ? 'en' : 'th')
  const office: FormLanguage = theirs === own ? (own === 'th' ? 'en' : 'th') : own
  const [identity, setIdentity] = useState<PersonIdentity>()
  const [asking, setAsking] = useState(false)
  const open = useOpenForForm(home.code)
  const names = new Intl.DisplayNames([own], { type: 'language' })
  const choose = (part: { readonly form?: FormName; readonly language?: string }): void =>
    void navigate({
      to: '/returns/$id/form',
      params: { id: home.id },
      search: { ...search, form, ...part },
      replace: true,
    })
  return (
    <Stack>
      <Group align="flex-end" gap="sm" data-no-print>
        <NativeSelect
          size="md"
          label={t`Paper`}
          value={form}
          onChange={(event) => choose({ form: event.currentTarget.value as FormName })}
          data={formNames.map((value) => ({ value, label: say(formTitles[value]) }))}
        />
        <NativeSelect
          size="md"
          label={t`Language of the person`}
          value={theirs}
          onChange={(event) => choose({ language: event.currentTarget.value })}
          data={formLanguages.map((value) => ({ value, label: names.of(value) ?? value }))}
        />
        <Button
          variant="default"
          size="md"
          onClick={() => (identity ? setIdentity(undefined) : setAsking(true))}
        >
          {identity ? <Trans>Take the name off</Trans> : <Trans>Put the name on…</Trans>}
        </Button>
        <Button size="md" leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => window.print()}>
          <Trans>Print</Trans>
        </Button>
      </Group>
      <Text className={care['soft'] ?? ''} data-no-print>
        <Trans>Without the name the paper has lines to write on. Nothing of it is kept.</Trans>
      </Text>
      <FormPaper home={home} form={form} languages={[theirs, office]} identity={identity} />
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Put the name on this paper?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) =>
          open.mutate(reason, {
            onSuccess: (opened) => {
              setIdentity(opened.identity)
              setAsking(false)
            },
          })
        }
        phrases={[t`To print a paper for the way home`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>Name, birth and document come out of the vault onto this paper, until you leave it.</Trans>
      </ReasonDialog>
    </Stack>
  )
}

function languageOf(language: string | undefined): FormLanguage | undefined {
  return formLanguages.find((one) => one === language)
}
