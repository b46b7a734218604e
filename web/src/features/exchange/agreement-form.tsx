import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { agreementsQuery } from '../../api/agreements.ts'
import { partnersQuery } from '../../api/partners.ts'
import { useSession } from '../../api/session.ts'
import type { AgreementView, PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded, Missing, NoRights } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { AgreementChanges } from './agreement-changes-view.tsx'
import { draftFaults, draftOf, emptyDraft, termsOfDraft } from './agreement-draft.ts'
import type { AgreementDraft } from './agreement-draft.ts'
import { HowLong, WhatIsCompared, WhatMayGo, WhoAndLaw } from './agreement-form-parts.tsx'
import { usePropose } from './agreement-queries.ts'
import css from './exchange.module.css'

interface AgreementFormProps {
  /** `new`, or the agreement that gets a next version. */
  readonly of: string
  readonly peer: string | undefined
}

/** Writes an agreement, or its next version, in plain words: a second person of this side signs before the partner hears of it. */
export function AgreementForm({ of, peer }: AgreementFormProps) {
  const { t } = useLingui()
  const { can } = useSession()
  const agreements = useQuery({ ...agreementsQuery, enabled: can.includes('agreement.read') })
  const partners = useQuery({ ...partnersQuery, enabled: can.includes('partner.read') })
  return (
    <>
      <PageHead
        title={of === 'new' ? t`Propose an agreement` : t`Propose a new version`}
        before={
          <nav className={css['path']} aria-label={t`Path`}>
            <Link to="/releases" search={{ tab: 'agreements' }}>
              <Trans>Agreements</Trans>
            </Link>
          </nav>
        }
      />
      {can.includes('agreement.propose') ? (
        <Loaded of={agreements}>
          {({ items }) => (
            <Loaded of={partners}>
              {(known) => {
                const before = items.find((one) => one.id === of)
                return of !== 'new' && before === undefined ? (
                  <Missing />
                ) : (
                  <Writing before={before} partners={known.items} peer={peer} />
                )
              }}
            </Loaded>
          )}
        </Loaded>
      ) : (
        <NoRights />
      )}
    </>
  )
}

interface WritingProps {
  readonly before: AgreementView | undefined
  readonly partners: readonly PartnerView[]
  readonly peer: string | undefined
}

function Writing({ before, partners, peer }: WritingProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const propose = usePropose()
  const today = new Date().toISOString().slice(0, 10)
  const only = partners.length === 1 ? partners[0]?.node : undefined
  const [draft, setDraft] = useState<AgreementDraft>(() =>
    before ? draftOf(before.peer.node, before) : emptyDraft(peer ?? only ?? '', today),
  )
  const [asked, setAsked] = useState(false)
  const faults = draftFaults(draft, today)
  const shown = asked ? faults : []
  const set = (changes: Partial<AgreementDraft>): void => setDraft((was) => ({ ...was, ...changes }))
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    const form = event.currentTarget
    if (faults.length > 0) return goToFault(form)
    if (propose.isPending) return
    propose.mutate(
      {
        peer: draft.peer,
        ...(before ? { agreement: before.id } : {}),
        ...{ terms: termsOfDraft(draft), reason: draft.reason.trim() },
      },
      {
        onSuccess: (made) => {
          showDone(t`Proposed: a second person here has to sign it before ${say(made.peer.name)} sees it`)
          void navigate({ search: { tab: 'agreements', agreement: made.agreement, version: made.id } })
        },
      },
    )
  }
  const part = { draft, set, faults: shown }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl" maw={860}>
        <WhoAndLaw {...part} partners={partners} isNext={before !== undefined} />
        <WhatMayGo {...part} />
        <WhatIsCompared {...part} />
        <HowLong {...part} />
        {before ? <AgreementChanges before={before} after={termsOfDraft(draft)} /> : null}
        <Textarea
          label={t`Reason`}
          description={t`Stays here, for the second person and whoever reviews it. The partner does not see it.`}
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.reason}
          error={shown.includes('reason') ? t`Write the reason in a few words` : null}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Text fz="sm" c="dimmed">
          <Trans>
            Another person of this side signs it next. Then it goes to the partner, where two people read it
            in words and sign it too. Until both have signed nothing changes.
          </Trans>
        </Text>
        {shown.length === 0 ? null : (
          <Alert color="red" variant="light" role="alert">
            <Plural
              value={shown.length}
              one="# field is missing or wrong."
              other="# fields are missing or wrong."
            />
          </Alert>
        )}
        {propose.error ? <Fault error={propose.error} /> : null}
        <Group>
          <Button type="submit" loading={propose.isPending}>
            <Trans>Propose</Trans>
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/releases" search={{ tab: 'agreements' }} {...props} />}
          >
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The first marked field, once the marks are drawn: it may be far from the button that was pressed. */
function goToFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus())
}
