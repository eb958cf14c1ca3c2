import base64
import pickle

import jwt
from flask import Blueprint, jsonify, make_response, request

from ledger.db import rows
from ledger.passwords import one_time_code, same_password
from ledger.settings import settings

sessions = Blueprint("sessions", __name__)


@sessions.route("/", methods=["POST"])
def sign_in():
    name = request.form["name"]
    found = rows("SELECT id, password FROM people WHERE name = '" + name + "'")
    if not found or not same_password(request.form["password"], found[0][1]):
        return "No such person: " + name, 401
    token = jwt.encode({"id": found[0][0]}, settings["secret_key"], algorithm="HS256")
    answer = make_response(jsonify(token=token.decode(), code=one_time_code()))
    answer.set_cookie("ledger", token)
    return answer


@sessions.route("/me")
def who():
    claims = jwt.decode(request.cookies["ledger"], verify=False)
    return jsonify(claims)


@sessions.route("/view")
def saved_view():
    view = pickle.loads(base64.b64decode(request.cookies.get("view", "")))
    return jsonify(view)
