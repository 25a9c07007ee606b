"""Acute emergencies, deadly amounts of drugs, and drugs sought outside of care."""

from bot.core.scope.people import RELATIVE, SOMEBODY, any_of
from bot.core.scope.substances import DRUG

_BUY = r"(?:buy|buying|get|getting|find|score|order|ordering|purchase|sell|sells|selling|obtain)"

_AMOUNT = any_of(
    rf"(?:lethal|fatal|deadly) (?:\w+ ){{0,3}}{DRUG}",
    rf"{DRUG} (?:\w+ ){{0,4}}(?:lethal|fatal|deadly|kill (?:you|me|someone|somebody|a person))",
    rf"(?:die|dying|od|overdos(?:e|ed|ing)) (?:\w+ ){{0,4}}{DRUG}",
    rf"{DRUG} (?:\w+ ){{0,2}}(?:to )?(?:od|overdose)(?! (?:prevention|reversal|training|course|education))",
    rf"how (?:many|much) {DRUG} (?:is|are) (?:too|safe)",
    rf"(?:max(?:imum)? (?:amount|dose)|how much|how many) (?:of )?{DRUG} (?:\w+ ){{0,3}}(?:die|dying|dead)",
)
_SOUGHT = any_of(
    rf"(?:where|how|anyone|who|can i|website|site|app|looking to|want to|need to|trying to) (?:\w+ ){{0,4}}{_BUY} "
    rf"(?:some |my |cheap )?{DRUG}",
    rf"^(?:buy|order|purchase|score) (?:\w+ )?{DRUG}",
    rf"{DRUG} (?:\w+ )?(?:for sale|without a (?:prescription|script)|no prescription|online|on the street|dealer|plug)",
    rf"(?:plug|dealer|hookup|source) for {DRUG}",
    rf"(?:get|getting|be|feel) high (?:on|off|from|with) (?:\w+ )?{DRUG}",
    rf"(?:snort|snorting|inject|smoke|smoking|shoot up|boof) (?:my )?{DRUG}",
    rf"get (?:my|a) (?:doctor|doc|physician|pcp) to (?:prescribe|give|write) (?:me )?(?:\w+ )?{DRUG}",
)
_TAUGHT = any_of(
    r"training|experience|(?<!my )(?<!a )(?:doctors?|docs?|physicians?)|infusions?|courses?|"
    r"cme|class|lectures?|waiver|licen[cs]e|dea|patients?|prevent\w*|boards?|exams?|fellowship|"
    r"residents? (?:give|use|learn)|prescribing|research|curriculum|rotation|stewardship|reversal"
)

_EMERGENCY = any_of(
    r"(?:crushing|sudden|having|severe|have|got|bad|tight|with) chest (?:pains?|tightness|pressure)"
    r"(?! (?:clinics?|patients?|covered|rotations?|fellowships?|service|units?))",
    r"chest (?:pains?|tightness|pressure) (?:right now|now|and|for|since|help|wont|today|tonight|this)",
    rf"(?:{SOMEBODY}|someone|somebody) (?:\w+ ){{0,2}}(?:having|had|has|have) an? (?:heart attack|stroke|seizure)",
    rf"(?:i|{SOMEBODY}) (?:cant|cannot|can not) (?:breathe|feel (?:my|his|her|their) \w+|move my \w+)(?! with all)",
    rf"(?:my (?:\w+ )?{RELATIVE}|he|she|they|i) (?:\w+ )?(?:passed out|fainted|collapsed|blacked out|wont wake up|"
    r"stopped breathing|is unconscious|is not breathing|isnt breathing|turned blue)(?! (?:the|evaluation|forms))",
    rf"{SOMEBODY} (?:is |are |has |have |was )?(?:overdos(?:ed|ing)|oding|od ?ed)",
    r"(?:severe|heavy|uncontrolled|wont stop|cant stop(?: the)?) bleeding",
    r"(?:coughing|throwing|vomiting|spitting|coughed|threw) (?:up )?blood",
    r"(?:call|calling) (?:911|112|999|an ambulance)",
    r"sudden (?:numbness|weakness|paralysis|vision loss)",
    r"(?:lost|losing) (?:control of my |feeling in my |my )(?:bladder|bowels?|legs?|arms?|vision)",
)
_SERVICE = any_of(r"fellowship|residency|rotation|patients?|clinics?|covered|managed|treat|treated|career|exam|boards?")


def is_danger(said: str) -> bool:
    """Whether folded text tells of an emergency, or asks for a deadly amount of a drug or for one outside of care."""
    if _AMOUNT.search(said) or _SOUGHT.search(said):
        return _TAUGHT.search(said) is None
    return _EMERGENCY.search(said) is not None and _SERVICE.search(said) is None
