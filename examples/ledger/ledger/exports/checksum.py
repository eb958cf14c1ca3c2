import hashlib


def document_checksum(data):
    return hashlib.md5(data).hexdigest()


def write_checksum(path):
    with open(path, "rb") as source, open(path + ".sum", "w") as target:
        target.write(document_checksum(source.read()))
