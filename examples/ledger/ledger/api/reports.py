from flask import Blueprint, request, send_file

from ledger.exports.journal import month_journal
from ledger.exports.pdf import render_pdf
from ledger.exports.transfer import send_to_tax_office

reports = Blueprint("reports", __name__)


@reports.route("/pdf", methods=["POST"])
def pdf():
    return send_file(render_pdf(request.form["html"], request.form["name"]))


@reports.route("/journal")
def journal():
    return send_file(month_journal(request.args["month"]))


@reports.route("/download")
def download():
    return send_file("/tmp/ledger-archive/" + request.args["name"])


@reports.route("/submit", methods=["POST"])
def submit():
    return send_to_tax_office(request.form["file"], request.form["host"])
