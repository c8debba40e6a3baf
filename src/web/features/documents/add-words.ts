import { documents as en } from '../../words/en-documents.ts'
import { tuning as tuningEn } from '../../words/en-tuning.ts'
import { webPages as pagesEn } from '../../words/en-web-pages.ts'
import { documents as ko } from '../../words/ko-documents.ts'
import { tuning as tuningKo } from '../../words/ko-tuning.ts'
import { webPages as pagesKo } from '../../words/ko-web-pages.ts'
import { addWords } from '../../words/language.ts'

// Wherever documents are taken in, not in their own room alone. What is tried, and a case that fails, is shown as in the tuning
// room, in its words.
addWords({
  ko: { documents: ko, tuning: tuningKo, webPages: pagesKo },
  en: { documents: en, tuning: tuningEn, webPages: pagesEn },
})
