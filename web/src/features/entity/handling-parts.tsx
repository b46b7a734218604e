import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { Checkbox, MultiSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import { editMarking, handlings, levels, paps, tlps } from '@shield/core'
import type { Level, Marking, MarkingEdit } from '@shield/core'
import { useQuery } from '@tanstack/react-query'

import { useSession } from '../../api/session.ts'
import type { MarkingPreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { handlingWords, levelWords, papWords, tlpWords } from '../../ui/marking-words.ts'
import { templatesQuery } from './queries.ts'

interface HandlingPartsProps {
  readonly marking: Marking
  readonly edit: MarkingEdit
  readonly change: (part: MarkingEdit) => void
  readonly agencies: MarkingPreview['readers']
}

/** The parts of a handling block that a person may change, as they would be. */
export function HandlingParts({ marking, edit, change, agencies }: HandlingPartsProps) {
  const now = editMarking(marking, edit)
  return (
    <Stack>
      <Restrictions now={now} change={change} />
      <Audience now={now} change={change} agencies={agencies} />
      <Conditions now={now} change={change} />
    </Stack>
  )
}

interface PartProps {
  readonly now: Marking
  readonly change: (part: MarkingEdit) => void
}

function Restrictions({ now, change }: PartProps) {
  const { t } = useLingui()
  const { data } = useQuery(templatesQuery)
  const cases = [...new Set([...(data?.cases ?? []), ...(now.case === '' ? [] : [now.case])])]
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t`Level`}
          data={levels.map((level, at) => ({ value: String(at), label: levelText(at, t, level) }))}
          value={String(now.level)}
          onChange={(value) => {
            if (value !== null) change({ level: Number(value) as Level })
          }}
          allowDeselect={false}
        />
        <Select
          label={t`Only for the case`}
          placeholder={t`No single case`}
          data={cases}
          value={now.case === '' ? null : now.case}
          onChange={(value) => change({ case: value ?? '' })}
          clearable
          clearButtonProps={{ 'aria-label': t`No single case` }}
          disabled={cases.length === 0}
        />
      </SimpleGrid>
      <WordSelect
        label="TLP"
        words={tlps}
        say={tlpWords}
        value={now.conditions.tlp}
        choose={(tlp) => change({ tlp })}
      />
      <WordSelect
        label={t`Use`}
        words={handlings}
        say={handlingWords}
        value={now.conditions.handling}
        choose={(handling) => change({ handling })}
      />
      <WordSelect
        label={t`PAP: what may be done with it openly`}
        words={paps}
        say={papWords}
        value={now.conditions.pap}
        choose={(pap) => change({ pap })}
      />
    </>
  )
}

interface WordSelectProps<T extends string> {
  readonly label: string
  readonly words: readonly T[]
  readonly say: Readonly<Record<T, MessageDescriptor>>
  readonly value: T
  readonly choose: (word: T) => void
}

/** One of a closed scale, each word with what it means. */
function WordSelect<T extends string>({ label, words, say, value, choose }: WordSelectProps<T>) {
  const { t } = useLingui()
  return (
    <Select
      label={label}
      data={words.map((word) => ({ value: word, label: `${word}: ${t(say[word])}` }))}
      value={value}
      onChange={(chosen) => {
        const word = words.find((one) => one === chosen)
        if (word !== undefined) choose(word)
      }}
      allowDeselect={false}
    />
  )
}

function levelText(at: number, t: ReturnType<typeof useLingui>['t'], name: string): string {
  const words = levelWords[at]
  return words ? t(words) : name
}

function Audience({ now, change, agencies }: PartProps & Pick<HandlingPartsProps, 'agencies'>) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { node } = useSession()
  const whole = { value: `node:${node}`, label: t`every agency of this node` }
  const known = [
    whole,
    ...agencies
      .filter((agency) => agency.code !== now.organisation)
      .map((agency) => ({ value: agency.code, label: say(agency.name) })),
  ]
  const others = [...now.releasedTo, ...now.notReleasedTo]
    .filter((name) => !known.some((one) => one.value === name))
    .map((name) => ({ value: name, label: name }))
  const choices = [...known, ...others]
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <MultiSelect
        label={t`Also read by`}
        placeholder={now.releasedTo.length === 0 ? t`nobody else` : ''}
        data={choices}
        value={[...now.releasedTo]}
        onChange={(releasedTo) => change({ releasedTo })}
      />
      <MultiSelect
        label={t`Never by`}
        placeholder={now.notReleasedTo.length === 0 ? t`nobody is excluded` : ''}
        data={choices}
        value={[...now.notReleasedTo]}
        onChange={(notReleasedTo) => change({ notReleasedTo })}
      />
    </SimpleGrid>
  )
}

const conditionNames = ['noCourtUse', 'verifyBeforeUse', 'noOnwardTransfer', 'secondPerson'] as const

function Conditions({ now, change }: PartProps) {
  const { t } = useLingui()
  const words: Record<(typeof conditionNames)[number], string> = {
    noCourtUse: t`not to be used in court`,
    verifyBeforeUse: t`check before use`,
    noOnwardTransfer: t`not to be passed on`,
    secondPerson: t`a second person decides with you`,
  }
  return (
    <Checkbox.Group
      label={t`Conditions`}
      value={conditionNames.filter((name) => now.conditions[name])}
      onChange={(chosen) =>
        change(Object.fromEntries(conditionNames.map((name) => [name, chosen.includes(name)])))
      }
    >
      <Stack gap="sm" mt="xs">
        {conditionNames.map((name) => (
          <Checkbox key={name} value={name} label={words[name]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
