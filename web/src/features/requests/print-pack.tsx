import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'

import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import { packQuery } from './queries.ts'
import css from './requests.module.css'

/** The page for mutual legal assistance as it will be printed: in a frame of its own, where no script runs. */
export function PrintPack({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const frame = useRef<HTMLIFrameElement>(null)
  const found = useQuery(packQuery(id))
  return (
    <>
      <PageHead
        title={t`Request to print`}
        before={
          <nav className={css['path']} aria-label={t`Path`}>
            <Link to="/requests" search={{ request: id }}>
              <Trans>Back to the request</Trans>
            </Link>
          </nav>
        }
        actions={
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            disabled={found.data === undefined}
            onClick={() => frame.current?.contentWindow?.print()}
          >
            <Trans>Print</Trans>
          </Button>
        }
      />
      <Loaded of={found}>
        {(page) => (
          <iframe
            ref={frame}
            className={css['page']}
            title={t`Request to print`}
            sandbox="allow-same-origin allow-modals"
            srcDoc={withFaces(page)}
          />
        )}
      </Loaded>
    </>
  )
}

/** The page with the faces of the app: it has none, and Thai would be squares where the machine has no Thai face. */
function withFaces(page: string): string {
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      // Their addresses start at the style sheet, which is not where the frame stands.
      .map((rule) =>
        rule.cssText.replaceAll(
          /url\("([^"]+)"\)/g,
          (_, path: string) => `url("${new URL(path, sheet.href ?? location.href).href}")`,
        ),
      ),
  )
  return page.replace('<style>', `<style>${faces.join('\n')}`)
}
