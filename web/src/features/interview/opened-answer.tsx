import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { languageName } from '../../ui/languages.ts'
import { OpenedForReason } from '../../ui/opened-for-reason.tsx'
import own from './interview.module.css'
import { useAnswerWords } from './queries.ts'
import { translatorWords } from './words.ts'

interface OpenedAnswerProps {
  readonly id: string
  readonly indicator: string
  readonly close: () => void
}

/** The words of one answer, opened for a reason; they close by themselves. */
export function OpenedAnswer({ id, indicator, close }: OpenedAnswerProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const open = useAnswerWords(id, indicator)
  const meaning = (by: string | undefined): string => {
    const translator = translatorWords[by as keyof typeof translatorWords]
    return translator ? t`What it means, translated by: ${t(translator)}` : t`What it means`
  }
  return (
    <OpenedForReason
      open={open}
      close={close}
      phrases={[t`So that it is not asked again`, t`To prepare the panel`]}
    >
      {(data) => (
        <>
          {data.words === undefined ? null : (
            <div>
              <Text className={css['soft'] ?? ''}>
                {data.language === undefined ? '' : languageName(data.language, language)}
              </Text>
              <Text className={own['said'] ?? ''} lang={data.language} dir="auto" fz="lg">
                {data.words}
              </Text>
            </div>
          )}
          {data.translation === undefined ? null : (
            <div>
              <Text className={css['soft'] ?? ''}>{meaning(data.translatedBy)}</Text>
              <Text className={own['said'] ?? ''} dir="auto">
                {data.translation}
              </Text>
            </div>
          )}
        </>
      )}
    </OpenedForReason>
  )
}
