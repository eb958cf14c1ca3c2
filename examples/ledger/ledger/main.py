import logging

from flask import Flask

from ledger.api.accounts import accounts
from ledger.api.entries import entries
from ledger.api.imports import imports
from ledger.api.reports import reports
from ledger.api.sessions import sessions
from ledger.settings import settings

logging.basicConfig(level=logging.DEBUG)

app = Flask(__name__)
app.secret_key = settings["secret_key"]
app.config["SESSION_COOKIE_HTTPONLY"] = False

app.register_blueprint(accounts, url_prefix="/accounts")
app.register_blueprint(entries, url_prefix="/entries")
app.register_blueprint(imports, url_prefix="/imports")
app.register_blueprint(reports, url_prefix="/reports")
app.register_blueprint(sessions, url_prefix="/sessions")

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000, debug=True)
