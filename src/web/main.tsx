import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startLanguage } from './words/language.ts'
import './ui/base.css'
import './ui/theme.css'

await startLanguage()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
