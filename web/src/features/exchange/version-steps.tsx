import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

import type { AgreementVersion } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'

type Step = AgreementVersion['steps'][number]

const ours: Readonly<Record<Step['act'], MessageDescriptor>> = {
  proposed: msg`Proposed`,
  received: msg`Received`,
  agreed: msg`Agreed to by the first of us`,
  signed: msg`Signed by the second of us with the key of this node`,
  'in-force': msg`In force: both sides have signed`,
  declined: msg`Declined by us`,
  withdrawn: msg`Withdrawn by us`,
}
const theirs: Partial<Record<Step['act'], MessageDescriptor>> = {
  received: msg`Received, signed by the partner`,
  'in-force': msg`Signed by two of the partner: in force`,
  declined: msg`Declined by the partner`,
  withdrawn: msg`Withdrawn by the partner`,
}

/** Who has done what with a version, in order. */
export function VersionSteps({ version }: { readonly version: AgreementVersion }) {
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>How far it is</Trans>
      </h3>
      <ol className={css['steps']}>
        {version.steps.map((step) => (
          <li key={`${step.act} ${step.at}`} className={css['step']}>
            <IconCheck size={18} aria-hidden />
            <StepWords step={step} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepWords({ step }: { readonly step: Step }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const words = (step.side === 'them' ? theirs[step.act] : undefined) ?? ours[step.act]
  return (
    <div>
      {t(words)}
      <Text fz="xs" c="dimmed">
        {[instant(step.at), step.by ? say(step.by) : ''].filter((part) => part !== '').join(' · ')}
      </Text>
      {step.because ? <Text fz="sm">{say(step.because)}</Text> : null}
      {step.reason === undefined ? null : (
        <Text fz="sm" className="long">
          {step.reason}
        </Text>
      )}
    </div>
  )
}
