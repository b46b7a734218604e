import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { LeadPrecision } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ruleWords } from './lead-words.ts'
import { precisionQuery } from './queries.ts'

/** How often a rule was worth following, by what people decided; every number opens its leads. */
export function Precision() {
  const { t } = useLingui()
  const found = useQuery(precisionQuery)
  return (
    <Loaded of={found}>
      {({ items }) => (
        <>
          <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`What came of the leads`}>
            <table className={table['table']}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Rule</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Acted on</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Dismissed</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Open</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Worth following</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <RuleLine key={item.rule} item={item} />
                ))}
              </tbody>
            </table>
          </div>
          <Text fz="sm" c="dimmed" mt="sm" maw="64ch">
            <Trans>
              Of the leads you may see now. Under ten that were decided the share is left out: it would be
              chance.
            </Trans>
          </Text>
        </>
      )}
    </Loaded>
  )
}

function RuleLine({ item }: { readonly item: LeadPrecision['items'][number] }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const decided = item.acted + item.dismissed
  const count = (state: 'acted' | 'dismissed' | undefined, value: number) => (
    <Link to="/leads" search={{ rule: item.rule, ...(state === undefined ? {} : { state }) }}>
      {number(value)}
    </Link>
  )
  return (
    <tr>
      <th scope="row">{t(ruleWords[item.rule])}</th>
      <td>{count('acted', item.acted)}</td>
      <td>{count('dismissed', item.dismissed)}</td>
      <td>{count(undefined, item.open)}</td>
      <td>
        {item.share === undefined ? (
          <Trans>too few to say (n = {number(decided)})</Trans>
        ) : (
          <Trans>
            {number(item.acted)} of {number(decided)} ({number(Math.round(item.share * 100))} %)
          </Trans>
        )}
      </td>
    </tr>
  )
}
