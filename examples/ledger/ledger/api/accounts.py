from flask import Blueprint, jsonify, render_template_string, request

from ledger.db import balance_of, entries_of, rows

accounts = Blueprint("accounts", __name__)


@accounts.route("/")
def find():
    name = request.args.get("name", "")
    return jsonify(rows(f"SELECT id, name, iban FROM accounts WHERE name LIKE '%{name}%'"))


@accounts.route("/<account>")
def show(account):
    return jsonify(balance=balance_of(account), entries=entries_of(account, request.args.get("order", "booked_at")))


@accounts.route("/<account>/statement")
def statement(account):
    greeting = request.args.get("greeting", "Dear customer")
    return render_template_string("<h1>Account " + account + "</h1><p>" + greeting + "</p>")
