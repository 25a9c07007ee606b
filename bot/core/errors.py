"""Errors that are meant for the person who caused them."""


class MemberError(Exception):
    """What a member did cannot work. The `sentence` is shown to them and says what would work.

    `texts` stand where it has `{}`: whatever somebody typed or called something. They are shown as they were written:
    nothing in them formats, links or mentions. Without any the sentence is shown as it is.
    """

    def __init__(self, sentence: str, *texts: str) -> None:
        super().__init__(sentence, *texts)
        self.sentence = sentence
        self.texts = texts

    def __str__(self) -> str:
        return self.sentence.format(*self.texts) if self.texts else self.sentence
