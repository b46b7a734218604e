import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { CaseFileReport } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { FieldTable } from './field-report.tsx'
import { takenWords } from './give-out-words.ts'
import css from './give-out.module.css'

interface FileReportProps {
  readonly report: CaseFileReport
  readonly isTaking: boolean
  readonly error: Error | null
  readonly take: () => void
}

const countOf = ({ cases }: CaseFileReport, outcome: 'new' | 'known'): number =>
  cases.filter((one) => one.outcome === outcome).length

/** What of a file would be taken, before anything is: counts, what is wrong, what becomes of each field. */
export function FileReport({ report, isTaking, error, take }: FileReportProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [fresh, known] = [countOf(report, 'new'), countOf(report, 'known')]
  const all = number(report.cases.length)
  return (
    <Stack>
      <Title order={2} fz="lg">
        <Trans>What would be taken</Trans>
      </Title>
      <Text>
        <Trans>
          HTCDS {report.version}: {all} cases, {number(fresh)} new, {number(known)} were taken before and stay
          as they are.
        </Trans>
      </Text>
      <Faults report={report} />
      <details>
        <summary>
          <Trans>What becomes of each field</Trans>
        </summary>
        <FieldTable fields={report.fields} name={t`Fields of the file`} fates={takenWords} />
      </details>
      {error ? <Refusal error={error} /> : null}
      <Group>
        <Button size="md" disabled={fresh === 0} loading={isTaking} onClick={take}>
          <Plural value={fresh} one="Take one case in" other="Take # cases in" />
        </Button>
      </Group>
    </Stack>
  )
}

const mostShown = 50

function Faults({ report }: { readonly report: CaseFileReport }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { faults, unknown, missing } = report
  return (
    <>
      {faults.length === 0 ? null : (
        <Alert
          variant="default"
          title={t`Values that can’t be read and are left out: ${number(faults.length)}`}
        >
          <ul className={css['faults']}>
            {faults.slice(0, mostShown).map((fault, at) => (
              <li key={at}>
                <Trans>Case {number(fault.case)}</Trans>, <code>{fault.field}</code>: {say(fault.hint)}
              </li>
            ))}
          </ul>
          {faults.length > mostShown ? (
            <Text>
              <Trans>and {number(faults.length - mostShown)} more</Trans>
            </Text>
          ) : null}
        </Alert>
      )}
      {unknown.length === 0 ? null : (
        <Text>{t`Columns that the standard does not know and that are left out: ${unknown.join(', ')}`}</Text>
      )}
      {missing.length === 0 ? null : (
        <details>
          <summary>
            <Trans>Fields of the standard that the file does not have</Trans>
          </summary>
          <Text>{missing.join(', ')}</Text>
        </details>
      )}
    </>
  )
}

/** What was taken, with the way to each person. */
export function FileTaken({ report, board }: { readonly report: CaseFileReport; readonly board: string }) {
  const { number } = useLanguage()
  const [fresh, known] = [number(countOf(report, 'new')), number(countOf(report, 'known'))]
  return (
    <Stack role="status">
      <Title order={2} fz="lg">
        <Trans>
          {fresh} cases taken in, {known} were here already
        </Trans>
      </Title>
      <Text>
        <Trans>The file is not kept. Nobody of them has agreed to anything yet.</Trans>
      </Text>
      <Link to="/arrivals/$id" params={{ id: board }}>
        <Trans>To the board</Trans>
      </Link>
      <ul className={css['list']}>
        {report.cases.map(({ case: nth, outcome, code }) => (
          <li key={nth}>
            {code === undefined ? (
              <Trans>Case {number(nth)}: here already</Trans>
            ) : (
              <Link to="/protected/$code" params={{ code }}>
                <Trans>Case {number(nth)}</Trans> · {code}
                {outcome === 'known' ? (
                  <>
                    {' · '}
                    <Trans>here already</Trans>
                  </>
                ) : null}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  )
}
