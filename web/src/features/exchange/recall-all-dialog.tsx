import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import type { RecallOrderDraft } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { recallPreviewQuery, useRecallAll } from './recall-order-queries.ts'

interface RecallAllDialogProps {
  readonly of: RecallOrderDraft
  readonly opened: boolean
  readonly close: () => void
}

/** How many would be taken back from whom, before anybody decides; then the reason, and that there is no way back. */
export function RecallAllDialog({ of, opened, close }: RecallAllDialogProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const preview = useQuery(recallPreviewQuery(of, opened))
  const recall = useRecallAll(of)
  const count = (preview.data?.told ?? 0) + (preview.data?.waiting ?? 0)
  if (preview.data === undefined || count === 0)
    return (
      <NothingYet opened={opened} close={close} error={preview.error} isKnown={preview.data !== undefined} />
    )
  const { told, waiting, left, partners } = preview.data
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={t`Recall all of them?`}
      act={t`Recall ${number(count)}`}
      isActing={recall.isPending}
      error={recall.error}
      decide={(reason) =>
        recall.mutate(
          { count, reason },
          {
            onSuccess: (order) => {
              close()
              showDone(t`${number(order.count)} are being recalled`)
              void navigate({ search: { tab: 'recalls', order: order.id } })
            },
          },
        )
      }
    >
      <Stack gap="xs">
        <ul>
          {partners.map((one) => (
            <PartnerCount key={one.node} name={one.name} count={one.count} />
          ))}
        </ul>
        {waiting === 0 ? null : (
          <Text>
            <Plural
              value={waiting}
              one="# of these waits for somebody’s word: it will not go."
              other="# of these wait for somebody’s word: they will not go."
            />
          </Text>
        )}
        {left === 0 ? null : (
          <Text c="dimmed">
            <Plural
              value={left}
              one="# more was recalled already or never taken there."
              other="# more were recalled already or never taken there."
            />
          </Text>
        )}
        {told === 0 ? null : (
          <Text>
            <Trans>
              They are hidden there for everybody, and each place is reported on. A recall cannot be undone:
              what is wanted there again has to be released again.
            </Trans>
          </Text>
        )}
      </Stack>
    </ReasonDialog>
  )
}

function PartnerCount({
  name,
  count,
}: {
  readonly name: { readonly en: string; readonly th: string }
  readonly count: number
}) {
  const { say } = useLanguage()
  const partner = say(name)
  return (
    <li>
      <Plural value={count} one={`# release at ${partner}`} other={`# releases at ${partner}`} />
    </li>
  )
}

interface NothingYetProps {
  readonly opened: boolean
  readonly close: () => void
  readonly error: unknown
  readonly isKnown: boolean
}

function NothingYet({ opened, close, error, isKnown }: NothingYetProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t`Recall all of them?`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        {error ? <Fault error={error} /> : null}
        {isKnown ? (
          <Text>
            <Trans>Nothing of yours stands there: there is nothing to recall.</Trans>
          </Text>
        ) : null}
        {isKnown || error ? null : (
          <Text role="status">
            <Trans>Counting what would be recalled…</Trans>
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
