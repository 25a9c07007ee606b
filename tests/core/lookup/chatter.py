"""What people write around a question in a study group: sentences that ask nothing."""

import random

CHATTER = """
Hi everyone, long time lurker here
Sorry if this has been asked before
I just finished my surgery rotation and it was brutal
My advisor told me to start thinking about this early
I did a year of research after college before I applied
We had an anesthesia attending give a talk last week and it got me thinking
I am an MS2 at a state school in the midwest
Honestly the people in this server have been so helpful already
My partner is also in medicine so we have to plan around two careers
I shadowed somebody in a clinic over the summer and really liked the procedures
Step 1 is coming up and I am a little stressed about it
I come from a small town and nobody in my family is a doctor
I read the pinned messages but still feel lost
The residents I work with all say different things
I have loved working with my hands since I was a kid
I took two gap years and worked as a scribe
Anyway no rush on this
Thanks in advance, you all are the best
Happy to give more details in DMs
lol my cat just walked over the keyboard
I saw a post on reddit about this but the comments were a mess
We matched three people into pain from my program last year
My school does not have a home program for this
I am thinking about anesthesia or PM&R right now
The fellowship director at my hospital is super nice
I will be on an away rotation in October
I know the job market comes up a lot here
Board exams are the worst part of all this
The patients I met in clinic were so grateful after their injections
My research mentor left for private practice last spring
""".strip().splitlines()

LEADS = (
    "hey guys im an ms2 at a state school and i was wondering ",
    "ok so my advisor could not tell me this so i figured i would ask here, ",
    "i just finished my surgery rotation and now i want to know ",
    "can somebody tell me ",
)


def chatter(sentences: int, *, seed: int) -> str:
    """So many sentences that ask nothing."""
    return " ".join(f"{one}." for one in random.Random(seed).sample(CHATTER, sentences))


def within(question: str, sentences: int, *, seed: int, mark: str = "?") -> str:
    """A message of so many sentences that ask nothing, and `question` with `mark` at its end somewhere between them."""
    dice = random.Random(seed)
    parts = [f"{one}." for one in dice.sample(CHATTER, sentences)]
    parts.insert(dice.randint(0, sentences), question.strip().rstrip("?.!") + mark)
    return " ".join(parts)


def behind(question: str, *, seed: int) -> str:
    """`question` behind words that lead to it, all in one sentence without any mark."""
    return random.Random(seed).choice(LEADS) + question.strip().rstrip("?.!").lower()
