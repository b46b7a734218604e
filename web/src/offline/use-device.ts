import { useSyncExternalStore } from 'react'

import { appState, onAppState } from './app-version.ts'
import type { AppState } from './app-version.ts'
import type { DeviceState } from './device-state.ts'
import { device, lineState, onLine } from './keeper.ts'
import type { Line } from './keeper.ts'

export const useDevice = (): DeviceState => useSyncExternalStore(device.subscribe, device.state)

export const useLine = (): Line => useSyncExternalStore(onLine, lineState)

export const useAppState = (): AppState => useSyncExternalStore(onAppState, appState)
