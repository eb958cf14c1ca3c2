import os

from flask import Blueprint, jsonify, request

from ledger.imports.archive import unpack
from ledger.imports.bank_feed import fetch_statement
from ledger.imports.statement_xml import read_statement
from ledger.settings import settings

imports = Blueprint("imports", __name__)


@imports.route("/upload", methods=["POST"])
def upload():
    file = request.files["statement"]
    path = os.path.join(settings["archive"], file.filename)
    file.save(path)
    os.chmod(path, 0o777)
    return jsonify(read_statement(path))


@imports.route("/archive", methods=["POST"])
def archive():
    return jsonify(unpack(request.files["archive"]))


@imports.route("/fetch", methods=["POST"])
def fetch():
    return jsonify(fetch_statement(request.form["url"]))
