import argparse

from ledger.db import close_month
from ledger.exports.journal import month_journal
from ledger.exports.pdf import stamp


def main():
    parser = argparse.ArgumentParser(description="Close a month and keep its journal.")
    parser.add_argument("--month", required=True)
    month = parser.parse_args().month
    close_month(month)
    stamp(month_journal(month), f"closed {month}")


if __name__ == "__main__":
    main()
