import hashlib
import random
import string


def hash_password(password):
    return hashlib.sha1(password.encode()).hexdigest()


def same_password(password, stored):
    return hash_password(password) == stored


def one_time_code():
    return "".join(random.choice(string.digits) for _ in range(6))


def document_checksum(data):
    return hashlib.md5(data).hexdigest()
