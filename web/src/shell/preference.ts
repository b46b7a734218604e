import { useLocalStorage } from '@mantine/hooks'
import { useEffect } from 'react'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

type Kept<T> = readonly [T, (value: T) => void]

/** Height of rows: compact (28 px) for a day of lists, comfortable (40 px) otherwise. Kept on this device. */
export function useDensity(): Kept<Density> {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'shield.density',
    defaultValue: 'comfortable',
    getInitialValueInEffect: false,
  })
  useEffect(() => {
    document.documentElement.dataset['density'] = density
  }, [density])
  return [density, setDensity]
}

/** Single-key shortcuts can be switched off (WCAG 2.1.4). */
export function useShortcuts(): Kept<boolean> {
  const [on, setOn] = useLocalStorage<boolean>({
    key: 'shield.shortcuts',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return [on, setOn]
}

/** Width of the inspector in CSS pixels, between 280 and 720. */
export function useInspectorWidth(): Kept<number> {
  const [width, setWidth] = useLocalStorage<number>({
    key: 'shield.inspector',
    defaultValue: 380,
    getInitialValueInEffect: false,
  })
  return [width, (next) => setWidth(Math.round(Math.min(720, Math.max(280, next))))]
}
