import { ScrollArea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { Loaded } from '../../ui/states.tsx'
import { recordQuery } from './queries.ts'

/** A record exactly as the source gave it. It is asked for only when opened: that look is an event of its own in the audit. */
export function RecordVerbatim({ id }: { readonly id: string }) {
  const record = useQuery(recordQuery(id))
  return (
    <Loaded of={record}>
      {(found) => (
        <ScrollArea.Autosize mah={420} type="auto">
          <pre className="verbatim" tabIndex={0}>
            {JSON.stringify(found.body, undefined, 2)}
          </pre>
        </ScrollArea.Autosize>
      )}
    </Loaded>
  )
}
