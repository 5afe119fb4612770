"""A process that loads into a book until it is killed: python killed.py ADDRESS FOLDER. It says each step that it begins."""

import sys

import subledger


def say(step: str) -> None:
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def main(address: str, folder: str) -> None:
    with subledger.open(address, writes=True) as book:
        say("open")
        book.load(folder, tell=say)
        say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
