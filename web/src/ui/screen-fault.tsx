import { Container } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'

import { Fault } from './states.tsx'

/** A screen that broke or could not load: the rest of the shell stays. */
export function ScreenFault({ error, reset }: ErrorComponentProps) {
  return (
    <Container size="sm" py="xl">
      <Fault error={error} retry={reset} />
    </Container>
  )
}
