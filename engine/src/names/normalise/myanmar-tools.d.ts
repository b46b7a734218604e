declare module 'myanmar-tools' {
  class ZawgyiDetector {
    /** 0 Unicode … 1 Zawgyi. */
    getZawgyiProbability(text: string): number
  }
  class ZawgyiConverter {
    zawgyiToUnicode(text: string): string
  }
  const tools: { ZawgyiDetector: typeof ZawgyiDetector; ZawgyiConverter: typeof ZawgyiConverter }
  export default tools
}
