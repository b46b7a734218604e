// Ranges of many scripts (Chinese alone is 100 files): their rules are 30 KB of css, so they come after the first screen.
import '@fontsource/noto-sans/400.css'
import '@fontsource/noto-sans-bengali/bengali-400.css'
import '@fontsource/noto-sans-ethiopic/ethiopic-400.css'
import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sinhala/sinhala-400.css'
