"""python -m subledger: the command line."""

from subledger.faces.cli import main

if __name__ == "__main__":
    main()
