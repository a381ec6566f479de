"""`python -m spokebridge`"""

from spokebridge.cli import main

if __name__ == "__main__":
    main()
