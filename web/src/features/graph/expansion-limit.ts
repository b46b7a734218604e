import { useLocalStorage } from '@mantine/hooks'

export const expansionLimits = [10, 25, 50, 200] as const

/** How many neighbours an expansion brings at most; kept on this device. */
export function useExpansionLimit(): readonly [number, (limit: number) => void] {
  const [limit, setLimit] = useLocalStorage<number>({
    key: 'shield.expansion',
    defaultValue: 25,
    getInitialValueInEffect: false,
  })
  return [expansionLimits.find((one) => one === limit) ?? 25, setLimit]
}
