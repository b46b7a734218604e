import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { GlassOpened, GlassUse } from '../../api/wire.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import { GlassForm } from './glass-form.tsx'
import { GlassReview } from './glass-review.tsx'
import { GlassRows } from './glass-rows.tsx'
import { GlassShown } from './glass-shown.tsx'
import css from './protection.module.css'
import { glassQuery, useOpenGlass } from './glass-queries.ts'
import { HideButton, Quiet } from '../../ui/quiet.tsx'

/** Looks in an emergency: to do one, to see those at people one cares for, and to judge them. */
export function GlassScreen() {
  const { t } = useLingui()
  const { use } = useSearch({ from: '/shell/emergency' })
  const found = useQuery(glassQuery)
  const [shown, setShown] = useState<GlassOpened>()
  return (
    <Quiet>
      <PageHead title={t`Emergency`} tabTitle={t`Work`} actions={<HideButton />} />
      <Loaded of={found}>
        {({ items, can }) => (
          <Stack>
            {shown ? <GlassShown opened={shown} close={() => setShown(undefined)} /> : null}
            {can.includes('glassAsk') && !shown ? <GlassForm show={setShown} /> : null}
            <section className={css['panel']} aria-label={t`Looks so far`}>
              <Title order={2} fz="lg" mb="sm">
                <Trans>Looks so far</Trans>
              </Title>
              {items.length === 0 ? (
                <Empty
                  title={<Trans>No emergency look</Trans>}
                  next={<Trans>When somebody looks in an emergency it stands here at once.</Trans>}
                />
              ) : (
                <GlassRows uses={items} chosen={use} acts={(one) => <Acts use={one} show={setShown} />} />
              )}
            </section>
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function Acts({ use, show }: { readonly use: GlassUse; readonly show: (opened: GlassOpened) => void }) {
  const open = useOpenGlass()
  const [judging, setJudging] = useState(false)
  return (
    <>
      <Group gap="xs" mt={4}>
        {use.can.includes('glassOpen') ? (
          <Button
            variant="default"
            loading={open.isPending}
            onClick={() => open.mutate(use.id, { onSuccess: show })}
          >
            <Trans>Show again</Trans>
          </Button>
        ) : null}
        {use.can.includes('glassReview') ? (
          <Button onClick={() => setJudging(true)}>
            <Trans>Judge…</Trans>
          </Button>
        ) : null}
      </Group>
      {open.error ? <Fault error={open.error} /> : null}
      {judging ? <GlassReview use={use} close={() => setJudging(false)} /> : null}
      {use.can.length === 0 && use.result === undefined ? (
        <Text className={css['soft'] ?? ''}>
          <Trans>Another person judges it</Trans>
        </Text>
      ) : null}
    </>
  )
}
