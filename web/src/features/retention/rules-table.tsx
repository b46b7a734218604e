import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { retentionClasses } from '@shield/core'
import { useQuery } from '@tanstack/react-query'

import { useLanguage } from '../../language/use-language.ts'
import { Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { actWords, ruleName } from '../../ui/kept-words.ts'
import { rulesQuery } from './queries.ts'

/** By which rules people are kept here, and where each comes from. */
export function RulesTable() {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const found = useQuery(rulesQuery)
  return (
    <Loaded of={found}>
      {({ name, checked, warnDays, rules }) => (
        <>
          <Text fw={600}>{ruleName(t, name)}</Text>
          <Text mb="sm">{checked}</Text>
          <Text mb="sm">{t`Who cares for the person is told ${number(warnDays)} days ahead.`}</Text>
          <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Rules`}>
            <table className={table['table']}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Who it is</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Years</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Then</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Where it comes from</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rules.map((rule) => (
                  <tr key={rule.class}>
                    <td>{say(retentionClasses[rule.class])}</td>
                    <td>{number(rule.years)}</td>
                    <td>{t(actWords[rule.act])}</td>
                    <td>{rule.cites}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Text mt="sm" c="dimmed">
            <Trans>
              An administrator loads the rules of the country with its other clocks. A day that was computed
              by earlier rules is computed anew.
            </Trans>
          </Text>
        </>
      )}
    </Loaded>
  )
}
