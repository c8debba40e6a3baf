import { inMessages, type Wording } from '../core/wording.ts'

const { english } = inMessages

const one = '(?:a|an|the|your|some|any|one of your|another|my)'
const kind = '(?:(?:real|actual|live|living|proper|human|breathing|senior|different|named|decent) ){0,2}'
const helper =
  '(?:human(?: being)?|person|people|somebody|someone|some1|anybody|anyone|agent|advis[eo]r|rep|representative|manager|supervisor|operator|specialist|colleague|employee|staff member|member of (?:your )?staff|adult|boss|engineer|technician|expert|team leader|duty manager|owner|director|one of you|customer (?:care|service|support)|head office)'
const machine =
  '(?:chat ?bots?|bots?|robots?|machines?|ai|automation|automated \\w+|auto ?(?:reply|replies|response)|virtual assistant|phone tree|answering machine|menus?|canned \\w+|scripts?|scripted \\w+|copy[- ]?paste\\w*|templates?)'

const role =
  '(?:humans?|persons?|people|ppl|somebody|someone|anybody|anyone|body|agent|advis[eo]r|representative|rep|manager|supervisor|operator|colleague|adult|grown[- ]?up|employee|boss|exec|specialist|whoever|soul|driver|team)'
const quality =
  '(?:(?:real|actual|live|living|proper|human|breathing|named|senior|store|branch|complaints|other|different|young) ){0,3}'

/** What people say who want to be answered by one. Who is praised, or merely spoken of, is taken out first. */
export const personInEnglish: Wording = {
  yes: english(
    // To be put in touch: a verb of contact and who it should be.
    `(?:speak|speaking|talk|talking|chat|chatting|spk|deal|dealing) (?:directly )?(?:to|with|2|w) (?:${one} )?${kind}${helper}`,
    `(?:get|give|connect|transfer|put|pass|hand|switch|bring|send|find|fetch|assign|forward|escalate)(?: (?:me|us|this|it|my \\w+))?(?: (?:up|through|thru|over|on|on to|onto))?(?: (?:to|with))? (?:${one} )?${kind}${helper}`,
    `(?:need|want|wants|prefer|require|demand|request|requesting|reach|contact|ask for|asking for|wait for|waiting for|hear from|hold of) (?:to \\w+ (?:to|with) )?(?:${one} )?${kind}${helper}`,
    `(?:can|could|would|will|may|have|let|get|make|ask|please|pls|plz) (?:${one} )?${kind}${helper} (?:please |pls |kindly |just |actually |ever )?(?:call|ring|phone|contact|email|message|dm|reply|respond|answer|help|look|check|read|review|get back|reach out|take over|step in|pick up|explain|sort)`,
    `(?:is|are|isn't|aren't) (?:there )?(?:${one} )?${kind}${helper} (?:there|here|around|available|alive|online|on duty|home|awake|working|manning|monitoring|reading|listening|who|that|i can|we can)`,
    `(?:any|some|one) ${kind}(?:human|person|agent|rep|operator|soul|adult)`,
    `(?:real|actual|live|living|breathing) (?:human|person|agent|rep|representative|voice|employee)`,
    `human (?:being|please|pls|review|contact|help|support|response|reply|eyes|touch|interaction|assistance|agent|operator)`,
    `^\\W{0,3}(?:human|agent|representative|rep|operator|supervisor|manager|advisor|person)\\W{0,3}(?:please|pls|plz|now)?\\W{0,3}$`,
    `${helper} (?:please|pls|plz)(?=\\W{0,4}$)`,
    '(?:be|get|been) (?:transferred|connected|put through|passed|forwarded|escalated|redirected|handed)(?: on| over)? to',
    // To be called.
    '(?:call|ring|phone|telephone|dial) (?:me|us|my (?:wife|husband|mobile|cell|landline|number|mother|father|office))(?: back| on| at| at your| when| now| today| tomorrow| asap| please| pls|(?=\\W{0,4}$|[.,!?]))',
    '(?:give|gimme|drop) (?:me|us) (?:a|an?other) (?:quick |proper )?(?:call|ring|bell|buzz|shout)',
    '(?:call ?back|return (?:my|the) call|phone call|video call|conversation)(?: please| pls| requested| request| asap)',
    '(?:schedule|arrange|book|request|requesting|want|need|like|prefer|have|get) (?:a|an|my) (?:\\w+ )?(?:call ?back|phone call|call|conversation|appointment with)',
    '(?:talk|speak|discuss|explain|sort|do|resolve)(?: \\w+){0,3} (?:over|on|by|via) (?:the )?(?:phone|telephone|video)',
    "(?:what's|what is|whats|is there|have you got|do you have|need|send|give me|where's|where is) (?:a|the|your|ur)? ?(?:phone|contact|telephone|direct|helpline|support|customer service) ?(?:number|line|no)",
    // Whoever is in charge, and whether anybody is.
    "who(?:'s| is|s)? (?:your |ur )?(?:in charge|the manager|the supervisor|responsible|(?:your|ur) (?:boss|manager|supervisor))|who (?:do|can|should|could|must) (?:i|we) (?:speak|talk|contact|call|ring|escalate|complain|turn)(?: to)?",
    '(?:someone|somebody|anyone|anybody) (?:in charge|with (?:a brain|authority|ears|sense|a pulse|power)|senior|higher up|accountable|who (?:can|could|actually|knows|understands|cares|works))',
    '(?:escalate|escalation|higher authority|grievance officer|nodal officer|next level|above you)',
    "(?:is|isn't) (?:any(?:body|one)|someone|somebody) (?:there|alive|home|out there|reading|listening)|any(?:body|one) (?:alive|home)|hello\\W{1,4}any(?:body|one)",
    '(?:in person|face[- ]to[- ]face|come (?:in|to) (?:and|to) (?:speak|talk|see))',
    // No more machine.
    `(?:no more|enough of|stop|sick of|tired of|fed up with|done with|get past|skip|bypass|not|instead of|without|rather than|don't want|refuse to)(?: \\w+){0,4} ${machine}`,
    `(?:this|your|the|you're|you are|ur)(?: just| only)? (?:a |an )?${machine}(?: \\w+){0,3} (?:is|isn't|keeps|can't|doesn't|won't|useless|not|again|stop)`,
    `(?:am i|is this|are you|talking to) (?:\\w+ )?(?:a |an )?(?:bot|robot|machine|human|real|person|wall|ai)`,
    '(?:did|does|has|have|will|can) (?:any(?:one|body)|some(?:one|body)|a (?:human|person)) (?:even |ever |actually |really )?(?:read|see|look|check)',
    "(?:no|impossible|how|trying|tried|unable|cannot|can't) (?:way |option )?(?:to )?(?:reach|contact|talk to|speak to|get hold of|get through to) (?:an?|any|some|your)",
    // The same in other words.
    `(?:speak|talk|chat|talking|speaking|chatting|conversation|call|appointment|sit down|negotiate this|discuss it) (?:directly |properly |confidentially )?(?:to|with|2|wit) (?:a |an |the |your |ur |some |any |one |my |one of )?${quality}(?:${role}|customer care)`,
    `(?:get|give|connect|transfer|put|pass|hand|switch|fetch|escalate|forward)(?: (?:me|this|us|it|my \\w+|in|hold of|ur|your))?(?: (?:up|through|thru|over|out|on|touch))?(?: (?:to|with|w/|of|w))? ?(?:a |an |the |your |ur |some |any |one )?${quality}(?:humans?|persons?|somebody|someone|agent|advis[eo]r|representative|rep|manager|supervisor|operator|colleague|adult|grown[- ]?up|employee|boss|exec|security desk|complaints manager)`,
    `(?:need|want|wants|prefer|require|demand|deserve|like|reach|find|cant get|can't get|past|need help from|begging for|read by) (?:a |an |the |your |some |any |one )?${quality}(?:human|person|agent|representative|rep|supervisor|operator|voice|conversation|call ?back|colleague|someone (?:who|accountable|to|with|senior|in charge)|somebody (?:who|accountable|to|with|senior|in charge)|living)`,
    'human (?:please|pls|plz|being|review|agent|help|support|mouth)|any human|a human',
    '(?:real|actual|live|living|breathing) (?:humans?|persons?|ppl|people|agents?|reps?|representatives?|employee|face|designer|name)',
    '(?:agent|representative|operator|person|human|manager|supervisor)\\W{1,3}(?:please|pls|plz|now)',
    '(?:agent|operator)\\W{1,3}(?:agent|operator)|representative(?=\\W{0,3}$)|transfer me',
    'put\\W{1,2}me\\W{1,2}(?:through|thru)|connect me|escalate (?:this|me|it|to)|hand me (?:over|off)',
    'switch me|pass me on',
    '(?:no|not (?:a|another)|stop the|hate (?:this|your)|past (?:the|this|your)|skip the|argue with|talking to|explained it to) (?:more )?(?:stupid |a |an |the )?(?:bots?|chat ?bots?|robots?|machines?|virtual assistants?|assistants?|software|computer|algorithm|cartoons?)',
    'to a (?:robot|machine|bot|chatbot)|by chat ?bot|an algorithm|bot go away|not ai|no ai',
    'are you (?:a |an )?(?:bot|robot|human|real|machine|ai)',
    '(?:chat ?bot|bot|assistant|auto ?reply)…(?:circles|human|person|someone|somebody|asked me|keeps? asking|kind feedback)',
    'your (?:ai|auto reply|bot) apologi\\w+|hi bot|little robot|a pulse|autopilot',
    'stop (?:copy )?pasting|round in circles',
    '(?:can|could|would|will|may|might|have|get|ask|please|pls|plz|let|need|like|tell|if)(?: \\w+){0,6} (?:call|phone|ring|rang|dial|email) (?:me|us|my (?:mum|mom|dad|wife|husband|mother|father))(?! (?:a|the|from|names?) )',
    '(?:call|phone|ring) me(?: back)?(?: please| pls| plz| on \\d| today| now)|call me',
    'give me a (?:ring|call|name|bell)|want (?:a |someone to )(?:call|ring|callback)',
    "(?:do|does|a|for) (?:\\w+ )?call ?backs?|(?:shop's|store's|your|a) direct (?:number|line)",
    'phone number(?= ?\\?|$)|phone (?:option|number where)|over the (?:tele)?phone|on the telephone',
    'telephone appointment|easier by phone|discuss it by phone',
    'rather (?:talk|speak|call|explain|discuss)|have a land ?line|voice call|hear a voice|get a voice',
    'number (?:i can|where|to) (?:call|phone|ring|reach|somebody)',
    '(?:person|someone|somebody|soul|human|someone gentle) (?:i|we|i could|that i) (?:can|could|may)? ?(?:call|phone|ring|talk|speak)',
    'who (?:do|can|should|could) (?:i|we) (?:actually |even )?(?:talk|speak|phone|ring|shout)',
    '(?:talk|speak) (?:to|with) (?:whoever|one of)|talk to (?:me properly|us)',
    'talk (?:it over|me through)|walk me (?:thru|through)|hear it from|should talk to me',
    "pick up the (?:damn |goddamn )?phone|somebody picks up|face to face|who(?:'s| is) in charge",
    "(?:someone|somebody) (?:in charge|with (?:some )?authority|accountable|with ears|who can (?:think|decide|make|actually|help)|who's allowed)",
    'call from someone|person,? any|one of (?:you with|you \\(|your engineers|the team)|named person',
    'your (?:boss|complaints manager|events person)|name and extension|relationship manager',
    'speak (?:spanish|korean)(?: please|\\?)?|person in spanish',
    "(?:is|isn't) there (?:any(?:one|body)|someone) (?:there|alive|in|gentle|real)",
    'is (?:anyone|anybody) (?:there|alive|home)|anyone alive|hello\\W{1,3}any(?:body|one)|any1 there',
    'staff (?:member )?(?:is )?online|staff online|single employee|tired of pressing|0 0 0',
    'press (?:9|0) for|let me (?:talk|speak)|put (?:someone|a grown|a human|a manager) on',
    'have (?:the|your|them|him|her|someone)…(?:call|ring|dial) me|can you have the…call',
    '(?:dial|email) me|an apology from a|have a word|own eyes|in front of a face|looked at by',
    'like a technician|let (?:an adult|one of your)|explain it to someone|explain himself to',
    'deal with folks|talk to us|talking this through with|i want to talk(?! about)',
    '(?:somebody|someone) (?:comes out|picks up|answers)|whoever (?:makes|made|runs|decides)',
    'where is (?:everyone|everybody)|number \\d in line|a name and a|wait for \\w+ and have',
    'want one that is|reply to me like|where are you all|someone from \\S+ to call|not a person',
    'was a person|all there is',
    '^\\W{0,3}(?:human|agent|supervisor|representative|operator|manager|person)(?=\\W{0,3}$)',
  ),
  no: english(
    `(?:spoke|talked|chatted|speaking|talking) (?:to|with) (?:${one} )?${kind}${helper} (?:and|who|today|yesterday|named|called|was)`,
    `(?:your|the) (?:agent|operator|representative|rep|manager|advis[eo]r|team|staff) (?:was|were|is|has been|helped|said|told|promised|fixed|did)`,
    '(?:estate|letting|travel|insurance|secret|cleaning|delivery) agents?|tour operators?|(?:password|task|file|download) manager|people person|morning person|person of interest',
    "(?:don't|do not|never|no need to|please stop|stop) (?:call|calling|ring|ringing|phone|phoning)(?: me| us)?",
    '(?:thanks|thank you|thx) (?:so much )?for (?:calling|the call|your call)|(?:call|voice|video) (?:button|log|waiting|of duty|quality)|called me back',
    'human error|human rights|human resources|superhuman|real person vibes|only human',
    '(?:your|the) (?:agent|operator|representative|rep|manager) (?:was|were|is|has been|who helped|helped|said|told|never|promised|did|came)',
    '(?:estate|letting|travel|insurance|secret|cleaning) agents?|tour operators?',
    '(?:i|we|already|finally|just) (?:spoke|talked|chatted) (?:to|with) (?:a |an |your |the )?(?:\\w+ )?(?:agent|person|manager|rep|representative|someone|somebody|human)',
    'real people (?:like|who)|(?:task|password|game|project|file) manager|scam calls?',
    'talk to (?:my )?(?:friends|boyfriend|girlfriend|family)',
    '(?:call|called) me (?:crazy|old|stupid|when|a )',
  ),
}
