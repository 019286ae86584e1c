"""What a reader says when a file cannot be a list: a sentence, and the row it stumbled over if there is one."""


class Unreadable(Exception):
    def __init__(self, sentence: str, row: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.row = row
