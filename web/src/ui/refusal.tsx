import { Alert, Text } from '@mantine/core'
import { Trans } from '@lingui/react/macro'
import { IconShieldLock } from '@tabler/icons-react'

import { problemOf } from '../api/problem.ts'
import { Fault } from './states.tsx'

/** What the rules say against a choice, inside the form where another choice can be made; anything else as the fault it is. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { status, detail, title } = problemOf(error)
  if (status !== 403) return <Fault error={error} />
  return (
    <Alert
      color="slate"
      variant="light"
      icon={<IconShieldLock aria-hidden />}
      title={<Trans>The rules do not allow this</Trans>}
      role="alert"
    >
      <Text>{detail ?? title}</Text>
    </Alert>
  )
}
