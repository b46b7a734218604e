import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'

/** The rules of a child, in plain words. */
export function ChildRule() {
  return (
    <Text>
      <Trans>
        A child, or somebody whose age is not sure: no means have to be shown, and “not identified” needs
        every vote.
      </Trans>
    </Text>
  )
}
