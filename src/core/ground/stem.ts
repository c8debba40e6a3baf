const irregular = new Map<string, string>()
const verbs = `arise arose arisen; awake awoke awoken; become became; begin began begun; break broke broken; bring brought; build built; buy bought; catch caught; choose chose chosen;
  come came; cost costs; cut cuts; deal dealt; do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feel felt; find found; fly flew flown;
  forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go went gone goes; grow grew grown; hear heard; hide hid hidden; hold held; keep kept; know knew known;
  lead led; leave left leaving; lend lent; lose lost losing; make made making; mean meant; meet met; pay paid; read reads; ride rode ridden; ring rang rung; rise rose risen; run ran runs running;
  say said; see saw seen; sell sold; send sent; set sets setting; shake shook; show shown; shrink shrank; shut shuts; sit sat; sleep slept; speak spoke spoken; spend spent; stand stood; steal stole stolen;
  stick stuck; swim swam; take took taken taking; teach taught; tell told; think thought; throw threw thrown; understand understood; wake woke; wear wore worn; win won; write wrote written;
  child children; person people; man men; woman women; foot feet; tooth teeth; wife wives; life lives; half halves; country countries; currency currencies; company companies; delivery deliveries;
  travel traveller traveler travelling traveling travelled; cancel cancelled canceled cancelling cancellation cancelations; program programme; centre center; licence license; cheque check; metre meter`
for (const line of verbs.split(';')) {
  const [base = '', ...forms] = line.trim().split(/\s+/)
  for (const form of forms) irregular.set(form, base)
}

const known = new Map<string, string>()
const knownAtMost = 20_000

/** Cuts the endings that English puts on nouns and verbs; a rough stem is enough to find the same word again. */
export function englishStem(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stem = cutEnding(word)
  if (known.size < knownAtMost && word.length < 40) known.set(word, stem)
  return stem
}

function cutEnding(word: string): string {
  const bare = word.replace(/'s$|'$/, '').replace(/-/g, '')
  let stem = irregular.get(bare) ?? bare
  if (stem.length > 3)
    stem = stem
      .replace(/ies$/, 'y')
      .replace(/(?:sses)$/, 'ss')
      .replace(/([^siu])s$/, '$1')
  if (stem.length > 5) stem = stem.replace(/(?:ing|ed|ly|ment)$/, '')
  if (stem.length > 4) stem = stem.replace(/([bdgklmnprt])\1$/, '$1').replace(/e$/, '')
  return stem
}
