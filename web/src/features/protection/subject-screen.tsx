import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { consentPurposes, consentRestrictions, purposes } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'

import type { SubjectFile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { CorrectionPanel } from './correction-panel.tsx'
import { GlassRows } from './glass-rows.tsx'
import css from './protection.module.css'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { AbroadList } from './subject-abroad.tsx'
import { PaperPanel } from './subject-paper.tsx'
import { fileQuery } from './subject-queries.ts'
import { useDone } from './subject-done.ts'
import { useKept } from './subject-kept.ts'
import { becauseWords, heldWords, lookWords, standingWords } from './subject-words.ts'

/** What is held of one person, who may see it, who looked: to be given to that person. */
export function SubjectScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/file' })
  const found = useQuery(fileQuery(code))
  const [printing, setPrinting] = useState(false)
  return (
    <Quiet>
      <PageHead
        title={t`File for ${code}`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`} data-no-print>
            <Link className={css['way'] ?? ''} to="/protected/$code" params={{ code }}>
              {code}
            </Link>
          </Group>
        }
        actions={
          <>
            {found.data?.can.includes('subjectPrint') && !printing ? (
              <Button size="md" onClick={() => setPrinting(true)}>
                <Trans>Give it to the person…</Trans>
              </Button>
            ) : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {(file) =>
          printing ? (
            <PaperPanel file={file} close={() => setPrinting(false)} />
          ) : (
            <Stack>
              <Text c="dimmed" maw="60ch">
                <Trans>
                  The person has a right to all of this, and to say that something is wrong. Nobody else is in
                  it: neither who came along nor who told what. The law may let a part be kept back; whether
                  that was done is not said here, and the person may complain.
                </Trans>
              </Text>
              <CorrectionPanel file={file} />
              <Held file={file} />
              <Holders file={file} />
              <Agreed file={file} />
              {file.abroad.length === 0 ? null : (
                <Part title={t`Sent to another country because the person agreed`}>
                  <AbroadList file={file} />
                </Part>
              )}
              <Decisions file={file} />
              <DoneFor file={file} />
              <Emergencies file={file} />
              <Looks file={file} />
              <Given file={file} />
            </Stack>
          )
        }
      </Loaded>
    </Quiet>
  )
}

interface PartProps {
  readonly file: SubjectFile
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css['panel']} aria-label={title}>
      <Title order={2} fz="lg" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  )
}

function Held({ file }: PartProps) {
  const { t } = useLingui()
  const { say, number, instant } = useLanguage()
  return (
    <Part title={t`What is held`}>
      <Text mb="xs">{t(standingWords[file.standing])}</Text>
      <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Kinds of what is held`}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>How often</Trans>
              </th>
              <th scope="col">
                <Trans>Written by</Trans>
              </th>
              <th scope="col">
                <Trans>Last</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {file.held.map((row) => (
              <tr key={row.kind}>
                <td>{t(heldWords[row.kind])}</td>
                <td>{number(row.count)}</td>
                <td>{row.by.map(say).join(', ')}</td>
                <td>{instant(row.last)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

function Holders({ file }: PartProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <Part title={t`Who may see it, and why`}>
      <ul className={css['acts']}>
        {file.holders.map((one, at) => (
          <li key={at}>
            <Text fw={600}>{say(one.organisation)}</Text>
            <Text>{t(becauseWords[one.because])}</Text>
            <Text className={css['soft'] ?? ''}>
              {t`since ${instant(one.since)}`}
              {one.endedAt === undefined ? '' : ` · ${t`ended ${instant(one.endedAt)}`}`}
              {one.until === undefined || one.endedAt !== undefined
                ? ''
                : ` · ${t`until ${instant(one.until)}`}`}
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Agreed({ file }: PartProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  if (file.agreed.length + file.forbade.length + file.declined.length === 0) return null
  return (
    <Part title={t`What the person agreed to, does not want, and said no to`}>
      <ul className={css['acts']}>
        {file.agreed.map((one, at) => (
          <li key={at}>
            <Text fw={600}>{say(consentPurposes[one.purpose])}</Text>
            {one.recipients.length === 0 ? null : <Text>{one.recipients.map(say).join(', ')}</Text>}
            {one.article === undefined ? null : <Text>{t`not a consent: ${one.article}`}</Text>}
            <TakenBack at={one.at} back={one.withdrawnAt} />
          </li>
        ))}
        {file.forbade.map((one, at) => (
          <li key={at}>
            <Text fw={600}>{say(consentRestrictions[one.restriction])}</Text>
            <TakenBack at={one.at} back={one.takenBackAt} />
          </li>
        ))}
        {file.declined.map((one, at) => (
          <li key={at}>
            <Text fw={600}>{say(consentPurposes[one.purpose])}</Text>
            <Text className={css['soft'] ?? ''}>{t`Asked, said no, ${instant(one.at)}`}</Text>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function TakenBack({ at, back }: { readonly at: string; readonly back: string | undefined }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  return (
    <Text className={css['soft'] ?? ''}>
      {instant(at)}
      {back === undefined ? '' : ` · ${t`taken back ${instant(back)}`}`}
    </Text>
  )
}

function Decisions({ file }: PartProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  if (file.decisions.length === 0) return null
  return (
    <Part title={t`What was decided`}>
      <ul className={css['acts']}>
        {file.decisions.map((one) => (
          <li key={one.id}>
            <Text fw={600}>
              {one.outcome === undefined ? t`Not decided yet` : t(standingWords[one.outcome])}
            </Text>
            <Text>{one.organisations.map(say).join(', ')}</Text>
            {one.legalBasis === undefined ? null : <Text>{one.legalBasis}</Text>}
            {one.reviewUntil === undefined ? null : (
              <Text>{t`A review may be asked for until ${instant(one.reviewUntil)}`}</Text>
            )}
            <Text className={css['soft'] ?? ''}>{instant(one.decidedAt ?? one.openedAt)}</Text>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** What left this node and how long the rest is kept, then care, the way home and punishments, each with where it stands. */
function DoneFor({ file }: PartProps) {
  const { t } = useLingui()
  const { givenOut, kept, refused } = useKept(file)
  const { care, home, punished } = useDone(file)
  return [
    { title: t`To whom the case was given out`, lines: givenOut },
    { title: t`How long it is kept`, lines: [...kept, ...refused] },
    { title: t`Help, house, health and money`, lines: care },
    { title: t`The way home`, lines: home },
    { title: t`Punishments that are looked into`, lines: punished },
  ]
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => (
      <Part key={title} title={title}>
        <ul className={css['acts']}>
          {lines.map((line, at) => (
            <li key={at}>
              <Text>{line}</Text>
            </li>
          ))}
        </ul>
      </Part>
    ))
}

function Emergencies({ file }: PartProps) {
  const { t } = useLingui()
  if (file.emergencies.length === 0) return null
  return (
    <Part title={t`Looked at in an emergency`}>
      <GlassRows uses={file.emergencies} />
    </Part>
  )
}

function Looks({ file }: PartProps) {
  const { t } = useLingui()
  const { say, when, number } = useLanguage()
  return (
    <Part title={t`Who looked, and what for`}>
      <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Looks`}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Day</Trans>
              </th>
              <th scope="col">
                <Trans>Organisation</Trans>
              </th>
              <th scope="col">
                <Trans>What it did</Trans>
              </th>
              <th scope="col">
                <Trans>What for</Trans>
              </th>
              <th scope="col">
                <Trans>Times</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {file.looks.map((look, at) => (
              <tr key={at}>
                <td>{when(look.day)}</td>
                <td>{say(look.organisation)}</td>
                <td>{t(lookWords[look.kind])}</td>
                <td>{look.purpose === undefined ? '' : say(purposes[look.purpose])}</td>
                <td>{number(look.times)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

function Given({ file }: PartProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  if (file.given.length === 0) return null
  return (
    <Part title={t`When it was given`}>
      <ul className={css['acts']}>
        {file.given.map((one, at) => (
          <li key={at}>
            <Text fw={600}>{one.way === 'paper' ? t`on paper` : t`read out`}</Text>
            <Text className={css['soft'] ?? ''}>
              {instant(one.at)} · {say(one.by)} · {one.language}
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  )
}
