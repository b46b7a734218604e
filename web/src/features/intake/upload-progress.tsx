import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Progress, Stack, Text } from '@mantine/core'

import type { Sent } from '../../api/upload.ts'
import { useLanguage } from '../../language/use-language.ts'
import { sizeText } from './amounts.ts'
import { Told } from './told.tsx'

interface UploadProgressProps {
  readonly fileName: string
  readonly sent: Sent | undefined
  readonly cancel: () => void
}

/** How much of the file has left this machine; all of it gone, the node still has to look at it. */
export function UploadProgress({ fileName, sent, cancel }: UploadProgressProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const percent = sent && sent.total > 0 ? Math.floor((sent.bytes / sent.total) * 100) : 0
  const gone = sizeText(sent?.bytes ?? 0, language)
  const whole = sizeText(sent?.total ?? 0, language)
  return (
    <Stack gap="sm" maw={640}>
      <Text>
        {percent < 100 ? <Trans>Uploading {fileName}</Trans> : <Trans>The node looks at {fileName}</Trans>}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={t`Uploaded`} />
      </Progress.Root>
      <Group justify="space-between">
        <Text fz="sm">
          <Trans>
            {gone} of {whole}, {percent} %
          </Trans>
        </Text>
        <Button variant="default" onClick={cancel}>
          <Trans>Cancel the upload</Trans>
        </Button>
      </Group>
      <Told>{t`${percent} % uploaded`}</Told>
    </Stack>
  )
}
