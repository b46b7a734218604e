import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, MultiSelect, NumberInput, Select, Stack, Text } from '@mantine/core'
import { caseCodeFields, caseCodes, singleCodes } from '@shield/core'
import type { CaseCodeField, Words } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession } from '../../api/session.ts'
import type { CaseFactsView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { countryCodes } from '../../ui/country-codes.ts'
import { Quiet } from '../../ui/quiet.tsx'
import { caseFactsQuery, useWriteCaseFacts } from './queries.ts'
import { fieldTitle } from './field-title.ts'

/** What is coded of a case for figures: closed lists, countries, years; no name, no day, no word that was said. */
export function CaseFactsScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/facts' })
  const found = useQuery(caseFactsQuery(code))
  const { can } = useSession()
  return (
    <Quiet>
      <PageHead
        title={t`What is counted of ${code}`}
        tabTitle={t`Work`}
        before={
          <Link to="/protected/$code" params={{ code }}>
            {code}
          </Link>
        }
        actions={
          can.includes('case.give') ? (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/case-releases/new" search={{ code }} {...props} />}
            >
              <Trans>Give this case out…</Trans>
            </Button>
          ) : undefined
        }
      />
      <Loaded of={found}>{(view) => <FactsForm key={view.at ?? ''} view={view} />}</Loaded>
    </Quiet>
  )
}

type Facts = CaseFactsView['facts']

function FactsForm({ view }: { readonly view: CaseFactsView }) {
  const { t } = useLingui()
  const [facts, setFacts] = useState<Facts>(view.facts)
  const write = useWriteCaseFacts(view.code)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    write.mutate(
      { id: crypto.randomUUID(), facts, ...(view.at === undefined ? {} : { seen: view.at }) },
      { onSuccess: () => showDone(t`Saved`) },
    )
  }
  const mayWrite = view.can.includes('caseFactsWrite')
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={640}>
        <Text>
          {view.isCounted ? (
            <Trans>This person agreed to be counted, or a law asks for it.</Trans>
          ) : (
            <Trans>This person is not counted: nothing was agreed to yet.</Trans>
          )}
        </Text>
        {caseCodeFields.map((field) => (
          <CodeSelect
            key={field}
            field={field}
            value={facts.codes[field] ?? []}
            choose={(codes) =>
              setFacts({ ...facts, codes: without(facts.codes, field, codes) as Facts['codes'] })
            }
          />
        ))}
        <Numbers facts={facts} setFacts={setFacts} />
        <Countries facts={facts} setFacts={setFacts} />
        {write.error ? <Fault error={write.error} /> : null}
        {mayWrite ? (
          <Group>
            <Button type="submit" loading={write.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}

/** A field that has no code is left out, not empty. */
function without(
  codes: Facts['codes'],
  field: CaseCodeField,
  chosen: readonly string[],
): Record<string, unknown> {
  const { [field]: _before, ...rest } = codes
  return chosen.length === 0 ? rest : { ...rest, [field]: [...chosen] }
}

interface CodeSelectProps {
  readonly field: CaseCodeField
  readonly value: readonly string[]
  readonly choose: (codes: readonly string[]) => void
}

function CodeSelect({ field, value, choose }: CodeSelectProps) {
  const { i18n } = useLingui()
  const { say } = useLanguage()
  const label = i18n._(fieldTitle[field])
  const words: Readonly<Record<string, Words>> = caseCodes[field]
  const data = Object.entries(words).map(([code, name]) => ({ value: code, label: say(name) }))
  return singleCodes.includes(field) ? (
    <Select
      label={label}
      data={data}
      value={value[0] ?? null}
      clearable
      searchable
      onChange={(code) => choose(code === null ? [] : [code])}
    />
  ) : (
    <MultiSelect label={label} data={data} value={[...value]} searchable onChange={choose} />
  )
}

interface FactsProps {
  readonly facts: Facts
  readonly setFacts: (facts: Facts) => void
}

function Numbers({ facts, setFacts }: FactsProps) {
  const { t } = useLingui()
  const set = (field: 'age' | 'months') => (value: number | string) => {
    const { [field]: _before, ...rest } = facts
    setFacts(typeof value === 'number' ? { ...rest, [field]: Math.round(value) } : rest)
  }
  return (
    <Group grow>
      <NumberInput label={t`Age in years`} min={0} max={120} value={facts.age ?? ''} onChange={set('age')} />
      <NumberInput
        label={t`How long it lasted, in months`}
        min={0}
        max={1200}
        value={facts.months ?? ''}
        onChange={set('months')}
      />
    </Group>
  )
}

function Countries({ facts, setFacts }: FactsProps) {
  const { t } = useLingui()
  const { country } = useLanguage()
  const data = countryCodes.map((value) => ({ value, label: country(value) }))
  return (
    <>
      <MultiSelect
        label={t`Citizenships`}
        data={[{ value: 'STATELESS', label: t`Stateless` }, ...data]}
        searchable
        value={[...(facts.citizenships ?? [])]}
        onChange={(citizenships) => setFacts({ ...facts, citizenships })}
      />
      <Select
        label={t`Where it happened`}
        data={data}
        searchable
        clearable
        value={facts.exploitedIn ?? null}
        onChange={(code) => {
          const { exploitedIn: _before, ...rest } = facts
          setFacts(code === null ? rest : { ...rest, exploitedIn: code })
        }}
      />
    </>
  )
}
