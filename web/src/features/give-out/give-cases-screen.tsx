import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { consentPurposes, giveOutPurposes, leftOutRules } from '@shield/core'
import type { GiveOutPurposeName } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { CaseReleasePreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { FieldReport } from './field-report.tsx'
import type { GiveCasesUrl } from './give-cases-url.ts'
import css from './give-out.module.css'
import { purposeWords } from './give-out-words.ts'
import { caseOfficesQuery, casePreviewQuery, useAskCases } from './queries.ts'
import type { AskedCases } from './queries.ts'

/** To whom and for what; who goes and who stays by which rule; then the file, or a second person. */
export function GiveCasesScreen() {
  const { t } = useLingui()
  const url = useSearch({ from: '/shell/case-releases/new' })
  const offices = useQuery(caseOfficesQuery)
  return (
    <Quiet>
      <PageHead
        title={t`Give cases out`}
        tabTitle={t`Work`}
        before={
          <Link to="/case-releases">
            <Trans>Cases given out</Trans>
          </Link>
        }
      >
        <Text maw="75ch">
          <Trans>
            A file by the standard HTCDS for one named organisation. Each person goes only on their own
            agreement that names it; nothing you choose here stands for that.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={offices}>
        {({ items }) => (
          <>
            <Choice url={url} offices={items} />
            {url.recipient !== undefined && url.purpose !== undefined ? (
              <Preview asked={askedOf(url, { recipient: url.recipient, purpose: url.purpose })} />
            ) : (
              <Text c="dimmed">
                <Trans>Choose what it is for, and who receives it.</Trans>
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Quiet>
  )
}

function askedOf(
  { names, code, since, until }: GiveCasesUrl,
  terms: Pick<AskedCases, 'recipient' | 'purpose'>,
): AskedCases {
  return {
    ...terms,
    withIdentity: names === true && giveOutPurposes[terms.purpose].withIdentity,
    ...(code === undefined ? monthsOf({ since, until }) : { code }),
  }
}

/** The year so far where nothing was chosen. */
function monthsOf({
  since,
  until,
}: {
  readonly since: string | undefined
  readonly until: string | undefined
}) {
  const now = new Date().toISOString()
  return { since: since ?? `${now.slice(0, 4)}-01`, until: until ?? now.slice(0, 7) }
}

interface ChoiceProps {
  readonly url: GiveCasesUrl
  readonly offices: readonly {
    readonly code: string
    readonly name: { readonly en: string; readonly th: string }
    readonly purposes: readonly GiveOutPurposeName[]
  }[]
}

function Choice({ url, offices }: ChoiceProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate()
  const choose = (change: GiveCasesUrl): void =>
    void navigate({ to: '/case-releases/new', search: { ...url, ...change }, replace: true })
  const { purpose } = url
  const purposes = (['referral', 'transfer-abroad', 'statistics'] as const).filter((name) =>
    offices.some((one) => one.purposes.includes(name)),
  )
  const fitting = offices.filter((one) => purpose !== undefined && one.purposes.includes(purpose))
  const choosePurpose = (value: string): void => {
    const chosen = purposes.find((name) => name === value)
    const { recipient: _recipient, purpose: _purpose, names: _names, ...rest } = url
    void navigate({
      to: '/case-releases/new',
      search: chosen === undefined ? rest : { ...rest, purpose: chosen },
      replace: true,
    })
  }
  return (
    <>
      <div className={css['form']}>
        <NativeSelect
          label={t`What it is for`}
          value={purpose ?? ''}
          data={[
            { value: '', label: t`Choose…` },
            ...purposes.map((value) => ({ value, label: t(purposeWords[value]) })),
          ]}
          onChange={(event) => choosePurpose(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Who receives it`}
          value={url.recipient ?? ''}
          disabled={purpose === undefined}
          data={[
            { value: '', label: t`Choose…` },
            ...fitting.map(({ code, name }) => ({ value: code, label: say(name) })),
          ]}
          onChange={(event) => {
            if (event.currentTarget.value !== '') choose({ recipient: event.currentTarget.value })
          }}
        />
        {url.code === undefined ? <Months url={url} choose={choose} /> : <OnePerson url={url} />}
      </div>
      {purpose === undefined ? null : (
        <Stack gap="xs" mb="md">
          <Text fz="sm" c="dimmed">
            <Trans>What the person agreed to, in these words:</Trans> “{say(consentPurposes[purpose])}”
          </Text>
          {giveOutPurposes[purpose].withIdentity ? (
            <Checkbox
              checked={url.names === true}
              onChange={(event) => choose({ names: event.currentTarget.checked })}
              label={t`With names, birth and telephone`}
              description={t`Otherwise each case goes by a random code that only this recipient knows.`}
            />
          ) : null}
        </Stack>
      )}
    </>
  )
}

interface MonthsProps {
  readonly url: GiveCasesUrl
  readonly choose: (change: GiveCasesUrl) => void
}

function Months({ url, choose }: MonthsProps) {
  const { t } = useLingui()
  const { since, until } = monthsOf({ since: url.since, until: url.until })
  const month = (which: 'since' | 'until', value: string): void => {
    if (/^20\d{2}-\d{2}$/.test(value)) choose({ [which]: value })
  }
  return (
    <>
      <TextInput
        type="month"
        label={t`Arrived from`}
        value={since}
        onChange={(event) => month('since', event.currentTarget.value)}
      />
      <TextInput
        type="month"
        label={t`Arrived until`}
        value={until}
        onChange={(event) => month('until', event.currentTarget.value)}
      />
    </>
  )
}

function OnePerson({ url }: { readonly url: GiveCasesUrl }) {
  const { code = '', ...others } = url
  return (
    <Text>
      <Link to="/protected/$code" params={{ code }}>
        {code}
      </Link>{' '}
      ·{' '}
      <Link to="/case-releases/new" search={others}>
        <Trans>Several people instead</Trans>
      </Link>
    </Text>
  )
}

function Preview({ asked }: { readonly asked: AskedCases }) {
  const found = useQuery(casePreviewQuery(asked))
  return (
    <Loaded of={found}>
      {(preview) => (
        <>
          <Goes preview={preview} />
          <LeftOut preview={preview} />
          <FieldReport fields={preview.fields} />
        </>
      )}
    </Loaded>
  )
}

function Goes({ preview }: { readonly preview: CaseReleasePreview }) {
  const { say, number } = useLanguage()
  const { goes, leftOut, recipientName } = preview
  const [office, count] = [say(recipientName), number(goes.length)]
  if (goes.length === 0)
    return (
      <Empty
        title={
          leftOut.length === 0 ? <Trans>Nobody to give out</Trans> : <Trans>Nobody has agreed to this</Trans>
        }
        next={
          leftOut.length === 0 ? (
            <Trans>Choose other months.</Trans>
          ) : (
            <Trans>
              Ask the person, and write the agreement into their ledger with this organisation named.
            </Trans>
          )
        }
      />
    )
  return (
    <section className={css['people']} aria-labelledby="goes">
      <h2 id="goes">
        <Trans>
          Going to {office}: {count}
        </Trans>
      </h2>
      <details open={goes.length <= 12}>
        <summary>
          <Trans>Show who</Trans>
        </summary>
        <Codes codes={goes} />
      </details>
      <AskPanel preview={preview} />
    </section>
  )
}

function LeftOut({ preview: { leftOut } }: { readonly preview: CaseReleasePreview }) {
  const { say, number } = useLanguage()
  if (leftOut.length === 0) return null
  const people = number(leftOut.reduce((sum, one) => sum + one.people, 0))
  return (
    <section className={css['people']} aria-labelledby="stays">
      <h2 id="stays">
        <Trans>Staying here: {people}</Trans>
      </h2>
      <ul className={css['list']}>
        {leftOut.map(({ rule, people: count, codes }) => (
          <li key={rule}>
            <details>
              <summary>
                {number(count)} · {say(leftOutRules[rule])}
              </summary>
              <Codes codes={codes} />
              {count > codes.length ? (
                <Text fz="sm" c="dimmed">
                  <Trans>and {number(count - codes.length)} more</Trans>
                </Text>
              ) : null}
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className={css['codes']}>
      {codes.map((code) => (
        <Link key={code} to="/protected/$code/consent" params={{ code }}>
          {code}
        </Link>
      ))}
    </div>
  )
}

function AskPanel({ preview }: { readonly preview: CaseReleasePreview }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const ask = useAskCases()
  const { goes, needsSecond, recipient, purpose, withIdentity, recipientName } = preview
  const [cases, office] = [number(goes.length), say(recipientName)]
  return (
    <Stack gap="xs" mt="sm">
      {withIdentity ? (
        <Alert color="yellow" title={t`Names go along`}>
          <Trans>Each name is opened and noted when the file is taken.</Trans>
        </Alert>
      ) : null}
      <div>
        <Button onClick={() => setAsking(true)} disabled={!preview.can.includes('caseReleaseAsk')}>
          {needsSecond ? <Trans>Ask a second person…</Trans> : <Trans>Give this case out…</Trans>}
        </Button>
      </div>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={needsSecond ? t`Ask for ${cases} cases to be given out?` : t`Give this case to ${office}?`}
        act={needsSecond ? t`Ask` : t`Give it out`}
        isActing={ask.isPending}
        error={ask.error}
        label={t`What they need it for`}
        note={t`No names: a second person and the register show it.`}
        decide={(reason) =>
          ask.mutate(
            { recipient, purpose, withIdentity, reason, codes: [...goes] },
            { onSuccess: ({ id }) => void navigate({ to: '/case-releases/$id', params: { id } }) },
          )
        }
      >
        {needsSecond ? (
          <Trans>The head of your organisation decides. Nothing leaves until then.</Trans>
        ) : (
          <Trans>It stands in the register for ever. Taken back, it tells you whom to call.</Trans>
        )}
      </ReasonDialog>
    </Stack>
  )
}
