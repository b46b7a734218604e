import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Code, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconEyeOff, IconMoodEmpty } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

import { problemOf } from '../api/problem.ts'
import { PurposeForm } from '../shell/purpose-form.tsx'

/** The parts of a query that a screen's state depends on. */
export interface Asked<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

interface LoadedProps<T> {
  readonly of: Asked<T>
  readonly waiting?: ReactNode
  readonly children: (value: T) => ReactNode
}

/** One of: the skeleton, the fault with its way out, or the content. */
export function Loaded<T>({ of, waiting, children }: LoadedProps<T>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <Fault error={of.error} retry={() => void of.refetch()} />
  return <Waiting>{waiting ?? <RowsWaiting />}</Waiting>
}

/** Shows its children only after 300 ms: a quick answer must not flicker. */
export function Waiting({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-live="polite">
      <span className="hidden-text">
        <Trans>Loading…</Trans>
      </span>
      {shown ? children : null}
    </div>
  )
}

export function RowsWaiting({ rows = 8 }: { readonly rows?: number }) {
  return (
    <Stack gap="sm" aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height="var(--row)" radius="sm" />
      ))}
    </Stack>
  )
}

interface EmptyProps {
  readonly title: ReactNode
  /** What the person can do next. */
  readonly next: ReactNode
  readonly action?: ReactNode
  /** Of the heading: 1 where it is the whole screen. */
  readonly level?: 1 | 2
}

export function Empty({ title, next, action, level = 2 }: EmptyProps) {
  return (
    <Stack align="center" gap="sm" py="xl" px="md" ta="center">
      <IconMoodEmpty size={32} stroke={1.4} aria-hidden />
      <Title order={level} fz="md">
        {title}
      </Title>
      <Text c="dimmed" maw="52ch">
        {next}
      </Text>
      {action}
    </Stack>
  )
}

interface FaultProps {
  readonly error: unknown
  readonly retry?: () => void
  /** What of the person's work is still there. */
  readonly keptText?: ReactNode
}

/** What happened, what was kept, what to do, and the number to quote; or, where no purpose is stated yet, the place to state it. */
export function Fault({ error, retry, keptText }: FaultProps) {
  const { t } = useLingui()
  const problem = problemOf(error)
  if (problem.code === 'purpose-missing') return <PurposeNeeded />
  if (problem.status === 403) return <NoRights title={problem.title} because={problem.detail} />
  if (problem.status === 404) return <Missing />
  return (
    <Alert
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title={problem.title ?? t`This did not work`}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text>
          {problem.detail ??
            (problem.status === undefined ? (
              <Trans>The node does not answer. Look at the network cable or ask who runs it.</Trans>
            ) : null)}
        </Text>
        <Text c="dimmed">{keptText ?? <Trans>Nothing you entered was lost.</Trans>}</Text>
        <Group>
          {retry ? (
            <Button variant="default" onClick={retry}>
              <Trans>Try again</Trans>
            </Button>
          ) : null}
          {problem.requestId ? (
            <Text fz="xs">
              <Trans>
                Request <Code>{problem.requestId}</Code>
              </Trans>
            </Text>
          ) : null}
        </Group>
      </Stack>
    </Alert>
  )
}

interface NoRightsProps {
  readonly title?: string | undefined
  readonly because?: string | undefined
}

export function NoRights({ title, because }: NoRightsProps) {
  return (
    <Stack align="center" gap="sm" py="xl" ta="center" role="alert">
      <IconEyeOff size={32} stroke={1.4} aria-hidden />
      <Title order={2} fz="md">
        {title ?? <Trans>Your role can't open this</Trans>}
      </Title>
      <Text c="dimmed" maw="56ch">
        {because ?? (
          <Trans>
            If your work needs it, ask your supervisor: a role is proposed by one person and approved by
            another.
          </Trans>
        )}
      </Text>
    </Stack>
  )
}

/** The same words for what does not exist and for what is not shared: the difference is not told. */
export function Missing() {
  return (
    <Empty
      level={1}
      title={<Trans>Nothing here for you</Trans>}
      next={
        <Trans>It does not exist, was withdrawn, or is not shared with you for the purpose you stated.</Trans>
      }
    />
  )
}

function PurposeNeeded() {
  return (
    <Stack maw={420} mx="auto" py="lg" gap="md">
      <Title order={2} fz="md">
        <Trans>First say what for</Trans>
      </Title>
      <Text>
        <Trans>
          Personal data is read for a stated purpose. It is written into the audit beside what you look at.
        </Trans>
      </Text>
      <PurposeForm />
    </Stack>
  )
}

/** A list was cut: says so, and how to narrow it. Silence here would be a lie. */
export function TooMany({ shown }: { readonly shown: number }) {
  return (
    <Alert color="slate" variant="light" icon={<IconAlertTriangle aria-hidden />}>
      <Trans>Only the first {shown} are shown. Narrow the search to see the rest.</Trans>
    </Alert>
  )
}
