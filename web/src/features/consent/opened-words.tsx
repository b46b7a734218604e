import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import css from '../../ui/care.module.css'
import { OpenedForReason } from '../../ui/opened-for-reason.tsx'
import own from './consent.module.css'
import { useConsentWords } from './queries.ts'

interface OpenedWordsProps {
  readonly code: string
  readonly id: string
  readonly close: () => void
}

/** What the person said to an agreement: opened for a reason, and closed again by itself. */
export function OpenedWords({ code, id, close }: OpenedWordsProps) {
  const { t } = useLingui()
  const open = useConsentWords(code, id)
  const said = ({ given, withdrawn }: { readonly given?: string; readonly withdrawn?: string }) => [
    { title: t`When they agreed`, text: given },
    { title: t`When they took it back`, text: withdrawn },
  ]
  return (
    <OpenedForReason
      open={open}
      close={close}
      phrases={[t`To speak with them about it again`, t`Because it is not clear what they agreed to`]}
    >
      {(data) =>
        said(data).map(({ title, text }) =>
          text === undefined ? null : (
            <div key={title}>
              <Text className={css['soft'] ?? ''}>{title}</Text>
              <Text className={own['said'] ?? ''} dir="auto">
                {text}
              </Text>
            </div>
          ),
        )
      }
    </OpenedForReason>
  )
}
