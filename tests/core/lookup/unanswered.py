"""What newcomers ask about the field and the shipped FAQ does not answer, one a line.

None may be taken out because it is answered wrongly. Those that an entry has come to answer stand in HELD as well.
"""

# Sentences that were once answered with an entry that does not answer them.
MISLED = """
help
do i need a fellowship
how do i get into a fellowship
killing it in residency
which residency is best for pain
"""

# Written before any score was looked at.
NOT_IN_THE_FAQ = """
what usmle score do i need for pain
how do preference signals work
do img applicants need a visa
which programs sponsor h1b
how bad is burnout in pain medicine
how much does med school cost
how do i pay off my loans
which residency is the hardest
is anesthesia or pm&r better for lifestyle
how many letters of recommendation do i need for fellowship
when does the fellowship application open
what are pain fellowship interviews like
how do i rank programs
what if i dont match into pain
can i moonlight during fellowship
do pain doctors get sued a lot
how much is malpractice insurance
what hours do residents work
is there call in pain fellowship
can nurse practitioners do pain procedures
how do i find a mentor
how do i shadow a pain doctor
what is the mcat
should i take a gap year before med school
how competitive is pain fellowship
best pain fellowship programs
is DO or MD better for matching
how do i write a personal statement
does step 1 pass fail hurt me
can i have kids during residency
how much vacation do residents get
which textbook is good for a pain rotation
how do i open my own clinic
what is the difference between pain medicine and palliative care
do pain doctors prescribe a lot of opioids
what is a nerve block
how do spinal cord stimulators work
can i switch residency after intern year
what electives should a fourth year take
how is pain medicine in canada
do i need a dea license
are lead aprons bad for your back
how do couples match
what do residents get paid
which state is best to practice in
how to study for the in training exam
do fellows get health insurance
what is the pass rate of the pain boards
how much does the board exam cost
does ai threaten pain medicine
how do i deal with difficult patients
can caribbean grads match into pain
what is eras
what should i wear to an interview
who runs this server
"""

# Written after the limits had been chosen.
ALSO_NOT_IN_THE_FAQ = """
how many hours a week do anesthesiology residents work
how do i get good letters from an attending
is intern year the worst year
what is the fellowship match rate
which fellowship should i rank first
how much debt do pain doctors have
do pain docs take call on weekends
can i do pain after internal medicine
how do i prepare for fellowship interviews
what questions should i ask at an interview
is a research year worth it before residency
how do i deal with a malignant program
what are red flags in a residency program
can i have tattoos as a doctor
how many publications do i need
are away rotations worth it
should i couples match with my girlfriend
can i work part time as a pain doctor
what malpractice coverage do pain clinics need
how do i negotiate my first contract
what is a typical day in the or
how do pain doctors handle drug seekers
do i need a license for fluoroscopy
how dangerous is radiation exposure
which ultrasound course is best
can physician assistants do injections
how to become a crna
how do i get into medical school
what gpa do i need for med school
is anesthesia residency competitive
how do i move to another state with my license
do residents have a union
what benefits do hospitals offer physicians
how do i choose between two jobs
is botox part of pain medicine
what is ketamine used for
do pain doctors do surgery
how long is anesthesiology residency
how long does an epidural last
how much does a spinal cord stimulator cost
"""

# Written when the FAQ had grown to 52 entries, before any score was looked at.
NOT_IN_THE_LARGER_FAQ = """
which stethoscope should i buy
what emr do pain clinics use
how do i become chief resident
which anki deck is good for boards
how do i bill for an epidural
what is a good step 2 score
do fellows work night shifts
can my spouse work on a j2
how do i write an abstract
what is the best city for fellowship
do pain doctors need to know ct anatomy
is there a lot of paperwork in pain
how do i ask for a raise
which programs are malignant
does my undergrad gpa matter for residency
what is a good mcat score
can i retake the mcat
how many med schools should i apply to
do i need volunteering hours
are caribbean schools a bad idea
how do i pay for a second interview trip
should i buy a house during residency
what do pas do in a pain clinic
how many injections do fellows do
what does a fluoroscope look like
is kyphoplasty done by pain doctors
can chiropractors do injections
what is radiofrequency ablation
does acupuncture count as pain medicine
how long is a new patient visit
do pain clinics see children
what do i wear in the procedure room
how do i quit a fellowship
what happens if my program closes
can i get fired as a resident
how do i report duty hour violations
are there pain fellowships in hawaii
what are good questions for a pain preceptor
how do i start a journal club
is there a discord for nurses
which laptop is good for med school
who is the best pain doctor in texas
"""

# Words of these lists that an entry answers by now, and which one. Some answers say that nothing was found about it.
HELD = {
    "do i need a fellowship": "residency-or-fellowship",
    "which residency is best for pain": "anesthesiology-or-pmr",
    "is anesthesia or pm&r better for lifestyle": "anesthesiology-or-pmr",
    "how do i shadow a pain doctor": "student-electives",
    "should i take a gap year before med school": "gap-year",
    "is DO or MD better for matching": "md-or-do",
    "can i have kids during residency": "residency-leave",
    "what electives should a fourth year take": "student-electives",
    "how is pain medicine in canada": "training-canada",
    "how much does the board exam cost": "board-exam-cost",
    "can i do pain after internal medicine": "in-internal-medicine",
    "are away rotations worth it": "student-electives",
    "how long is anesthesiology residency": "residency-lengths",
    "what usmle score do i need for pain": "exam-scores",
    "how do preference signals work": "program-signals",
    "do img applicants need a visa": "visas",
    "which programs sponsor h1b": "visas",
    "how bad is burnout in pain medicine": "burnout-and-reimbursement",
    "how much does med school cost": "medical-school-debt",
    "how do i pay off my loans": "medical-school-debt",
    "how many letters of recommendation do i need for fellowship": "recommendation-letters",
    "when does the fellowship application open": "when-to-apply-fellowship",
    "what are pain fellowship interviews like": "fellowship-interviews",
    "how do i rank programs": "match-binding",
    "what if i dont match into pain": "not-matched-pain",
    "how competitive is pain fellowship": "match-competitiveness",
    "do pain doctors prescribe a lot of opioids": "opioid-prescribing",
    "can caribbean grads match into pain": "international-graduates",
    "how do i get good letters from an attending": "recommendation-letters",
    "what is the fellowship match rate": "match-competitiveness",
    "how much debt do pain doctors have": "medical-school-debt",
    "how do i prepare for fellowship interviews": "fellowship-interviews",
    "what questions should i ask at an interview": "fellowship-interviews",
    "how many publications do i need": "research-for-matching",
    "what is a good mcat score": "mcat-dates",
    "can i retake the mcat": "mcat-dates",
}
