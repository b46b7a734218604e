import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { ConflictPanel } from '../features/protection/conflict-panel.tsx'
import css from '../features/protection/protection.module.css'
import { interviewsQuery, protectedQuery, setsQuery } from '../api/care.ts'
import { Differs } from '../features/interview/differs.tsx'
import { fieldWords } from '../features/protection/words.ts'
import { device } from './keeper.ts'
import type { Done } from './outbox.ts'

/** Answers that another hand had given differently while this device was away, person by person and field by field. */
export function Differing({ done }: { readonly done: readonly Done[] }) {
  const { t } = useLingui()
  if (done.length === 0) return null
  const arrived = done.filter((one) => one.kind === 'arrival')
  const told = done.filter((one) => one.kind === 'told')
  const codesOf = (all: readonly Done[]): readonly string[] => [...new Set(all.map(({ code }) => code))]
  return (
    <section aria-label={t`Answers that came back`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>Somebody else answered differently meanwhile</Trans>
      </Title>
      <Stack>
        {codesOf(arrived).map((code) => (
          <OnePerson key={code} code={code} done={arrived.filter((one) => one.code === code)} />
        ))}
        {codesOf(told).map((code) => (
          <Told key={code} code={code} done={told.filter((one) => one.code === code)} />
        ))}
      </Stack>
    </section>
  )
}

type Arrived = Extract<Done, { readonly kind: 'arrival' }>

/** Answers of an interview, with those of the hand that asked the same meanwhile. */
function Told({ code, done }: { readonly code: string; readonly done: readonly Done[] }) {
  const { t } = useLingui()
  const found = useQuery({ ...interviewsQuery(code), retry: false })
  const sets = useQuery({ ...setsQuery, retry: false })
  const asked = done.flatMap(({ conflicts }) => conflicts as readonly string[])
  const answers = found.data?.items.at(-1)?.answers ?? []
  const open = answers.filter((one) => one.hasConflict && asked.includes(one.indicator))
  const forget = (): void => void device.forgetDone(done.map(({ id }) => id))
  return (
    <div className={css['panel']}>
      <Stack gap="sm">
        <Title order={3} fz="md" className={css['code'] ?? ''}>
          {code}
        </Title>
        {open.map((answer) => (
          <Differs key={answer.indicator} code={code} answer={answer} sets={sets.data?.items ?? []} />
        ))}
        {found.error ? (
          <Text>
            <Trans>
              Both answers are kept at the node. They can be settled here when there is a network.
            </Trans>
          </Text>
        ) : null}
        <Group>
          <Button size="md" variant="default" onClick={forget}>
            {found.data && open.length === 0 ? t`Settled: take it away` : t`Later`}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}

function OnePerson({ code, done }: { readonly code: string; readonly done: readonly Arrived[] }) {
  const { t } = useLingui()
  const found = useQuery({ ...protectedQuery(code), retry: false })
  const fields = [...new Set(done.flatMap(({ conflicts }) => conflicts))]
  const forget = (): void => void device.forgetDone(done.map(({ id }) => id))
  return (
    <div className={css['panel']}>
      <Stack gap="sm">
        <Title order={3} fz="md" className={css['code'] ?? ''}>
          {code}
        </Title>
        <Text>{fields.map((field) => t(fieldWords[field])).join(' · ')}</Text>
        {found.data ? <ConflictPanel key={found.data.version} person={found.data} /> : null}
        {found.error ? (
          <Text>
            <Trans>
              Both answers are kept at the node. They can be settled here when there is a network.
            </Trans>
          </Text>
        ) : null}
        <Group>
          <Button size="md" variant="default" onClick={forget}>
            {found.data?.openConflicts.length === 0 ? (
              <Trans>Settled: take it away</Trans>
            ) : (
              <Trans>Later</Trans>
            )}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
