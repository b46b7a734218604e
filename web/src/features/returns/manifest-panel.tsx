import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'

import type { Manifest, ReturnBatchView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { saveFile } from '../../ui/save-file.ts'
import care from '../../ui/care.module.css'
import { manifestCsv } from './manifest-csv.ts'
import { useManifest } from './queries.ts'
import css from './returns.module.css'

/** The manifest: names come out of the vault for it, one reason for all, and go with this sheet. */
export function ManifestPanel({ journey }: { readonly journey: ReturnBatchView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [asking, setAsking] = useState(false)
  const [manifest, setManifest] = useState<Manifest>()
  const make = useManifest(journey.id)
  if (journey.people === 0) return null
  return (
    <section className={care['panel']} aria-label={t`Manifest`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Manifest</Trans>
        </Title>
        <Group data-no-print>
          {manifest ? (
            <>
              <Button
                size="md"
                leftSection={<IconPrinter size={20} aria-hidden />}
                onClick={() => window.print()}
              >
                <Trans>Print</Trans>
              </Button>
              <Button
                variant="default"
                size="md"
                onClick={() =>
                  saveFile({
                    name: 'manifest.csv',
                    content: new Blob([manifestCsv(manifest)], { type: 'text/csv;charset=utf-8' }),
                  })
                }
              >
                <Trans>Save as a table (CSV)</Trans>
              </Button>
              <Button variant="default" size="md" onClick={() => setManifest(undefined)}>
                <Trans>Close again</Trans>
              </Button>
            </>
          ) : (
            <Button variant="default" size="md" onClick={() => setAsking(true)}>
              <Trans>Make it, with names…</Trans>
            </Button>
          )}
        </Group>
        {manifest ? <Sheet manifest={manifest} /> : null}
      </Stack>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open the names of ${number(journey.people)} people?`}
        act={t`Open them`}
        isActing={make.isPending}
        error={make.error}
        decide={(reason) =>
          make.mutate(reason, {
            onSuccess: (made) => {
              setManifest(made)
              setAsking(false)
            },
          })
        }
        phrases={[t`Manifest for the airline and the border`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>Each opening is written down in your name. Nothing of the sheet is kept.</Trans>
      </ReasonDialog>
    </section>
  )
}

function Sheet({ manifest }: { readonly manifest: Manifest }) {
  const { t } = useLingui()
  const { instant, number, when } = useLanguage()
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={t`Manifest, the sheet`}>
      <Text fw={600}>
        {manifest.route} · {instant(manifest.leavesAt)}
      </Text>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">
              <Trans>Name</Trans>
            </th>
            <th scope="col">
              <Trans>Born</Trans>
            </th>
            <th scope="col">
              <Trans>Document</Trans>
            </th>
            <th scope="col">
              <Trans>Valid until</Trans>
            </th>
            <th scope="col">
              <Trans>Notes</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {manifest.rows.map((row, at) => (
            <tr key={row.code}>
              <td>{number(at + 1)}</td>
              <td className="value">{row.name === '' ? row.code : row.name}</td>
              <td>{row.born === '' ? '' : when(row.born)}</td>
              <td>{row.document}</td>
              <td>{row.until === undefined ? '' : when(row.until)}</td>
              <td>
                {[row.isChild ? t`child` : '', row.withEscort ? t`medical escort` : '']
                  .filter((one) => one !== '')
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
