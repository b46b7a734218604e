import { Trans, useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { ClusterEdge, ClusterView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded, TooMany } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { BandMark } from './band-mark.tsx'
import { ClusterPicture } from './cluster-picture.tsx'
import { clusterQuery } from './queries.ts'
import css from './review.module.css'
import { strongestWay } from './weakest-edge.ts'

/** What holds a profile together: its members, the judgements between them, and where it would fall apart. */
export function ClusterScreen({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const found = useQuery(clusterQuery(id))
  return (
    <>
      <PageHead
        title={t`What holds together`}
        before={
          <Link to="/entity/$id" params={{ id }} search={{ tab: 'same' }}>
            <Trans>Back to the profile</Trans>
          </Link>
        }
      />
      <Loaded of={found}>{(cluster) => <Cluster cluster={cluster} />}</Loaded>
    </>
  )
}

function Cluster({ cluster }: { readonly cluster: ClusterView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { members, edges } = cluster
  const [from, setFrom] = useState(members[0]?.id ?? '')
  const [to, setTo] = useState(members.at(-1)?.id ?? '')
  const found = from === to ? undefined : strongestWay(edges, from, to)
  const names = members.map((member, at) => ({
    value: member.id,
    label: `${at + 1} · ${member.caption} (${member.sourceName})`,
  }))
  return (
    <Stack gap="lg" maw={900}>
      <Text>{say(cluster.density)}</Text>
      {cluster.isCut ? <TooMany shown={members.length} /> : null}
      <ClusterPicture cluster={cluster} way={found?.way ?? []} />
      {members.length < 2 ? null : (
        <section aria-label={t`Between two of them`}>
          <Group>
            <NativeSelect
              label={t`From`}
              data={names}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <NativeSelect
              label={t`To`}
              data={names}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </Group>
          {found ? (
            <Text mt="xs" aria-live="polite">
              <Trans>The weakest link on the way between them:</Trans>{' '}
              <EdgeEnds edge={found.weakest} members={members} /> <BandMark band={found.weakest.band} />
            </Text>
          ) : null}
        </section>
      )}
      <ul className={css['list']} aria-label={t`Links between the members`}>
        {edges.map((edge) => (
          <EdgeRow key={`${edge.left} ${edge.right}`} edge={edge} members={members} />
        ))}
      </ul>
    </Stack>
  )
}

interface EdgeProps {
  readonly edge: ClusterEdge
  readonly members: ClusterView['members']
}

function EdgeRow({ edge, members }: EdgeProps) {
  const { say, instant } = useLanguage()
  const { judgement } = edge
  return (
    <li>
      <Group gap={8}>
        <EdgeEnds edge={edge} members={members} />
        <BandMark band={edge.band} />
        {edge.isBridge ? (
          <Text fz="sm" fw={600}>
            <Trans>bridge: without it the profile falls apart</Trans>
          </Text>
        ) : null}
      </Group>
      {judgement ? (
        <>
          <Text className="long">{judgement.reason}</Text>
          <Text fz="xs" c="dimmed">
            {say(judgement.by)} · {judgement.organisation} · {instant(judgement.at)}
          </Text>
        </>
      ) : (
        <Text fz="xs" c="dimmed">
          <Trans>by their values alone, not judged</Trans>
        </Text>
      )}
    </li>
  )
}

function EdgeEnds({ edge, members }: EdgeProps) {
  const at = (id: string): number => members.findIndex((member) => member.id === id)
  const caption = (id: string): string => members[at(id)]?.caption ?? ''
  return (
    <Link to="/review" search={{ left: edge.left, right: edge.right }}>
      {at(edge.left) + 1} <ValueText text={caption(edge.left)} /> · {at(edge.right) + 1}{' '}
      <ValueText text={caption(edge.right)} />
    </Link>
  )
}
