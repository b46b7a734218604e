import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { consentPurposeNames, consentPurposes } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'

import { useLanguage } from '../language/use-language.ts'

/** The twelve purposes, each read out and asked by itself. */
export function PurposeLinks({ ask }: { readonly ask: (purpose: ConsentPurpose) => void }) {
  const { say } = useLanguage()
  return (
    <details>
      <summary style={{ minHeight: 32 }}>
        <Trans>Ask about another purpose</Trans>
      </summary>
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {consentPurposeNames.map((purpose) => (
          <li key={purpose}>
            <Button
              size="md"
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              h="auto"
              mih={44}
              styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
              onClick={() => ask(purpose)}
            >
              {say(consentPurposes[purpose])}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
