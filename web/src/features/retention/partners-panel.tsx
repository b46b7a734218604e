import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'

import type { ErasureView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import css from './retention.module.css'
import { placeWords } from './words.ts'

/** What others held: each partner's own signed report, and devices that went blank. */
export function PartnersPanel({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { told, blank } = erasure.devices
  return (
    <section className={care['panel']} aria-label={t`What others held`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>What others held</Trans>
      </Title>
      <ul className={css['rows']}>
        {erasure.partners.map((one) => (
          <Partner key={one.release} partner={one} />
        ))}
        {told === 0 ? null : (
          <li>
            <Text fw={600}>
              <Trans>Devices that carried the person</Trans>
            </Text>
            <Text>{t`${number(blank)} of ${number(told)} are blank; the others go blank when they next ask, or by their day`}</Text>
          </li>
        )}
      </ul>
    </section>
  )
}

function Partner({ partner }: { readonly partner: ErasureView['partners'][number] }) {
  const { t } = useLingui()
  const { instant, number } = useLanguage()
  const { peer, isComplete, reportedAt, places } = partner
  return (
    <li>
      <Text fw={600}>{peer.toUpperCase()}</Text>
      <Text>
        {reportedAt === undefined ? (
          partner.state === 'recalling' ? (
            <Trans>Told to take it back; has not answered yet</Trans>
          ) : (
            <Trans>Has hidden it; has not told yet from where it is gone</Trans>
          )
        ) : isComplete ? (
          <Trans>Reports that it is gone from everywhere there</Trans>
        ) : (
          <Trans>Reports that it is not yet gone from everywhere there</Trans>
        )}
      </Text>
      {reportedAt === undefined ? null : (
        <Text className={care['soft'] ?? ''}>
          {instant(reportedAt)} ·{' '}
          {places.map((one) => `${t(placeWords[one.place])}: ${number(one.count)}`).join(' · ')}
        </Text>
      )}
    </li>
  )
}
