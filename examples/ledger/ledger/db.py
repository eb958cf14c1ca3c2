import sqlite3

from ledger.settings import settings


def connect():
    return sqlite3.connect(settings["database"])


def rows(sql, values=()):
    with connect() as connection:
        return connection.execute(sql, values).fetchall()


def entries_of(account, order="booked_at"):
    sql = "SELECT * FROM entries WHERE account = '%s' ORDER BY %s" % (account, order)
    return rows(sql)


def balance_of(account):
    found = rows("SELECT SUM(cents) FROM entries WHERE account = ?", (account,))
    return found[0][0] or 0


def book(account, cents, text):
    with connect() as connection:
        connection.execute(f"INSERT INTO entries (account, cents, text) VALUES ('{account}', {cents}, '{text}')")


def close_month(month):
    assert len(month) == 7, "a month is YYYY-MM"
    with connect() as connection:
        connection.execute("UPDATE months SET closed = 1 WHERE month = '" + month + "'")
