"""Somebody's own complaint, treatment or dose, told from questions about treating other people's for a living."""

from bot.core.scope.people import RELATIVE, SOMEBODY, any_of
from bot.core.scope.substances import DRUG

_BODY = (
    r"(?:(?:lower |upper |left |right |mid )*(?:back|neck|knees?|shoulders?|hips?|legs?|arms?|foot|feet|heads?|hands?|"
    r"wrists?|ankles?|spine|chest|stomach|belly|abdomen|jaw|tooth|teeth|elbows?|ribs?|tailbone|joints?|muscles?|"
    r"thighs?|calf|groin|pelvis|toes?|fingers?|throat|heels?|discs?|nerves?))"
)
_HURTS = (
    r"(?:hurts?|hurting|aches?|aching|ached|sore|swollen|numb|tingl(?:y|es|ing)|burns|burning|throb(?:s|bing)?|stiff|"
    r"cramps?|cramping|spasms?|bleed(?:s|ing)|kill(?:s|ing) (?:me|him|her)|bother(?:s|ing) (?:me|him|her)|acting up|"
    r"flar(?:es|ed|ing) up|"
    r"gave out|gives out|locks up|went numb|goes numb|in pain|in agony|is painful|is broken|is injured)"
)
_NO_TRADE = (
    r"(?! (?:clinics?|practices?|docs?|doctors?|physicians?|specialists?|specialty|medicine|med|management|"
    r"fellowships?|fellows?|rotations?|programs?|jobs?|careers?|boards?|exams?|research|lectures?|service|patients?|electives?|"
    r"interviews?|field|attendings?|courses?|conferences?|society|societies|psychology|procedures?|pathways?|"
    r"certification|training|residency|background|world|center|centre|talk|team|consults?|applications?|match))"
)
_DISEASE = (
    r"(?:headaches?|migraines?|sciatica|fibromyalgia|crps|arthritis|osteoarthritis|herniated dis[ck]s?|"
    r"bulging dis[ck]s?|slipped dis[ck]|pinched nerve|stenosis|neuropathy|neuralgia|shingles|endometriosis|"
    r"whiplash|scoliosis|numbness|tingling|pins and needles|spasms|swelling|fever|rash|nausea|dizziness|vertigo|"
    r"carpal tunnel|tendonitis|plantar fasciitis|toothache|backache|stomachache|earache|tmj|gout)"
)
_PAIN = (
    rf"(?:(?:{_BODY}|chronic|constant|severe|bad|terrible|awful|sharp|shooting|stabbing|burning|nerve|so much|"
    rf"a lot of|extreme|unbearable|horrible|really bad|intense|some|this|phantom|pelvic) pains?{_NO_TRADE}|"
    rf"{_DISEASE}{_NO_TRADE})"
)
_PROCEDURE = (
    r"(?:epidurals?|injections?|surgery|operation|nerve blocks?|ablation|rfa|procedure|accident|fall|fusion|c section|"
    r"mri|stimulator|steroid shots?|cortisone shots?|shots?|discectomy|laminectomy|kyphoplasty|root canal)"
)
_TREAT = r"(?:treat|fix|relieve|get rid of|stop|ease|cure|manage|help|heal|reduce|soothe|deal with|cope with)"

_DOSE = any_of(
    rf"(?:i|{SOMEBODY}) (?:safely )?(?:take|taking|took|mix|combine|double|increase|stop|quit|use|give|need|want|get)"
    rf" (?:(?!and\b)\w+ ){{0,5}}{DRUG}",
    rf"(?:i|my {RELATIVE}|he|she) (?:(?:am|is|was|been|have been|has been|got|were) )?(?:\w+ )?"
    rf"(?:on|prescribed|put on|addicted to|allergic to|hooked on) (?:\w+ ){{0,3}}{DRUG}",
    rf"im (?:\w+ )?(?:on|taking|prescribed|addicted to|allergic to|hooked on) (?:\w+ ){{0,3}}{DRUG}",
    rf"{DRUG} (?:\w+ ){{0,4}}(?:can|should|do|may|could|must) (?:i|my {RELATIVE}|he|she) "
    r"(?:safely )?(?:take|use|have|get|need)",
    rf"(?:wean|taper|come|get|coming|tapering|weaning) (?:myself )?off (?:of )?(?:my )?{DRUG}",
    rf"(?:my|refill my|increase my|double my) (?:\w+ )?{DRUG} (?:dose|dosage|prescription|refill|doesnt|does not|isnt|"
    rf"is not|stopped|wears|makes|ran out)",
    r"(?:how (?:many|much)|\d+) ?(?:mg|milligrams?) (?:\w+ ){0,4}(?:can|should|do|may) (?:i|my \w+) (?:safely )?take",
    rf"(?:what|whats|which) (?:\w+ )?(?:dose|dosage) (?:\w+ ){{0,4}}(?:i|me|my)\b(?: \w+){{0,3}} (?:take|{DRUG})",
    rf"(?:what|whats|which) (?:\w+ )?(?:dose|dosage) (?:of )?{DRUG} (?:\w+ ){{0,2}}(?:i|me|my)",
    rf"(?:refill|increase|double|lower|up) my (?:\w+ )?(?:dose|prescription|meds|medication|pills|{DRUG})",
    rf"(?:prescribe|give|write|get) me (?:\w+ ){{0,3}}(?:{DRUG}|something for (?:the|my|this) pain)",
    rf"(?:is|are|took|take|taking|on) \d+ ?(?:mg|milligrams?|pills|tablets)? ?(?:of )?{DRUG}",
    rf"(?:ran|run|running) out of (?:my )?(?:{DRUG}|meds|medication|pills)",
    r"my (?:\w+ )?(?:doctor|doc|pcp|surgeon|pharmacist|psychiatrist) (?:wont|will not|refuses?|refused|prescribed|cut|"
    rf"stopped|lowered|put me on|gave me|wants to (?:cut|stop|lower|change)) (?:\w+ ){{0,3}}(?:{DRUG}|meds|medication|"
    r"pills|dose|prescription)",
    rf"is it (?:safe|ok|okay|bad) (?:for me )?to (?:take|mix|combine|use|stop) (?:\w+ ){{0,4}}{DRUG}",
)

_COMPLAINT = any_of(
    rf"(?<!will )(?<!would )my (?:{RELATIVE}s )?(?:\w+ )?{_BODY} (?!pain\b)(?:\w+ ){{0,4}}{_HURTS}",
    rf"(?:my|i have|i got|ive got|ive had|im having) (?:\w+ ){{0,2}}{_BODY} pain{_NO_TRADE}",
    rf"my (?!interest|passion|love|rotation|knowledge|experience|exposure|training|view|opinion|focus)(?:\w+ ){{0,2}}"
    rf"(?:pain|{_DISEASE}) (?:is|was|wont|isnt|gets?|got|keeps?|has|started|comes|level|flares?|radiates?|shoots?|"
    rf"worse|went|since|back|at night|when|again)(?! (?:doc|doctor|attending|my))",
    rf"{SOMEBODY} (?:\w+ )?(?:hurt|injured|sprained|broke|tore|twisted|pulled|strained|fractured|threw(?: out)?) "
    rf"(?:my|his|her|their) (?:\w+ )?{_BODY}",
    rf"(?:i|{SOMEBODY}) (?:\w+ )?(?:have|has|had|having|got|get|gets|getting|suffer|suffers|suffering|feel|feels|"
    rf"feeling|live with|living with|experience|experiencing|diagnosed|dealing|complains|complaining)"
    rf"(?: been)?(?: having)?(?: from| with| of)? "
    rf"(?!to\b)(?:(?!interest|questions?|passion|patients?|rotation|research)\w+ ){{0,3}}{_PAIN}",
    rf"{SOMEBODY} (?:am |is |are |was |been |have been |has been )?(?:\w+ )?(?:always |constantly )?in "
    rf"(?:so much |a lot of |constant |chronic |severe |agony|terrible |bad |extreme )*(?:pain{_NO_TRADE}|agony)",
    rf"(?:what|which|anything) (?:\w+ )?(?:should|can|could|do|would) i (?:do|take|use|try) "
    rf"(?:for|about|to (?:help|stop|relieve|fix|treat|ease|reduce)|against|with) (?:(?:my|this|the|a|it|these) )?"
    rf"(?:\w+ ){{0,3}}(?:pains?{_NO_TRADE}|{_BODY}|{_DISEASE}|hurting)",
    rf"how (?:do|can|should|could|would) (?:i|we) {_TREAT} (?:with )?(?:my|this|the|a|these|his|her)? ?(?:\w+ ){{0,2}}"
    rf"(?:own )?(?:{_PAIN}|pain{_NO_TRADE}|{_BODY})",
    rf"(?:help|advice|relief|treatment|treatments|remedy|remedies|exercises?|stretches|cure|surgery|injections?|meds|"
    rf"medication|something|painkillers?|options) (?:me )?(?:for|with|about) my (?:own )?(?:\w+ ){{0,3}}"
    rf"(?:pain{_NO_TRADE}|{_BODY}|{_DISEASE}|nerve pain)",
    r"(?:best|good|right|strongest) (?:medicine|medication|drug|pain ?killer|treatment|thing|cream|pill|exercise) "
    rf"for (?:my|a) (?:\w+ )?(?:pain{_NO_TRADE}|{_BODY}|{_DISEASE})",
    rf"{_PAIN} for (?:\w+ ){{0,3}}(?:days|weeks|months|years)",
    r"my (?:epidural|(?:spinal cord )?stimulator|pain pump|nerve block|ablation|rfa|mri|steroid shot) (?:was|is|"
    r"starts?|started|stopped|hurts?|worked|works|wears?|wore|failed|didnt|results?|showed|shows|site)",
    rf"my (?:\w+ )?(?:{_BODY} )?(?:surgery|operation|fusion|replacement|discectomy|laminectomy|epidural|injections?|"
    r"ablation|nerve block|stimulator|procedure) (?:has |have |had )?(?:failed|went wrong|didnt work|did not work|"
    r"didnt help|made it worse|is not working|isnt working|wore off)(?! me)",
    rf"(?:does|do|will) my (?:\w+ )?{_BODY} need (?:an? )?(?:mri|x ?ray|ct scan|surgery|operation|injections?)",
    r"(?:on|in|from) my (?:\w+ )?(?:mri|x ?ray|ct scan)(?! (?:rotation|research|lecture))",
    rf"(?:doctor|doc|surgeon|pcp) (?:says|said|thinks|told me|wants) (?:that )?(?:i|me|my) (?:\w+ ){{0,3}}{_PROCEDURE}",
    rf"why (?:wont|doesnt|isnt|cant) my (?:\w+ )?{_BODY} (?:heal|healing|get better|getting better|stop|move|bend)",
    r"will i (?:ever )?(?:walk|run|lift|be pain free|recover|get better)(?: \w+)?$",
    r"will i (?:ever )?walk (?:\w+ )?again",
    rf"(?:is|are|was|will|does|do|did|can|could|should|how bad is|how serious is|why is|why does|what does|what is) my "
    rf"(?:\w+ )?(?:{_BODY} )?(?:{_DISEASE}|mri|x ?ray|ct scan|pain{_NO_TRADE})"
    r"(?! (?:research|patients?|lectures?|lab))",
    rf"(?:can|will|could|should) my (?:\w+ )?{_BODY} (?:be |get |ever |fully )?(?:fixed|cured|healed|heal|recover|"
    r"treated|get better|worse|operated)",
    rf"(?:is|are) my (?:\w+ )?{_BODY} (?:\w+ )?(?:dangerous|serious|broken|permanent|damaged|infected|"
    r"inflamed|fractured)",
    rf"why (?:is|are|does|do) my (?:\w+ )?{_BODY} (?:\w+ )?{_HURTS}",
    rf"my (?:\w+ )?{_DISEASE} (?:is|are|was|has|keeps?|came|got|gets|wont|hurts?)(?! (?:research|patients?))",
    r"(?:trouble|difficulty|hard time) breathing|shortness of breath",
    rf"(?:home )?remed(?:y|ies) for (?:\w+ ){{0,2}}(?:{_PAIN}|pain|{_DISEASE})",
    rf"(?:exercises|stretches) for (?:\w+ ){{0,2}}(?:{_PAIN}|{_DISEASE}|{_BODY})",
    rf"(?:get rid of|getting rid of|relief from|relieve) (?:a |my |this |the )?(?:{_PAIN}|{_DISEASE})",
    rf"(?:after|since|before|during|from) my (?:\w+ )?{_PROCEDURE}(?! (?:rotation|residency|intern\w*|clerkship|"
    rf"electives?|shelf|sub|programs?|year|cases?|experience|logs?|training|numbers?|course|workshop|skills|interview))",
    rf"(?:should|can|do|could|will) (?:i|my {RELATIVE}) (?:\w+ )?(?:get|have|try|need|go for) "
    rf"(?:a|an|the|another|this|surgery|epidural|steroid)(?: \w+){{0,2}} ?{_PROCEDURE}(?! (?:rotation|residency|year|"
    rf"elective|training|experience|course|research|clerkship|internship|letter|case|log))",
    r"(?:should|can|could|do) i (?:see|go to|need|visit|call) (?:a |an |the |my )?(?:\w+ )?(?:doctor|specialist|er|"
    r"hospital|physician|surgeon|urgent care) (?:for|about|because of) (?:my|this|the) ",
    rf"{_BODY} (?:really |still |always )?(?:hurts|is killing me|aches|is numb|went numb)",
    rf"(?:ive|i have|i) (?:had|been having|been getting|keep getting|keep having|woke up with|wake up with) "
    rf"(?:\w+ ){{0,3}}(?:{_PAIN}|pains?{_NO_TRADE})",
    r"pain (?:in|down|through|behind|under|around) (?:my|his|her) (?!career|training|specialty|field|practice|"
    r"residency|rotation|country|state|program|area|class|hospital|school|application)",
    r"(?:it|this) hurts (?:when|so|really|to|here|a lot|badly|if)",
    rf"diagnos(?:e|ed) (?:me|my|with {_DISEASE})",
    rf"(?:is|could|does|do) (?:it|this|i) (?:\w+ )?have {_DISEASE}",
)

# Where one of these stands, the question is about a career even when the asker's own pain is its reason.
_CAREER = any_of(
    r"career|careers|become|becoming|fellowships?|appl(?:y|ying|ication|ications|icants?)|match|matching|matched|"
    r"specialty|specialties|specialize|interviews?|interviewing|boards?|board certified|certif\w+|med ?school|"
    r"medical school|premed|usmle|comlex|step \d|salary|salaries|research|personal statement|shadow|shadowing|"
    r"mentor|mentors|rotations?|electives?|residency|residencies|clerkship|lecture|lead aprons?|ergonomics?|"
    r"essay|resume|cv|volunteer|volunteering|disability accommodations?|work as|job|jobs|practice as|pathway"
)
_COURSE = any_of(
    r"cme|class|classes|experience|committee|courses?|lectures?|electives?|modules?|certif\w+|boards?|exams?|fellowships?|rotations?|prescribing|"
    r"licen[cs]e|training|residency|research|dea|waiver|registration|stewardship|policy|interviews?|career"
)


def is_about_a_body(said: str) -> bool:
    """Whether folded text asks about the asker's own, or a relative's, complaint, treatment or dose."""
    if _DOSE.search(said):
        return _COURSE.search(said) is None
    return _COMPLAINT.search(said) is not None and _CAREER.search(said) is None
