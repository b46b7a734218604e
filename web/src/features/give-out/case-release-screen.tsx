import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { CaseRelease } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { FieldReport } from './field-report.tsx'
import css from './give-out.module.css'
import { purposeWords, stateWords, wayWords } from './give-out-words.ts'
import { caseReleaseQuery, useDecideCases, useTakeCases } from './queries.ts'
import type { CaseDecision } from './queries.ts'
import { TellRecipient } from './tell-recipient.tsx'

/** One file of cases: what it holds, who went, what a second person decides, and whom to tell. */
export function CaseReleaseScreen() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { id } = useParams({ from: '/shell/case-releases/$id' })
  const found = useQuery(caseReleaseQuery(id))
  const release = found.data
  return (
    <Quiet>
      <PageHead
        title={release ? say(release.recipientName) : t`Cases given out`}
        tabTitle={t`Work`}
        before={
          <Link to="/case-releases">
            <Trans>Cases given out</Trans>
          </Link>
        }
        beside={release ? <Badge variant="default">{t(stateWords[release.state])}</Badge> : undefined}
        actions={release?.can.includes('caseReleaseFile') === true ? <Files id={release.id} /> : undefined}
      />
      <Loaded of={found}>
        {(shown) => (
          <>
            {shown.can.includes('caseReleaseTold') ? <TellRecipient release={shown} /> : null}
            <About release={shown} />
            <Decisions release={shown} />
            <People release={shown} />
            <FieldReport fields={shown.fields} />
          </>
        )}
      </Loaded>
    </Quiet>
  )
}

function Files({ id }: { readonly id: string }) {
  const take = useTakeCases(id)
  return (
    <Stack gap="xs">
      <Group>
        <Button onClick={() => take.mutate('json')} loading={take.isPending}>
          <Trans>Take the file (JSON)</Trans>
        </Button>
        <Button variant="default" onClick={() => take.mutate('csv')} loading={take.isPending}>
          <Trans>As a table (CSV)</Trans>
        </Button>
      </Group>
      {take.error ? <Fault error={take.error} /> : null}
    </Stack>
  )
}

function About({ release }: { readonly release: CaseRelease }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const cases = number(release.cases)
  return (
    <Stack gap={4}>
      <Text>
        {release.stamp === undefined ? null : <strong>{release.stamp} · </strong>}
        <Trans>Cases: {cases}</Trans> · {t(purposeWords[release.purpose])} ·{' '}
        {release.withIdentity ? <Trans>with names</Trans> : <Trans>by code</Trans>}
      </Text>
      <Text fz="sm" c="dimmed">
        <Trans>Asked by</Trans> {say(release.by)} · {instant(release.at)} · {release.reason}
      </Text>
      {release.decidedBy && release.decidedAt !== undefined ? (
        <Text fz="sm" c="dimmed">
          {t(stateWords[release.state])}: {say(release.decidedBy)} · {instant(release.decidedAt)} ·{' '}
          {release.decidedReason}
        </Text>
      ) : null}
    </Stack>
  )
}

function Decisions({ release: { id, can } }: { readonly release: CaseRelease }) {
  const { t } = useLingui()
  const [act, setAct] = useState<CaseDecision | undefined>()
  const decide = useDecideCases(id)
  if (!can.includes('caseReleaseAgree')) return null
  const agrees = act === 'caseReleaseAgree'
  return (
    <Group my="md">
      <Button onClick={() => setAct('caseReleaseAgree')}>
        <Trans>Let them go…</Trans>
      </Button>
      <Button variant="default" onClick={() => setAct('caseReleaseRefuse')}>
        <Trans>Refuse…</Trans>
      </Button>
      <ReasonDialog
        opened={act !== undefined}
        close={() => setAct(undefined)}
        title={agrees ? t`Let these cases go?` : t`Refuse to give these cases out?`}
        act={agrees ? t`Let them go` : t`Refuse`}
        isActing={decide.isPending}
        error={decide.error}
        decide={(reason) => {
          if (act !== undefined) decide.mutate({ act, reason }, { onSuccess: () => setAct(undefined) })
        }}
      >
        {agrees ? (
          <Trans>
            The worker takes the file and hands it over. Each agreement is looked at once more now.
          </Trans>
        ) : (
          <Trans>Nothing leaves. Who asked reads your reason.</Trans>
        )}
      </ReasonDialog>
    </Group>
  )
}

function People({ release: { people } }: { readonly release: CaseRelease }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const hasCodes = people.some(({ code }) => code !== undefined)
  return (
    <section className={css['people']} aria-labelledby="people">
      <h2 id="people">
        <Trans>Who is in it</Trans>
      </h2>
      {hasCodes ? null : (
        <Alert variant="light">
          <Trans>You see the codes that the recipient will see, and nobody behind them.</Trans>
        </Alert>
      )}
      <div className={table['scroll']} role="group" tabIndex={0} aria-label={t`Who is in it`}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Code the recipient has</Trans>
              </th>
              {hasCodes ? (
                <th scope="col">
                  <Trans>Person</Trans>
                </th>
              ) : null}
              <th scope="col">
                <Trans>What became of it</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ pseudonym, code, takenAt, recalledAt, toldAt, toldWay }) => (
              <tr key={pseudonym}>
                <td>
                  <code>{pseudonym}</code>
                </td>
                {hasCodes ? (
                  <td>
                    {code === undefined ? null : (
                      <Link to="/protected/$code/consent" params={{ code }}>
                        {code}
                      </Link>
                    )}
                  </td>
                ) : null}
                <td>
                  {takenAt === undefined ? t`not taken yet` : t`in the file since ${instant(takenAt)}`}
                  {recalledAt === undefined ? null : (
                    <Text span c="red">
                      {' · '}
                      {t`to be deleted there since ${instant(recalledAt)}`}
                    </Text>
                  )}
                  {toldAt === undefined || toldWay === undefined
                    ? null
                    : ` · ${t`recipient told ${instant(toldAt)}`} ${t(wayWords[toldWay])}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
