import { Trans } from '@lingui/react/macro'
import { Button, Center } from '@mantine/core'

interface MoreProps {
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly load: () => void
}

/** The next page of a list, by a press: nothing loads behind the reader's back. */
export function More({ hasMore, isLoading, load }: MoreProps) {
  if (!hasMore) return null
  return (
    <Center py="md">
      <Button variant="default" loading={isLoading} onClick={load}>
        <Trans>Show more</Trans>
      </Button>
    </Center>
  )
}
