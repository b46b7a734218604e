import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { dimensions, figures } from '@shield/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'

import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { valueWord } from './figure-words.ts'
import css from './figures.module.css'
import { useAsked } from './new-figure-screen.tsx'
import { figurePeopleQuery, previewQuery } from './queries.ts'

/** The people behind a number, by code. */
export function FigurePeopleScreen() {
  const { t } = useLingui()
  const speech = useLanguage()
  const asked = useAsked()
  const { table = 0, row, column } = useSearch({ from: '/shell/figures/people' })
  const found = useInfiniteQuery(
    figurePeopleQuery({
      ...asked,
      table,
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    }),
  )
  const shape = useQuery(previewQuery(asked)).data?.tables[table]
  const line =
    shape && row !== undefined ? valueWord(speech, shape.rowDimension, shape.rows[row] ?? '') : undefined
  const across =
    shape?.columnDimension !== undefined && column !== undefined
      ? valueWord(speech, shape.columnDimension, shape.columns[column] ?? '')
      : undefined
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const count = found.data?.pages[0]?.count ?? 0
  return (
    <>
      <PageHead
        title={t`The people behind this number`}
        tabTitle={t`Work`}
        before={
          <Link to="/figures/new" search={asked}>
            {speech.say(figures[asked.figure].name)}
          </Link>
        }
      >
        <Text>
          {shape ? speech.say(dimensions[shape.rowDimension].name) : null}
          {line === undefined ? null : `: ${line}`}
          {across === undefined ? null : `, ${across}`}
        </Text>
      </PageHead>
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty title={<Trans>Nobody</Trans>} next={<Trans>Go back and open another number.</Trans>} />
          ) : (
            <>
              <Text>
                <Trans>{speech.number(count)} people</Trans>
              </Text>
              <ul className={css['list']}>
                {items.map(({ code, arrivedAt }) => (
                  <li key={code}>
                    <Link to="/protected/$code" params={{ code }}>
                      {code}
                    </Link>{' '}
                    · {speech.instant(arrivedAt)} ·{' '}
                    <Link to="/protected/$code/facts" params={{ code }}>
                      <Trans>What is counted</Trans>
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </>
  )
}
