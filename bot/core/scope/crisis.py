"""Wording of self-harm and suicide. A needless card does little harm here, a missing one may do much."""

from bot.core.scope.people import SOMEBODY, any_of

_SELF = r"(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|our ?selves)"
_WISH = (
    r"(?:want|wants|wanted|wanting|wanna|going|gonna|plan|plans|planning|think|thinking|thought|thoughts|tempted|urge|"
    r"urges|tried|tries|trying|try|threatens|threatened|feel like|might|may|will|ill|about)"
)

_CRISIS = any_of(
    rf"(?:kill(?:ed|ing|s)?|hang(?:ing)?|unalive|drown(?:ing)?|starv(?:e|ing)) {_SELF}",
    rf"shoot(?:ing)? {_SELF}(?! in the foot)",
    rf"{_WISH} (?:to |of |about |on )?(?:\w+ )?(?:hurt|harm|cut|injur|burn|stab)(?:e|ing)? {_SELF}"
    r"(?! (?:by|off|out|some|short|if|in the (?:match|long)|applying|with (?:a low|my)))",
    rf"(?:cutting|harming|hurting|burning) {_SELF}(?! (?:by|in|off|out|some|short|if|applying|with (?:a low|my)))",
    rf"{SOMEBODY} (?:\w+ )?(?:cut|cuts|harm|harms) {_SELF}(?! (?:by|off|out|some|short|if))",
    r"(?:want|wants|wanted|wanna|wish|ready|going|rather|hope)(?: to| i could| i would)? (?:just )?(?:die|be dead)",
    r"wish (?:i|he|she|they) (?:was|were|wasnt|werent|am|had) (?:dead|never been born|never born|alive|not alive)",
    r"(?:dont|do not|didnt|not|no longer|never) (?:really )?want(?:ed)? to "
    r"(?:live(?: anymore| any ?more| any longer| like this|$)|be alive|wake up(?: anymore| tomorrow| again|$)|exist|"
    r"be here any ?(?:more|longer))",
    r"(?:end|ends|ending|ended) (?:it all|(?:my|his|her|their) (?:own )?li(?:fe|ves))",
    r"(?:take|takes|taking|took) (?:my|his|her|their) own li(?:fe|ves)",
    r"(?:take|taking) my life(?! (?:savings|back|to|in|into|story))",
    r"better off (?:dead|without me|if i (?:was|were) (?:dead|gone))",
    r"(?:no|any|a) (?:reason|point) (?:to|in|for) (?:live|living|going on|be alive|being alive|keep going)",
    r"nothing (?:left )?to live for",
    r"life (?:is not|isnt|not|is no longer) worth (?:living|it any ?more)",
    r"(?:no one|nobody|anyone|anybody) would (?:miss me|care if i (?:die|died|was gone|disappeared))",
    r"want (?:it all|everything) to (?:end|stop|be over)",
    r"want to end things(?: tonight| for good|$)",
    r"life is (?:pointless|meaningless|hopeless)",
    r"feel(?:ing)? like dying",
    r"(?:hate myself|want) (?:and want |so much i want )?to disappear(?: forever|$)",
    r"(?:ive|i have) been cutting(?: again| lately|$)",
    r"how many (?:pills|tablets|\w+) (?:does it take |do i need |would it take )?to (?:die|od|overdose|kill)",
    r"(?:tired|sick) of (?:living|being alive|life|existing)",
    r"(?:dont|do not) deserve to (?:live|be alive|exist)",
    r"(?:cant|cannot|can not) (?:go on|cope|take it|do this)(?: any ?more| like this| living| any longer)?$",
    r"(?:cant|cannot|can not) (?:go on|cope) (?:any ?more|like this|living|any longer)",
    r"(?:easiest|painless|quickest|best|fastest|least painful) ways? to (?:die|end it)",
    r"(?:would|will|does) it take to kill (?:me|him|her)",
    rf"(?:lethal|fatal|deadly) (?:dose|amount) (?:\w+ ){{0,3}}(?:{_SELF}|me)",
    r"give up on (?:life|living)",
    rf"(?:i|{_WISH}(?: to)?) overdose",
    r"overdos(?:e|ed|ing) (?:on purpose|myself)",
    r"(?:i|just|going to|want to) (?:take|took|swallow|swallowed) "
    r"(?:all|too many|a bottle|the whole bottle|a whole bottle|a lot)(?: of)?(?: my| the)?(?: \w+)? "
    r"(?:pills|tablets|meds|medication|painkillers|sleeping)",
    r"(?:gonna|going to|want to|wanna|might|should i|ill|just|i) kms",
    r"jump(?:ing)? (?:off|from|in front of) (?:a|the|my) (?:bridge|building|roof|balcony|window|train|cliff)",
    r"(?:self harm|self harming|self injur(?:e|y|ing)) (?:again|urges?|thoughts)",
    r"(?:i|ive|i have|urges? to|want to|started to|started|keep|been) (?:self harm(?:ed|ing)?|self injur(?:e|ed|ing))",
)

# Despair is told by who feels it: "depressed patients" and a hopeless application are career talk.
_DESPAIR = any_of(
    rf"{SOMEBODY} (?:(?:am|is|are|was|been|have|has|feel|feels|feeling|get|getting|become|becoming|think|so|very|"
    r"really|just|always|still|too|pretty|extremely|severely|completely|totally|clinically|a bit|kind of|like|i|im|and|"
    r"empty|lost|alone|trapped|numb|useless|worthless) )*"
    r"(?:depressed|hopeless|worthless|suicidal|in despair)"
    r"(?! (?:patients?|people|residents?|students?|at|with (?:procedures|needles)|as an? |job|market|person|about "
    r"(?:my )?(?:application|procedures)))",
    rf"{SOMEBODY} (?:\w+ )?(?:have|has|having|suffer from|struggle with|struggling with|fighting|dealing with|"
    r"diagnosed with) (?:\w+ )?depression",
    r"my depression (?:is|gets|has|keeps|got)",
    r"(?:made|makes|making|left|leaves) (?:me|him|her) (?:\w+ )?(?:depressed|hopeless|worthless)",
    r"^(?:so |feeling |feel )*(?:\w+ )?(?:depressed|hopeless|worthless)"
    r"(?: (?:lately|today|tonight|now|again|all the time))?$",
    r"(?:no|lost all|without) hope (?:left )?(?:for me|in life|any ?more|of getting better)",
    r"hate (?:my life|being alive|living)",
    r"(?:in a|such a) (?:\w+ )?dark place",
)
_RECORD = any_of(
    r"become|licen[cs]e|licensing|appl(?:y|ying|ications?)|match|personal statement|disclose|tell programs|patients?|"
    r"research|rotation|career|interviews?"
)

# The subject itself is taught and studied; on its own, or about a person, it is a call for help.
_SUICIDE = any_of(r"suicid(?:e|es|al|ality)", r"self ?harm(?:ing)?", r"kms", r"unalive")
_PERSONAL = any_of(
    rf"{SOMEBODY} (?:am |is |are |was |feel |feels |feeling |have |has |had |been |be |keep |get |getting |might |"
    rf"may |thinking |think |having |become |becoming |just |so |really |very |kind of |a bit |very |contemplating |"
    rf"considering |about |of |to |want |wants |wanted |planning |attempted |attempt |committing |commit |do |"
    rf"thoughts |tried )*(?:suicidal(?! (?:patients?|people|risk|screening))|suicide(?! (?:prevention|risk|screening|"
    rf"research|awareness|training|rates?|hotline volunteer)))",
    r"(?:should|can|could|do|if) i (?:commit|attempt|try) suicide",
    r"(?:my|me|feel|feeling) (?:suicidal|suicide)(?! (?:patients?|risk|screening|prevention|research))",
)
_SUBJECT = any_of(
    r"prevention|prevent|training|trained|train|rates?|risks?|screen(?:ing)?|assess(?:ment|ing)?|patients?|patient|"
    r"physicians?|doctors?|residents?|residency|fellow(?:s|ship)?|research|study|studies|statistics|awareness|among|"
    r"epidemi(?:c|ology)|lecture|course|curriculum|module|cme|psychiatry|psychology|career|specialty|specialties|"
    r"programs?|students?|km|miles|drive|commute|away|hospital|far|distance"
)


def is_crisis(said: str) -> bool:
    """Whether folded text speaks of the asker's, or somebody's, wish to die or to harm themselves."""
    if _CRISIS.search(said):
        return True
    if _DESPAIR.search(said) and not _RECORD.search(said):
        return True
    return _SUICIDE.search(said) is not None and (_PERSONAL.search(said) is not None or not _SUBJECT.search(said))
