import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'

import { sittingsQuery } from '../../api/care.ts'
import { useSession } from '../../api/session.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { PanelLine } from './panel-line.tsx'
import own from './panels.module.css'
import { panelStates } from './panels-url.ts'
import { stateWords } from './words.ts'

/** Panels on which my organisation sits, and those of people it cares for. */
export function PanelsScreen() {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { can } = useSession()
  const { state = 'open' } = useSearch({ from: '/shell/panels' })
  const found = useInfiniteQuery(sittingsQuery(state))
  const isCarer = can.includes('protection.work')
  return (
    <Quiet>
      <PageHead title={t`Panels`} tabTitle={t`Work`} actions={<HideButton />} />
      <Stack>
        <nav className={own['states']} aria-label={t`Which panels`}>
          {panelStates.map((one) => (
            <Link
              key={one}
              to="/panels"
              search={one === 'open' ? {} : { state: one }}
              aria-current={one === state ? 'page' : undefined}
              activeOptions={{ exact: true }}
            >
              {t(stateWords[one])}
            </Link>
          ))}
        </nav>
        {isCarer ? null : (
          <Text>
            <Trans>
              What a person told is open to your organisation while the panel sits. When it has decided, it
              leaves this list.
            </Trans>
          </Text>
        )}
        <Loaded of={found}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty
                  title={<Trans>No panel here</Trans>}
                  next={
                    isCarer ? (
                      <Trans>Open a person at a board of arrivals to call a panel.</Trans>
                    ) : (
                      <Trans>
                        Those who care for a person call your organisation; it shows in My work too.
                      </Trans>
                    )
                  }
                />
              )
            return (
              <>
                <Text>
                  <Trans>{number(pages[0]?.count ?? items.length)} panels</Trans>
                </Text>
                <ul className={own['lines']}>
                  {items.map((panel) => (
                    <li key={panel.id}>
                      <PanelLine panel={panel} />
                    </li>
                  ))}
                </ul>
                <More
                  hasMore={found.hasNextPage}
                  isLoading={found.isFetchingNextPage}
                  load={() => void found.fetchNextPage()}
                />
              </>
            )
          }}
        </Loaded>
      </Stack>
    </Quiet>
  )
}
