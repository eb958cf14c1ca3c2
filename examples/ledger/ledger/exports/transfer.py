import ftplib
import ssl

import paramiko

CLIENT_KEY = """-----BEGIN RSA PRIVATE KEY-----
VGhpcyBpcyBub3QgYSBrZXkuIEl0IGlzIGEgc2VudGVuY2UgdGhhdCBmaWxscyB0aGUgcGxhY2Ugb2Yg
YSBrZXkgaW4gYSBzYW1wbGUgdGhhdCBpcyB2dWxuZXJhYmxlIG9uIHB1cnBvc2UuIFNlY3JldCBzY2Fu
bmVycyBzaG91bGQgZmluZCBpdCwgYW5kIG5vYm9keSBjYW4gZG8gYW55dGhpbmcgd2l0aCBpdC4=
-----END RSA PRIVATE KEY-----"""


def send_to_tax_office(file, host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host, username="ledger", password="tally-ho-ledger-77")
    _, answer, _ = client.exec_command("submit " + file)
    return answer.read().decode()


def send_to_auditor(file):
    server = ftplib.FTP("files.harbour.test", "auditor", "blue-ink-only-5")
    with open(file, "rb") as source:
        server.storbinary("STOR journal.csv", source)


def tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    context.verify_mode = ssl.CERT_NONE
    return context
