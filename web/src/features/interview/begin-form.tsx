import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import { consentQuery } from '../../api/care.ts'
import type { InterviewView, ProtectedPerson } from '../../api/wire.ts'
import { Loaded } from '../../ui/states.tsx'
import { useBegin } from './queries.ts'
import { SafetyList } from './safety-list.tsx'

interface BeginFormProps {
  readonly person: ProtectedPerson
  readonly before: readonly InterviewView[]
}

/** What is made sure of before the first question. All of it, or the conversation does not begin. */
export function BeginForm({ person, before }: BeginFormProps) {
  const consent = useQuery(consentQuery(person.code))
  return (
    <Loaded of={consent}>
      {({ entries }) => {
        const ground = entries.find((entry) => entry.purpose === 'interview' && entry.isInForce)
        return ground === undefined ? (
          <NoGround code={person.code} />
        ) : (
          <Beginning person={person} before={before} />
        )
      }}
    </Loaded>
  )
}

function Beginning({ person, before }: BeginFormProps) {
  const navigate = useNavigate()
  const { code } = person
  const begin = useBegin(code)
  return (
    <SafetyList
      person={person}
      hasBefore={before.length > 0}
      beginning={{
        begin: (body) =>
          begin.mutate(body, {
            onSuccess: ({ id }) => void navigate({ to: '/interviews/$id', params: { id }, search: {} }),
          }),
        isBeginning: begin.isPending,
        error: begin.error,
      }}
      leave={() => void navigate({ to: '/protected/$code/interviews', params: { code }, search: {} })}
    />
  )
}

function NoGround({ code }: { readonly code: string }) {
  return (
    <Stack align="flex-start">
      <Text>
        <Trans>
          The person has not agreed to be asked yet. Read it out first and write their answer down.
        </Trans>
      </Text>
      <Button
        size="lg"
        renderRoot={(props) => (
          <Link
            to="/protected/$code/consent"
            params={{ code }}
            search={{ purpose: 'interview' }}
            {...props}
          />
        )}
      >
        <Trans>Read it out…</Trans>
      </Button>
    </Stack>
  )
}
