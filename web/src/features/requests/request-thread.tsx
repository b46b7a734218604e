import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { actWords, refusalWords, reminderWords } from './request-words.ts'
import css from './requests.module.css'

/** What either side did with a request, in its order; what the clock reminded of stands among it. */
export function RequestThread({ request }: { readonly request: RequestView }) {
  if (request.acts.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        <Trans>Nothing yet.</Trans>
      </Text>
    )
  return (
    <ol className={css['thread']} aria-live="polite">
      {request.acts.map((act) => (
        <Act key={`${act.at} ${act.act}`} request={request} act={act} />
      ))}
    </ol>
  )
}

interface ActProps {
  readonly request: RequestView
  readonly act: RequestView['acts'][number]
}

function Act({ request, act }: ActProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const isOurs = act.direction === request.direction
  const isClock = act.act === 'chase' && act.text in reminderWords
  const desk = isOurs ? say(request.organisationName) : say(request.otherName)
  const who = isClock
    ? t`The clock`
    : [act.by ? say(act.by) : '', desk].filter((one) => one !== '').join(', ')
  const words = actWords[act.act]
  const reminder = reminderWords[act.text]
  return (
    <li className={css['act']} data-side={isOurs ? 'ours' : 'theirs'}>
      <Text fz="sm" fw={600} component="span">
        {who} {words ? t(words) : act.act}
      </Text>
      <Text fz="xs" c="dimmed">
        {instant(act.at)}
        {act.code === undefined ? null : ` · ${t(refusalWords[act.code])}`}
        {act.because === undefined ? null : ` · ${say(act.because)}`}
      </Text>
      {act.text === '' ? null : (
        <Text fz="sm" className="long">
          {isClock && reminder ? t(reminder) : <ValueText text={act.text} />}
        </Text>
      )}
      {act.release === undefined ? null : (
        <Link to="/releases" search={{ release: act.release }}>
          {isOurs ? <Trans>the release it went by</Trans> : <Trans>the release that came with it</Trans>}
        </Link>
      )}
    </li>
  )
}
