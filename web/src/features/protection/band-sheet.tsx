import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { encode } from 'uqr'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import { useMakeCodes } from './queries.ts'

/** 3 × 8 on A4. */
const bandsOfSheet = 24
const sheets = [1, 2, 5, 10, 25] as const

/** Wristbands to print: random codes with their QR, drawn here. A code is somebody's only once it was put on. */
export function BandSheet({ arrival }: { readonly arrival: string }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [count, setCount] = useState<number>(1)
  const make = useMakeCodes(arrival)
  const codes = make.data?.codes ?? []
  return (
    <Stack>
      <Stack gap="sm" data-no-print>
        <Text>
          <Trans>
            Each sheet has 24 wristbands. A code says nothing about anybody; codes that are left over are
            thrown away.
          </Trans>
        </Text>
        <Group align="flex-end">
          <NativeSelect
            size="lg"
            label={t`How many sheets`}
            value={String(count)}
            onChange={(event) => setCount(Number(event.currentTarget.value))}
            data={sheets.map((one) => ({
              value: String(one),
              label: t`${number(one)} (${number(one * bandsOfSheet)} wristbands)`,
            }))}
          />
          <Button size="lg" loading={make.isPending} onClick={() => make.mutate(count * bandsOfSheet)}>
            {codes.length === 0 ? <Trans>Make codes</Trans> : <Trans>Make other codes</Trans>}
          </Button>
          {codes.length === 0 ? null : (
            <Button
              size="lg"
              variant="default"
              leftSection={<IconPrinter size={20} aria-hidden />}
              onClick={() => window.print()}
            >
              <Trans>Print</Trans>
            </Button>
          )}
        </Group>
        {make.error ? <Fault error={make.error} /> : null}
      </Stack>
      <div>
        {Array.from({ length: Math.ceil(codes.length / bandsOfSheet) }, (_, sheet) => (
          <div key={sheet} className={css['sheet']} role="list" aria-label={t`Sheet ${number(sheet + 1)}`}>
            {codes.slice(sheet * bandsOfSheet, (sheet + 1) * bandsOfSheet).map((code) => (
              <Band key={code} code={code} />
            ))}
          </div>
        ))}
      </div>
    </Stack>
  )
}

/** The code as a QR beside the code in three lines, for eyes. */
function Band({ code }: { readonly code: string }) {
  const { data, size } = encode(code, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <div className={css['band']} role="listitem">
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
        <path d={path} fill="#000" />
      </svg>
      <span>
        {code.split('-').map((part, at) => (
          <span key={at}>{part}</span>
        ))}
      </span>
    </div>
  )
}
