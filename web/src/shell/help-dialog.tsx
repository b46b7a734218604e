import { Trans } from '@lingui/react/macro'
import { Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { useShortcuts } from './preference.ts'

interface HelpDialogProps {
  readonly opened: boolean
  readonly close: () => void
}

export function HelpDialog({ opened, close }: HelpDialogProps) {
  const [on, setOn] = useShortcuts()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={<Trans>Help and keys</Trans>}
      closeButtonProps={{ 'aria-label': 'Esc' }}
      size="lg"
    >
      <Stack>
        <Table>
          <Table.Tbody>
            <Row keys={['/']}>
              <Trans>Go to the search box</Trans>
            </Row>
            <Row keys={['Ctrl', 'K']}>
              <Trans>Commands: go anywhere, switch language, purpose, colours</Trans>
            </Row>
            <Row keys={['J', 'K']}>
              <Trans>Next and previous in a list</Trans>
            </Row>
            <Row keys={['Enter']}>
              <Trans>Open what is chosen</Trans>
            </Row>
            <Row keys={['A', 'D']}>
              <Trans>On a lead: take it up, dismiss it</Trans>
            </Row>
            <Row keys={['Esc']}>
              <Trans>Close the details or a dialog</Trans>
            </Row>
            <Row keys={['← →']}>
              <Trans>On the edge of the details: wider, narrower</Trans>
            </Row>
            <Row keys={['← ↑ → ↓', 'E', 'H', 'P']}>
              <Trans>
                On the link chart: go from thing to thing, expand, hide, pin; with Shift the arrows move the
                thing
              </Trans>
            </Row>
            <Row keys={['?']}>
              <Trans>This page</Trans>
            </Row>
          </Table.Tbody>
        </Table>
        <Switch
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
          label={<Trans>Single-key shortcuts</Trans>}
        />
        <Text>
          <Trans>
            Search takes names in any script, phones, accounts, wallets, web addresses and document numbers.
            Use ? for one unknown letter and * for several.
          </Trans>
        </Text>
        <Text>
          <Trans>
            Requests ask a partner in words and say everything. Ask without telling compares numbers: the
            partner learns neither the number nor whether it was found, until you ask for more on a hit.
          </Trans>
        </Text>
        <Text>
          <Trans>
            Grades: the letter says how reliable the source is (A best, F unknown), the figure how likely the
            content is true (1 best, 6 unknown).
          </Trans>
        </Text>
      </Stack>
    </Modal>
  )
}

function Row({ keys, children }: { readonly keys: readonly string[]; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td w={140}>
        {keys.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
      </Table.Td>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}
