import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { arrivalsQuery } from '../../api/care.ts'
import { useSession } from '../../api/session.ts'
import type { ArrivalPlace } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import css from './protection.module.css'
import { useMakeArrival } from './queries.ts'
import { HideButton, Quiet } from '../../ui/quiet.tsx'

/** Places where people arrive, the newest first; a new one is opened here. */
export function ArrivalsScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const [making, setMaking] = useState(false)
  const found = useQuery(arrivalsQuery)
  const mayMake = found.data?.can.includes('arrivalMake') ?? false
  return (
    <Quiet>
      <PageHead
        title={t`Arrivals`}
        tabTitle={t`Work`}
        actions={
          <>
            {can.includes('identity.open') ? (
              <Button size="md" variant="default" component={Link} to="/known">
                <Trans>Is somebody known?</Trans>
              </Button>
            ) : null}
            {mayMake ? (
              <Button
                size="md"
                variant={making ? 'default' : 'filled'}
                aria-expanded={making}
                onClick={() => setMaking(!making)}
              >
                <Trans>Open a board…</Trans>
              </Button>
            ) : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {({ items, helpers }) => (
          <Stack>
            {making ? <NewBoard helpers={helpers} close={() => setMaking(false)} /> : null}
            {items.length === 0 ? (
              <Empty
                title={<Trans>No board yet</Trans>}
                next={<Trans>Open a board where people arrive. Everybody who works there sees it.</Trans>}
              />
            ) : (
              items.map((place) => <BoardLine key={place.id} place={place} helpers={helpers} />)
            )}
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

type Helpers = readonly {
  readonly code: string
  readonly name: { readonly en: string; readonly th: string }
}[]

function BoardLine({ place, helpers }: { readonly place: ArrivalPlace; readonly helpers: Helpers }) {
  const { say, instant, number } = useLanguage()
  const who = place.organisations.map((code) => {
    const known = helpers.find((one) => one.code === code)
    return known ? say(known.name) : code
  })
  return (
    <Link to="/arrivals/$id" params={{ id: place.id }} className={css['board'] ?? ''}>
      <Group justify="space-between" style={{ flex: 1 }}>
        <div>
          <Text fw={600} fz="lg" className="value">
            {place.site}
          </Text>
          <Text className={css['soft'] ?? ''}>
            {instant(place.startedAt)}
            {place.endedAt === undefined ? null : (
              <>
                {' · '}
                <Trans>nobody more arrives</Trans>
              </>
            )}
          </Text>
          <Text className={css['soft'] ?? ''}>{who.join(' · ')}</Text>
        </div>
        <div>
          <Text>
            {place.expected === undefined ? (
              <Trans>{number(place.people)} people</Trans>
            ) : (
              <Trans>
                {number(place.people)} people of {number(place.expected)} expected
              </Trans>
            )}
          </Text>
          <Text>
            <Trans>{number(place.notInterviewed)} not yet heard</Trans>
          </Text>
        </div>
      </Group>
    </Link>
  )
}

function NewBoard({ helpers, close }: { readonly helpers: Helpers; readonly close: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate()
  const { organisation } = useSession()
  const [site, setSite] = useState('')
  const [expected, setExpected] = useState<number | string>('')
  const [others, setOthers] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const make = useMakeArrival()
  const isShort = site.trim().length < 2
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (isShort) return
    make.mutate(
      {
        site: site.trim(),
        organisations: others,
        ...(typeof expected === 'number' && expected > 0 ? { expected: Math.round(expected) } : {}),
      },
      { onSuccess: ({ id }) => void navigate({ to: '/arrivals/$id', params: { id } }) },
    )
  }
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`New board`}>
      <Stack>
        <TextInput
          label={t`Where people arrive`}
          size="lg"
          maxLength={200}
          value={site}
          autoFocus
          onChange={(event) => setSite(event.currentTarget.value)}
          error={asked && isShort ? t`Write where people arrive` : null}
        />
        <NumberInput
          label={t`How many are expected, if somebody said`}
          size="lg"
          min={1}
          max={100_000}
          hideControls
          value={expected}
          onChange={setExpected}
        />
        <Checkbox.Group
          label={t`Who works there beside us`}
          description={t`They see everybody at this board. Nobody else does.`}
          value={[...others]}
          onChange={setOthers}
        >
          <Stack gap={0} mt="xs">
            {helpers
              .filter(({ code }) => code !== organisation.code)
              .map(({ code, name }) => (
                <Checkbox key={code} value={code} label={say(name)} size="md" py={10} />
              ))}
          </Stack>
        </Checkbox.Group>
        {make.error ? <Fault error={make.error} /> : null}
        <Group>
          <Button type="submit" size="lg" loading={make.isPending}>
            <Trans>Open the board</Trans>
          </Button>
          <Button variant="default" size="lg" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
