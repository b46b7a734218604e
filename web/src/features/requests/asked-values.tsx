import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { properties } from '@shield/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import type { Profile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { askable, askableOf, isProperty } from './request-draft.ts'
import type { AskedValue } from './request-draft.ts'
import css from './requests.module.css'

interface AskedValuesProps {
  readonly asked: readonly AskedValue[]
  readonly setAsked: (asked: readonly AskedValue[]) => void
  /** The profile it started from. */
  readonly profile: Profile | undefined
}

const most = 100

/** The values it is about: ticked in a profile, or written by hand. */
export function AskedValues({ asked, setAsked, profile }: AskedValuesProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const set = (at: number, part: Partial<AskedValue>): void =>
    setAsked(asked.map((one, place) => (place === at ? { ...one, ...part } : one)))
  return (
    <Stack gap="sm" component="section" maw={640}>
      <h2 className={css['heading']}>
        <Trans>Which numbers and names</Trans>
      </h2>
      <Text fz="sm" c="dimmed">
        <Trans>
          Only what they need to find it. To learn first whether they hold a number at all, without showing
          it, use <Link to="/matching">Ask without telling</Link>.
        </Trans>
      </Text>
      {profile ? <OfProfile asked={asked} setAsked={setAsked} profile={profile} /> : null}
      {asked.map(({ property, value }, at) => (
        // Rows have no name but their place; they are only added at the end and taken out.
        <div key={at} className={css['asked']}>
          <NativeSelect
            aria-label={t`Kind of value ${at + 1}`}
            value={property}
            onChange={(event) => {
              const name = event.currentTarget.value
              if (isProperty(name)) set(at, { property: name })
            }}
            data={askable.map((name) => ({ value: name, label: say(properties[name].label) }))}
          />
          <TextInput
            aria-label={t`Value ${at + 1}`}
            value={value}
            maxLength={300}
            onChange={(event) => set(at, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t`Take value ${at + 1} out`}
            onClick={() => setAsked(asked.filter((_, place) => place !== at))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={asked.length >= most}
          onClick={() => setAsked([...asked, { property: 'phone', value: '' }])}
        >
          <Trans>Add a value</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

/** What the profile states, to be ticked; nothing is asked about that was not chosen. */
function OfProfile({ asked, setAsked, profile }: AskedValuesProps & { readonly profile: Profile }) {
  const { say } = useLanguage()
  const found = askableOf(profile.statements)
  const isAsked = (one: AskedValue): boolean =>
    asked.some((other) => other.property === one.property && other.value === one.value)
  if (found.length === 0) return null
  return (
    <Stack gap={6} component="fieldset" m={0} p="sm" bd="1px solid var(--shield-line)">
      <Text component="legend" fz="sm" fw={600} px={4}>
        <Trans>
          Of <ValueText text={profile.caption} />
        </Trans>
      </Text>
      {found.map((one) => (
        <Checkbox
          key={`${one.property}:${one.value}`}
          label={
            <>
              {say(properties[one.property].label)}:{' '}
              <PropertyValue property={one.property} value={one.value} />
            </>
          }
          checked={isAsked(one)}
          onChange={(event) =>
            setAsked(
              event.currentTarget.checked
                ? [...asked, one]
                : asked.filter((other) => other.property !== one.property || other.value !== one.value),
            )
          }
        />
      ))}
    </Stack>
  )
}
