import { Trans, useLingui } from '@lingui/react/macro'
import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'

import type { WordLine, WordPage } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { wordPageQuery } from './queries.ts'
import type { WordPlace } from './queries.ts'
import { SignBar } from './sign-bar.tsx'
import { WordItem } from './word-item.tsx'
import { groupWords, nameIn, ownName, stateWords } from './word-words.ts'
import { wordStates } from './words-url.ts'
import css from './words.module.css'

/** The texts of a set in one language beside the English and the Thai: read, then signed with a name. */
export function WordReader({ place }: { readonly place: WordPlace }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const found = useQuery(wordPageQuery(place))
  const name = nameIn(place.language, language)
  return (
    <>
      <PageHead
        title={t`Words in ${name}`}
        before={
          <Link to="/words" search={{}} className={css['count'] ?? ''}>
            <Trans>All sets and languages</Trans>
          </Link>
        }
        beside={
          <Text c="dimmed" lang={place.language}>
            {ownName(place.language)}
          </Text>
        }
      />
      <Loaded of={found}>{(page) => <Texts page={page} place={place} />}</Loaded>
    </>
  )
}

interface TextsProps {
  readonly page: WordPage
  readonly place: WordPlace
}

function Texts({ page, place }: TextsProps) {
  const { state } = useSearch({ from: '/shell/words' })
  const { number } = useLanguage()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const shown = page.items.filter((line) => state === undefined || line.state === state)
  // Only what is on the screen and a draft now is signed: a filter or another hand takes the rest away.
  const signing = shown.filter((line) => line.state === 'draft' && ticked.has(line.id))
  const drafts = shown.filter((line) => line.state === 'draft')
  const tick = (ids: readonly string[], isTicked: boolean): void =>
    setTicked((before) => {
      const next = new Set(before)
      for (const id of ids)
        if (isTicked) next.add(id)
        else next.delete(id)
      return next
    })
  const mayTick = page.can.includes('wordsSign')
  return (
    <Stack>
      <Text>
        <Trans>
          {page.set}, version {page.setVersion}: {number(page.signed)} of {number(page.total)} signed
        </Trans>
      </Text>
      <StateFilter page={page} />
      {mayTick && drafts.length > 0 ? (
        <SignBar
          place={place}
          signing={signing}
          drafts={drafts.length}
          tickAll={(isTicked) =>
            tick(
              drafts.map(({ id }) => id),
              isTicked,
            )
          }
          done={() => setTicked(new Set())}
        />
      ) : null}
      {shown.length === 0 ? (
        <Empty
          title={<Trans>No text is in this state</Trans>}
          next={<Trans>Choose “All” to see every text.</Trans>}
        />
      ) : (
        groupsOf(shown).map(([group, lines]) => (
          <TextGroup key={group} group={group}>
            {lines.map((line) => (
              <WordItem
                key={line.id}
                line={line}
                place={place}
                can={page.can}
                isTicked={ticked.has(line.id)}
                tick={(isTicked) => tick([line.id], isTicked)}
              />
            ))}
          </TextGroup>
        ))
      )}
    </Stack>
  )
}

function groupsOf(lines: readonly WordLine[]): readonly (readonly [string, readonly WordLine[]])[] {
  return [...Map.groupBy(lines, ({ id }) => (id.includes('.') ? (id.split('.')[0] ?? '') : ''))]
}

interface GroupProps {
  readonly group: string
  readonly children: ReactNode
}

function TextGroup({ group, children }: GroupProps) {
  const { t } = useLingui()
  const words = groupWords[group]
  return (
    <section aria-label={words ? t(words) : t`Questions`}>
      {words ? (
        <Title order={2} fz="lg" mb="xs">
          {t(words)}
        </Title>
      ) : null}
      <ul className={css['lines']}>{children}</ul>
    </section>
  )
}

function StateFilter({ page }: { readonly page: WordPage }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { state } = useSearch({ from: '/shell/words' })
  const navigate = useNavigate({ from: '/words' })
  const many = (wanted: WordLine['state']): number =>
    page.items.filter((line) => line.state === wanted).length
  return (
    <Group>
      <SegmentedControl
        aria-label={t`Show`}
        value={state ?? 'all'}
        onChange={(value) =>
          void navigate({
            search: ({ set, language }) => {
              const chosen = wordStates.find((one) => one === value)
              return {
                ...(set === undefined ? {} : { set }),
                ...(language === undefined ? {} : { language }),
                ...(chosen === undefined ? {} : { state: chosen }),
              }
            },
            replace: true,
          })
        }
        data={[
          { value: 'all', label: `${t`All`} ${number(page.items.length)}` },
          ...wordStates.map((one) => ({ value: one, label: `${t(stateWords[one])} ${number(many(one))}` })),
        ]}
      />
    </Group>
  )
}
