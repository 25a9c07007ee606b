"""Ways of asking for the shipped entries that are none of their phrasings: each was written before it was looked up.

Where one came to another entry or to none, phrasings were added since, though never these words.
"""

ASKED = {
    "pain-medicine-names": (
        "interventional pain vs pain medicine certificate",
        "is it called pain medicine or pain management",
        "what do they call this specialty officially",
    ),
    "residency-or-fellowship": (
        "do I apply to pain from med school",
        "is pain a residency",
        "which comes first, residency or fellowship",
    ),
    "college-major": (
        "what major is best",
        "can philosophy majors become doctors",
        "is chemistry required as a major",
    ),
    "gap-year": (
        "how common are gap years",
        "is it bad to wait before applying to medical school",
        "I graduated 2 years ago, can I still go to med school",
    ),
    "md-or-do": (
        "are DOs at a disadvantage in pain medicine",
        "how many pain fellows are DOs",
        "pain match rate for osteopaths",
    ),
    "md-phd": (
        "is the PhD worth it",
        "physician scientist track pain",
        "combined MD PhD length",
    ),
    "shorter-routes": (
        "are there 3-year MDs",
        "shortest way to become a pain specialist",
        "accelerated medical school",
    ),
    "student-electives": (
        "pain elective fourth year",
        "how can I explore pain medicine in med school",
        "I am a third year student interested in pain",
    ),
    "training-length": (
        "how many years after high school to be a pain doctor",
        "how long is the whole training",
        "how many years do I have to study",
    ),
    "what-adds-time": (
        "what if I have to repeat a year",
        "things that extend training",
        "what if I fail to match, how long do I wait",
    ),
    "residency-lengths": (
        "is PM&R three or four years",
        "how many years is emergency medicine residency",
        "how long does neurology residency last",
    ),
    "anesthesiology-or-pmr": (
        "PM&R or anesthesia",
        "is PM&R a good route to pain",
        "anesthesia vs PM&R for pain",
    ),
    "in-emergency-medicine": (
        "can I do pain after EM",
        "does ABEM certify in pain",
        "emergency medicine to pain",
    ),
    "in-family-medicine": (
        "can I do pain after family medicine",
        "chances for family medicine applicants in pain",
        "family medicine to pain",
    ),
    "in-internal-medicine": (
        "can I do pain after IM",
        "internist with pain certificate",
        "internal medicine to pain",
    ),
    "in-neurology-or-psychiatry": (
        "can I do pain after neurology",
        "pain fellowship from psychiatry",
        "psychiatry to pain",
    ),
    "in-radiology": (
        "pain after radiology residency",
        "do radiologists qualify for pain boards",
        "radiology to pain",
    ),
    "in-other-specialties": (
        "can general surgeons do a pain fellowship",
        "pain after pediatrics",
        "surgery to pain",
    ),
    "acgme-or-not": (
        "does the fellowship need accreditation",
        "private practice fellowship without ACGME",
        "unaccredited fellowship",
    ),
    "spine-fellowship": (
        "interventional spine fellowship",
        "sports and spine or pain",
        "NASS fellowship or ACGME pain",
    ),
    "fellowship-length": (
        "length of pain fellowship",
        "are there two year pain fellowships",
        "1 or 2 years of fellowship",
    ),
    "fellowship-start": (
        "fellowship start date",
        "what if residency ends after june",
        "does fellowship begin July 1",
    ),
    "categorical-or-advanced": (
        "categorical vs advanced",
        "is the intern year included in anesthesia",
        "advanced vs categorical anesthesia spots",
    ),
    "residency-leave": (
        "maximum leave in anesthesiology residency",
        "will I have to extend residency if I have a baby",
        "how many weeks off can anesthesia residents take",
    ),
    "part-time-training": (
        "part-time fellowship",
        "can residents go part time",
        "can I be a part time resident",
    ),
    "other-countries": (
        "training in Europe",
        "becoming a pain physician outside of America",
        "what about countries other than the US",
    ),
    "training-uk": (
        "UK pain training",
        "FFPMRCA",
        "becoming a pain consultant in the UK",
    ),
    "training-canada": (
        "pain medicine in Canada",
        "Canadian subspecialty of pain medicine",
        "Canada pain medicine residency",
    ),
    "training-australia-nz": (
        "pain specialist Australia",
        "FPM ANZCA requirements",
        "Australia pain medicine training",
    ),
    "training-india": (
        "India pain training",
        "is there a DM in pain medicine",
        "pain fellowship in India",
    ),
    "training-germany": (
        "Germany pain training",
        "how long is Spezielle Schmerztherapie",
        "Germany pain medicine",
    ),
    "european-diploma": (
        "EDPM",
        "European exam in pain medicine",
        "EFIC pain diploma",
    ),
    "board-certification": (
        "which boards offer pain certification",
        "how do I become board certified in pain medicine",
        "board certification for pain doctors",
    ),
    "pain-board-exam": (
        "date of the pain board exam",
        "how often is the pain board exam",
        "what time of year is the pain exam",
    ),
    "board-exam-cost": (
        "board exam fees",
        "what does ABEM charge for the pain exam",
        "cost of pain boards",
    ),
    "keeping-certification": (
        "maintenance of pain certification",
        "how many questions does MOCA Minute have",
        "how often do I recertify",
    ),
    "non-abms-boards": (
        "difference between ABPM and ABMS",
        "are ABIPP and FIPP worth anything",
        "are non ABMS boards accepted",
    ),
    "osteopathic-board": (
        "AOBA pain certificate",
        "pain board for osteopathic physicians",
        "is there a DO board for pain",
    ),
    "board-time-limit": (
        "when does board eligibility end",
        "can I take the pain exam later",
        "do pain boards have a time limit",
    ),
    "anesthesiology-exams": (
        "BASIC ADVANCED APPLIED",
        "ABA exams in residency",
        "which exams do anesthesia residents take",
    ),
    "failing-basic": (
        "what happens after failing BASIC",
        "consequences of BASIC failure",
        "what if I fail BASIC",
    ),
    "licensing-exams": (
        "when is Step 1",
        "USMLE or COMLEX timing",
        "when to take USMLE Step 2",
    ),
    "who-benefits": (
        "which patients see a pain doctor",
        "which types of pain are treated",
        "patients that pain doctors help",
    ),
    "how-common-is-pain": (
        "chronic pain prevalence",
        "how many adults have chronic pain",
        "how widespread is chronic pain",
    ),
    "pain-societies": (
        "which societies to join",
        "is ASIPP membership worth it",
        "pain medicine organizations",
    ),
    "acronyms": (
        "what does CRPS stand for",
        "what is CA-2",
        "what does PM&R mean",
    ),
    "about-the-guide": (
        "is this info trustworthy",
        "where do you get your information",
        "who wrote these answers",
    ),
    "staying-current": (
        "how to keep up to date",
        "best pain journals",
        "how do doctors keep learning in pain",
    ),
    "specialist-role": (
        "what do pain specialists do",
        "typical day of an interventional pain doctor",
        "what do interventional pain physicians actually do",
    ),
    "key-skills": (
        "skills needed for pain medicine",
        "what kind of person fits pain medicine",
        "what makes a good pain physician",
    ),
}
