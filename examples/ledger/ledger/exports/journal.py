import subprocess

from ledger.db import rows


def month_journal(month):
    path = f"/tmp/journal-{month}.csv"
    with open(path, "w") as file:
        for row in rows(f"SELECT * FROM entries WHERE booked_at LIKE '{month}%'"):
            file.write(";".join(str(part) for part in row) + "\n")
    subprocess.Popen(f"gzip -kf {path}", shell=True)
    return path
