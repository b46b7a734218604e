import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'

import { problemOf } from '../../api/problem.ts'
import type { ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { ImportStateBadge } from './import-state.tsx'
import { formatWords } from './import-words.ts'
import css from './intake.module.css'
import type { IntakeUrl } from './intake-url.ts'
import { Path } from './path.tsx'
import { PreviewStep } from './preview-step.tsx'
import { importQuery } from './queries.ts'
import { ResultStep } from './result-step.tsx'
import { RunStep } from './run-step.tsx'
import { isOpen, stageOf } from './stage.ts'
import { Steps } from './steps.tsx'

interface OneImportProps {
  readonly id: string
  readonly url: IntakeUrl
}

/** One import at the step where it stands; the address brings it back from anywhere. */
export function OneImport({ id, url }: OneImportProps) {
  const { t } = useLingui()
  const found = useQuery(importQuery(id))
  // What is not there says so in a heading of its own.
  const isMissing = problemOf(found.error).status === 404
  return (
    <>
      {found.data || isMissing ? null : <PageHead title={t`Import`} before={<Path />} />}
      <Loaded of={found}>{(view) => <Import view={view} url={url} />}</Loaded>
    </>
  )
}

function Import({ view, url }: { readonly view: ImportView; readonly url: IntakeUrl }) {
  const { t } = useLingui()
  const stage = url.step === 'preview' && isOpen(view) ? 'preview' : stageOf(view)
  return (
    <>
      <PageHead
        title={view.fileName}
        tabTitle={t`Import`}
        before={<Path />}
        beside={
          <>
            <ImportStateBadge state={view.state} />
            <MarkingBadge marking={view.marking} />
          </>
        }
      >
        <Facts view={view} />
      </PageHead>
      <Steps now={stage} />
      {stage === 'preview' ? <PreviewStep view={view} /> : null}
      {stage === 'try' || stage === 'run' ? <RunStep view={view} weight={url.weight} /> : null}
      {stage === 'result' ? <ResultStep view={view} weight={url.weight} /> : null}
    </>
  )
}

function Facts({ view }: { readonly view: ImportView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <dl className={css['facts']}>
      <div>
        <dt>
          <Trans>Source</Trans>
        </dt>
        <dd>
          <ValueText text={view.sourceName} />
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Format</Trans>
        </dt>
        <dd>{t(formatWords[view.format])}</dd>
      </div>
      <div>
        <dt>
          <Trans>Brought in by</Trans>
        </dt>
        <dd>
          {view.createdBy ? say(view.createdBy) : t`the command line`}, {instant(view.createdAt)}
        </dd>
      </div>
    </dl>
  )
}
