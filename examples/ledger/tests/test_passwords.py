from ledger.passwords import hash_password, same_password


def test_same_password():
    assert same_password("quayside", hash_password("quayside"))


def test_other_password():
    assert not same_password("quayside", hash_password("seaside"))
