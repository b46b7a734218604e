import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { Badge, Tooltip } from '@mantine/core'

const sources: Record<string, MessageDescriptor> = {
  A: msg`source: completely reliable`,
  B: msg`source: usually reliable`,
  C: msg`source: fairly reliable`,
  D: msg`source: not usually reliable`,
  E: msg`source: unreliable`,
  F: msg`source: reliability can't be judged`,
}
const information: Record<string, MessageDescriptor> = {
  '1': msg`content: confirmed by other sources`,
  '2': msg`content: probably true`,
  '3': msg`content: possibly true`,
  '4': msg`content: doubtful`,
  '5': msg`content: improbable`,
  '6': msg`content: truth can't be judged`,
}

/** An Admiralty grade (A1 … F6) that says in words what it means. */
export function GradeChip({ grade }: { readonly grade: string }) {
  const { t } = useLingui()
  const [source, content] = [sources[grade[0] ?? ''], information[grade[1] ?? '']]
  const words = source && content ? `${t(source)} · ${t(content)}` : grade
  return (
    <Tooltip label={words} multiline maw={280}>
      <Badge variant="default" size="sm" radius="sm" tabIndex={0} aria-label={`${grade}: ${words}`}>
        {grade}
      </Badge>
    </Tooltip>
  )
}
