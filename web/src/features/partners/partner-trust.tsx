import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Row, Rows } from './rows.tsx'

const uses: Readonly<Record<PartnerView['keys'][number]['use'], MessageDescriptor>> = {
  envelope: msg`Signs`,
  second: msg`Signs beside it, post-quantum`,
  encryption: msg`Opens what we encrypt`,
  audit: msg`Signs its audit log`,
}

/** What its keys say and how far each has witnessed the audit of the other. */
export function PartnerTrust({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  const { instant, number } = useLanguage()
  const { keys, keyLog, cosigned, witnessed } = partner
  return (
    <>
      <Rows title={t`Witnesses of the audit`}>
        <Row name={t`Of ours, by them`}>
          {cosigned ? (
            <>
              <Trans>
                up to event {number(cosigned.size)}, {instant(cosigned.at)}
              </Trans>
              <Text fz="xs" c="dimmed">
                <Plural value={cosigned.since} one="# event since" other="# events since" />
              </Text>
            </>
          ) : (
            <Trans>not yet</Trans>
          )}
        </Row>
        <Row name={t`Of theirs, by us`}>
          {witnessed ? (
            <Trans>
              up to event {number(witnessed.size)}, {instant(witnessed.at)}
            </Trans>
          ) : (
            <Trans>not yet</Trans>
          )}
        </Row>
      </Rows>
      <Rows title={t`Its keys`}>
        {keys.map((key) => (
          <Row key={key.use} name={t(uses[key.use])}>
            <span className="verbatim">{key.kid}</span>
            <Text fz="xs" c="dimmed">
              <Trans>since {instant(key.since)}</Trans>
            </Text>
            {key.earlier ? (
              <Text fz="xs" c="dimmed">
                <Trans>
                  the one before, {key.earlier.kid}, is good until {instant(key.earlier.until)}
                </Trans>
              </Text>
            ) : null}
          </Row>
        ))}
        <Row name={t`Its key log`}>
          {keyLog.size === 0 ? (
            <Trans>it has none</Trans>
          ) : (
            <Trans>
              {number(keyLog.size)} entries held here, verified; the last taken{' '}
              {instant(keyLog.takenAt ?? '')}
            </Trans>
          )}
        </Row>
      </Rows>
    </>
  )
}
