import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { ShelterPlace } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Empty, Fault, Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { placesQuery, useMakePlace, useResizePlace } from './queries.ts'

/** Houses of this organisation: how many sleep there of how many can. */
export function PlacesList() {
  const [adding, setAdding] = useState(false)
  const found = useQuery(placesQuery)
  return (
    <Loaded of={found}>
      {({ items, can }) => (
        <Stack>
          {can.includes('placeMake') ? (
            <Group>
              <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
                <Trans>Add a house…</Trans>
              </Button>
            </Group>
          ) : null}
          {adding ? <PlaceForm close={() => setAdding(false)} /> : null}
          {items.length === 0 ? (
            <Empty
              title={<Trans>No house yet</Trans>}
              next={
                <Trans>Add a house by a name that says nothing of where it is. Its address is sealed.</Trans>
              }
            />
          ) : (
            items.map((place) => <PlaceLine key={`${place.id} ${place.capacity}`} place={place} />)
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function PlaceLine({ place }: { readonly place: ShelterPlace }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [capacity, setCapacity] = useState<number | string>(place.capacity)
  const resize = useResizePlace()
  const isOther = typeof capacity === 'number' && capacity > 0 && capacity !== place.capacity
  return (
    <section className={css['panel']} aria-label={place.name}>
      <Group justify="space-between" align="end">
        <div>
          <Text fw={600} className="value">
            {place.name}
          </Text>
          <Text>
            <Trans>
              {number(place.taken)} of {number(place.capacity)} sleep here now
            </Trans>
            {place.taken > place.capacity ? (
              <>
                {' · '}
                <strong>
                  <Trans>more than there is room for</Trans>
                </strong>
              </>
            ) : null}
          </Text>
          <Text className={css['soft'] ?? ''}>
            {place.hasAddress ? (
              <Trans>Address sealed; it opens from the person who stays there.</Trans>
            ) : (
              <Trans>No address is kept.</Trans>
            )}
          </Text>
        </div>
        {place.can.includes('placeResize') ? (
          <Group align="end" gap="xs">
            <NumberInput
              size="md"
              w={110}
              label={t`Room for`}
              min={1}
              max={10_000}
              hideControls
              value={capacity}
              onChange={setCapacity}
            />
            <Button
              size="md"
              variant="default"
              disabled={!isOther}
              loading={resize.isPending}
              onClick={() => resize.mutate({ id: place.id, capacity: Number(capacity) })}
            >
              <Trans>Change</Trans>
            </Button>
          </Group>
        ) : null}
      </Group>
      {resize.error ? <Fault error={resize.error} /> : null}
    </section>
  )
}

function PlaceForm({ close }: { readonly close: () => void }) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [capacity, setCapacity] = useState<number | string>(10)
  const [address, setAddress] = useState('')
  const make = useMakePlace()
  const isWhole = name.trim().length >= 2 && typeof capacity === 'number' && capacity > 0
  return (
    <section className={css['panel']} aria-label={t`New house`}>
      <Stack>
        <TextInput
          size="md"
          label={t`Name, that says nothing of where it is`}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          size="md"
          label={t`Room for`}
          min={1}
          max={10_000}
          hideControls
          value={capacity}
          onChange={setCapacity}
        />
        <Textarea
          label={t`Address`}
          description={t`Sealed. It opens for a reason that is kept.`}
          autosize
          minRows={2}
          maxLength={1000}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {make.error ? <Fault error={make.error} /> : null}
        <Group>
          <Button
            disabled={!isWhole}
            loading={make.isPending}
            onClick={() =>
              make.mutate(
                {
                  ...{ name: name.trim(), capacity: Math.round(Number(capacity)) },
                  ...(address.trim().length < 5 ? {} : { address: address.trim() }),
                },
                { onSuccess: close },
              )
            }
          >
            <Trans>Add the house</Trans>
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
