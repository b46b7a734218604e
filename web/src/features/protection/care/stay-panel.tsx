import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { stayEnds } from '@shield/core'
import type { StayEnd } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { CareView } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { Panel } from './panel.tsx'
import { placesQuery, useCareAct } from './queries.ts'
import { SealedWords } from './sealed-words.tsx'

/** Where the person sleeps: in, out, and the address sealed. */
export function StayPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const now = care.stays.find((stay) => stay.outAt === undefined)
  return (
    <Panel title={t`Shelter`}>
      {now ? <Leave code={care.code} stay={now} /> : <Enter code={care.code} />}
      <ul className={css['acts']}>
        {care.stays.map((stay) => (
          <li key={stay.id}>
            <Group justify="space-between">
              <Text>
                <span className="value">{stay.place}</span> · {instant(stay.inAt)} –{' '}
                {stay.outAt === undefined ? <Trans>now</Trans> : instant(stay.outAt)}
                {stay.outTo ? ` · ${say(stayEnds[stay.outTo])}` : null}
              </Text>
              {stay.hasAddress ? (
                <SealedWords code={care.code} of="stay" row={stay.id} label={t`Address`} />
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Enter({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const places = useQuery(placesQuery)
  const [chosen, setChosen] = useState('')
  const [beyond, setBeyond] = useState(false)
  const act = useCareAct(code)
  const items = places.data?.items ?? []
  if (places.data && items.length === 0)
    return (
      <Text>
        <Trans>No house of yours is written down yet.</Trans>{' '}
        <Link className={css['way'] ?? ''} to="/care" search={{ list: 'places' }}>
          <Trans>Add one</Trans>
        </Link>
      </Text>
    )
  const place = items.find(({ id }) => id === chosen)
  const isFull = place !== undefined && place.taken >= place.capacity
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`House`}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t`Choose…` },
          ...items.map(({ id, name, taken, capacity }) => ({
            value: id,
            label: t`${name}: ${number(taken)} of ${number(capacity)}`,
          })),
        ]}
      />
      {isFull ? (
        <Checkbox
          size="md"
          label={t`This house is full. One more is taken in all the same.`}
          checked={beyond}
          onChange={(event) => setBeyond(event.currentTarget.checked)}
        />
      ) : null}
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button
          disabled={place === undefined || (isFull && !beyond)}
          loading={act.isPending}
          onClick={() =>
            act.mutate({
              ...{ kind: 'stay-in', stay: crypto.randomUUID(), place: chosen },
              ...(isFull ? { beyondFull: true } : {}),
            })
          }
        >
          <Trans>Stays here from now</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function Leave({ code, stay }: { readonly code: string; readonly stay: CareView['stays'][number] }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [to, setTo] = useState<StayEnd>('home')
  const act = useCareAct(code)
  return (
    <Stack>
      {act.error ? <Fault error={act.error} /> : null}
      <Group align="end">
        <NativeSelect
          size="md"
          label={t`If the person leaves ${stay.place}`}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value as StayEnd)}
          data={Object.entries(stayEnds).map(([value, words]) => ({ value, label: say(words) }))}
        />
        <Button
          variant="default"
          size="md"
          loading={act.isPending}
          onClick={() => act.mutate({ kind: 'stay-out', stay: stay.id, to })}
        >
          <Trans>Left</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
