import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBan, IconHandStop, IconInfoCircle, IconSend, IconUserCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import type { ReleaseDraft, ReleasePreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault, RowsWaiting, Waiting } from '../../ui/states.tsx'
import css from './exchange.module.css'
import { isTooLarge, most, sizeOf } from './draft.ts'
import { isNews } from '../../ui/package-diff.ts'
import { PackageView } from '../../ui/package-view.tsx'
import { previewQuery } from './queries.ts'

interface WhatTheySeeProps {
  /** Absent while no purpose is chosen. */
  readonly draft: ReleaseDraft | undefined
  readonly partner: string
  readonly isActing: boolean
  readonly error: unknown
  /** The officer tried to go on and something on the left is missing. */
  readonly isIncomplete: boolean
}

/** The package as the partner will see it, made by the node after each choice, and the act that sends it. */
export function WhatTheySee({ draft, partner, isActing, error, isIncomplete }: WhatTheySeeProps) {
  const { t } = useLingui()
  return (
    <aside className={css['aside']} aria-label={t`This is what they will see`}>
      <h2 className={css['heading']}>
        <Trans>This is what they will see</Trans>
      </h2>
      {draft === undefined || draft.entities.length === 0 ? (
        <Text c="dimmed">
          <Trans>Nothing is chosen yet: choose a purpose and the values that go, and they appear here.</Trans>
        </Text>
      ) : isTooLarge(sizeOf(draft)) ? (
        <Text>
          <Trans>
            At most {most.entities} things, {most.statements} values and {most.links} links go in one release.
            Choose fewer, and release the rest after.
          </Trans>
        </Text>
      ) : (
        <Preview
          draft={draft}
          partner={partner}
          isActing={isActing}
          error={error}
          isIncomplete={isIncomplete}
        />
      )}
    </aside>
  )
}

interface PreviewProps extends WhatTheySeeProps {
  readonly draft: ReleaseDraft
}

function Preview({ draft, partner, isActing, error, isIncomplete }: PreviewProps) {
  const { t } = useLingui()
  const [settled] = useDebouncedValue(draft, 400)
  const isSettled = JSON.stringify(settled) === JSON.stringify(draft)
  const found = useQuery(previewQuery(settled))
  const isCurrent = isSettled && !found.isPlaceholderData && found.data !== undefined
  if (found.error && isSettled) return <Fault error={found.error} retry={() => void found.refetch()} />
  if (!found.data)
    return (
      <Waiting>
        <RowsWaiting rows={4} />
      </Waiting>
    )
  return (
    <>
      <div
        className={css['seen']}
        aria-busy={!isCurrent}
        role="region"
        tabIndex={0}
        aria-label={t`The package as they see it`}
      >
        <PackageView contents={found.data.package} held={found.data.held} />
      </div>
      <Told preview={found.data} />
      {error ? <Fault error={error} /> : null}
      {isIncomplete ? (
        <Text c="var(--mantine-color-error)" role="alert">
          <Trans>Something is missing: look at the marked fields.</Trans>
        </Text>
      ) : null}
      <Button
        type="submit"
        size="md"
        loading={isActing}
        disabled={!isCurrent || found.data.left.length > 0}
        leftSection={
          found.data.secondPerson ? (
            <IconUserCheck size={18} aria-hidden />
          ) : (
            <IconSend size={18} aria-hidden />
          )
        }
      >
        {found.data.asks ? (
          <Trans>Ask its originator</Trans>
        ) : found.data.secondPerson ? (
          <Trans>Ask a second person</Trans>
        ) : (
          <Trans>Release to {partner}</Trans>
        )}
      </Button>
      <Text fz="xs" c="dimmed">
        {found.data.secondPerson ? (
          <Trans>
            It goes to {partner} when somebody else has approved it. You can withdraw it until then.
          </Trans>
        ) : (
          <Trans>It goes at once. You can recall it later: it is then hidden there.</Trans>
        )}
      </Text>
    </>
  )
}

/** Whether a second person decides, in the policy's words, and whether anything here is news to them. */
function Told({ preview }: { readonly preview: ReleasePreview }) {
  const { say } = useLanguage()
  return (
    <>
      {preview.left.length === 0 ? null : (
        <Alert variant="light" color="red" icon={<IconBan aria-hidden />}>
          <Trans>Something that you chose can't go: take it out before you go on.</Trans>
          {preview.left.map((one) => (
            <Text key={one.id} fz="sm">
              {say(one.because)}
            </Text>
          ))}
        </Alert>
      )}
      {preview.asks ? (
        <Alert variant="light" color="amber" icon={<IconHandStop aria-hidden />}>
          <Trans>
            {preview.asks.organisation} has to allow it first. It is asked when you go on, and has 48 hours;
            without its yes nothing goes.
          </Trans>
          {preview.asks.because.map((words) => (
            <Text key={words.en} fz="sm">
              {say(words)}
            </Text>
          ))}
        </Alert>
      ) : null}
      {preview.secondPerson ? (
        <Alert variant="light" color="amber" icon={<IconUserCheck aria-hidden />}>
          <Trans>A second person has to approve this.</Trans>
          {preview.because.map((words) => (
            <Text key={words.en} fz="sm">
              {say(words)}
            </Text>
          ))}
        </Alert>
      ) : null}
      {isNews(preview.package, preview.held) ? null : (
        <Alert variant="light" color="slate" icon={<IconInfoCircle aria-hidden />}>
          <Trans>They hold all of this already: this release would tell them nothing new.</Trans>
        </Alert>
      )}
    </>
  )
}
