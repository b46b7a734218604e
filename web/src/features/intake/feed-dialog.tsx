import { Trans, useLingui } from '@lingui/react/macro'
import {
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Radio,
  Stack,
  TextInput,
} from '@mantine/core'
import { IconRss } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { MakeFeed } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { useMakeFeed } from './feed-queries.ts'
import { templatesQuery } from './queries.ts'

/** Asks for what a feed needs, and begins to pull. */
export function NewFeed() {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button leftSection={<IconRss size={16} aria-hidden />} onClick={() => setOpened(true)}>
        <Trans>Add a feed…</Trans>
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t`Pull a feed`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <FeedForm close={() => setOpened(false)} />
      </Modal>
    </>
  )
}

const empty: Fields = {
  kind: 'taxii',
  sourceName: '',
  url: '',
  user: '',
  secret: '',
  marking: '',
  everyMinutes: 60,
}

interface Fields {
  readonly kind: NonNullable<MakeFeed['kind']>
  readonly sourceName: string
  readonly url: string
  readonly user: string
  readonly secret: string
  readonly marking: string
  readonly everyMinutes: number
}

function FeedForm({ close }: { readonly close: () => void }) {
  const [fields, setFields] = useState(empty)
  const templates = useQuery(templatesQuery)
  const make = useMakeFeed()
  const names = (templates.data?.items ?? []).map((one) => one.name)
  const marking = markingOf(fields.marking === '' ? names[0] : fields.marking)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (marking) make.mutate(bodyOf(fields, marking), { onSuccess: close })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FeedFields
          fields={{ ...fields, marking: marking ?? '' }}
          set={(part) => setFields({ ...fields, ...part })}
        />
        {make.error ? <Fault error={make.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Not now</Trans>
          </Button>
          <Button type="submit" loading={make.isPending} disabled={marking === undefined}>
            <Trans>Begin to pull</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FeedFieldsProps {
  readonly fields: Fields
  readonly set: (part: Partial<Fields>) => void
}

function FeedFields({ fields, set }: FeedFieldsProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const templates = useQuery(templatesQuery)
  const markings = (templates.data?.items ?? []).filter((one) => markingOf(one.name) !== undefined)
  return (
    <>
      <Radio.Group
        label={t`What is there`}
        value={fields.kind}
        onChange={(value) => set({ kind: value === 'misp' ? 'misp' : 'taxii' })}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="taxii" label={t`A TAXII 2.1 collection`} />
          <Radio value="misp" label={t`A MISP feed: a folder with manifest.json`} />
        </Stack>
      </Radio.Group>
      <TextInput
        label={t`Source`}
        value={fields.sourceName}
        maxLength={200}
        required
        data-autofocus
        onChange={(event) => set({ sourceName: event.currentTarget.value })}
      />
      <TextInput
        label={t`Address`}
        description={
          fields.kind === 'misp'
            ? t`Of the folder. Whoever runs this node allows its host.`
            : t`Of a collection, or of a server with one collection to read. Whoever runs this node allows its host.`
        }
        type="url"
        value={fields.url}
        required
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <TextInput
        label={t`User`}
        description={t`Empty where the other side gave a bearer token alone.`}
        value={fields.user}
        autoComplete="off"
        onChange={(event) => set({ user: event.currentTarget.value })}
      />
      <PasswordInput
        label={t`Password or token`}
        description={t`Kept encrypted; it is never shown again.`}
        value={fields.secret}
        autoComplete="new-password"
        onChange={(event) => set({ secret: event.currentTarget.value })}
      />
      <NativeSelect
        label={t`Who may see it`}
        value={fields.marking}
        onChange={(event) => set({ marking: event.currentTarget.value })}
        data={markings.map(({ name, words }) => ({ value: name, label: say(words) }))}
      />
      <NumberInput
        label={t`Minutes between pulls`}
        min={5}
        max={10_080}
        value={fields.everyMinutes}
        onChange={(value) => set({ everyMinutes: Number(value) })}
      />
    </>
  )
}

/** A feed is no one person's case, so it has no marking of one. */
function markingOf(name: string | undefined): MakeFeed['marking'] | undefined {
  return (['agency', 'node', 'protection', 'open'] as const).find((one) => one === name)
}

function bodyOf(
  { kind, sourceName, url, user, secret, everyMinutes }: Fields,
  marking: MakeFeed['marking'],
): MakeFeed {
  return {
    ...{ kind, sourceName, url, marking, everyMinutes },
    ...(user === '' ? {} : { user }),
    ...(secret === '' ? {} : { secret }),
  }
}
