import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { kinds, properties } from '@shield/core'
import { Link } from '@tanstack/react-router'

import type { Hit } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { AskMenu } from '../../ui/ask-menu.tsx'
import { MarkingParts } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ValueText } from '../../ui/value-text.tsx'

interface HitPreviewProps {
  readonly hit: Hit
  readonly close: () => void
}

/** A hit without opening it: why it is one and how it may be handled. Opening the profile is the look that is counted. */
export function HitPreview({ hit, close }: HitPreviewProps) {
  const { say } = useLanguage()
  return (
    <Inspector title={<ValueText text={hit.caption} />} close={close}>
      <Stack gap="md">
        <Text c="dimmed">{say(kinds[hit.kind].label)}</Text>
        {hit.matched.map((match) => (
          <div key={`${match.property}:${match.value}`}>
            <Text fz="xs" c="dimmed">
              {say(properties[match.property].label)} · {say(match.because)}
            </Text>
            <Text>
              <PropertyValue property={match.property} value={match.value} />
            </Text>
          </div>
        ))}
        <Button renderRoot={(props) => <Link to="/entity/$id" params={{ id: hit.id }} {...props} />}>
          <Trans>Open the profile</Trans>
        </Button>
        <AskMenu entities={[hit.id]} />
        <MarkingParts marking={hit.marking} />
      </Stack>
    </Inspector>
  )
}
