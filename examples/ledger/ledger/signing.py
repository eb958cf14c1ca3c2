from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

IBAN_KEY = b"0123456789abcdef"


def new_signing_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=1024, backend=default_backend())


def encrypt_iban(iban):
    cipher = Cipher(algorithms.Blowfish(IBAN_KEY), modes.ECB(), backend=default_backend())
    encryptor = cipher.encryptor()
    return encryptor.update(iban.ljust(32).encode()) + encryptor.finalize()


def digest(document):
    hasher = hashes.Hash(hashes.MD5(), backend=default_backend())
    hasher.update(document)
    return hasher.finalize()
