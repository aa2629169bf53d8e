"""Account tokens at rest: encrypted, bound to their account, and sealed anew when keys change (S05)."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.adapters.store.vault import StoredTokens, Vault, WrongKeyError
from bot.core.accounts import Account, Kind, OrgType

TOKEN, SECRET = "1789-plainTokenWords", "plainSecretWords"


@pytest.fixture
def keys():
    return [Fernet.generate_key().decode() for _ in range(2)]


@pytest.fixture(autouse=True)
def accounts(store):
    with store.write() as uow:
        for name in ("fernshire", "hill"):
            uow.accounts.put(Account(name, name, name, Kind.CORPORATE, OrgType.COUNCIL, "C1"))


def save(store, vault, account="fernshire", token=TOKEN):
    with store.write() as uow:
        vault.save(uow, account, token, SECRET)


def test_tokens_come_back_and_say_nothing_in_their_repr(store, keys):
    vault = Vault(store, keys)
    assert (vault.connected("fernshire"), vault.tokens("fernshire")) == (False, None)
    save(store, vault)
    save(store, vault, token="newer")
    assert vault.tokens("fernshire") == StoredTokens("newer", SECRET)
    assert (vault.connected("fernshire"), vault.connected("hill")) == (True, False)
    assert SECRET not in repr(vault.tokens("fernshire"))


def test_forgotten_tokens_are_gone(store, keys):
    vault = Vault(store, keys)
    save(store, vault)
    with store.write() as uow:
        vault.forget(uow, "fernshire")
    assert not vault.connected("fernshire")


def test_tokens_saved_in_a_transaction_that_fails_are_not_kept(store, keys):
    vault = Vault(store, keys)

    def fail():
        with store.write() as uow:
            vault.save(uow, "fernshire", TOKEN, SECRET)
            raise RuntimeError("cut")

    with pytest.raises(RuntimeError):
        fail()
    assert not vault.connected("fernshire")


def test_no_token_stands_in_the_files_of_the_database(sqlite_url, keys):
    from bot.adapters.store import open_store

    store = open_store(sqlite_url)
    with store.write() as uow:
        uow.accounts.put(Account("fernshire", "f", "f", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
    save(store, Vault(store, keys))
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    written = b"".join(path.read_bytes() for path in folder.glob("countersign.db*"))
    store.close()
    assert b"fernshire" in written
    for words in (TOKEN, SECRET, keys[0]):
        assert words.encode() not in written


def test_keys_are_changed_by_adding_the_new_one_in_front_and_sealing_anew(store, keys):
    old, new = keys
    save(store, Vault(store, [old]))
    save(store, Vault(store, [old]), "hill")
    both = Vault(store, [new, old])
    assert both.tokens("fernshire") == StoredTokens(TOKEN, SECRET)
    with pytest.raises(WrongKeyError):
        Vault(store, [new]).tokens("fernshire")
    assert both.rotate() == 2
    assert Vault(store, [new]).tokens("fernshire") == StoredTokens(TOKEN, SECRET)
    with pytest.raises(WrongKeyError):
        Vault(store, [old]).tokens("hill")


def test_sealing_anew_with_a_key_missing_changes_nothing(store, keys):
    old, new = keys
    save(store, Vault(store, [old]))
    save(store, Vault(store, [new]), "hill")
    with pytest.raises(WrongKeyError):
        Vault(store, [new]).rotate()
    assert Vault(store, [old]).tokens("fernshire") == StoredTokens(TOKEN, SECRET)


def test_tokens_copied_to_another_account_do_not_open(store, keys):
    vault = Vault(store, keys)
    save(store, vault)
    with store.write() as uow:
        copy = "INSERT INTO account_tokens SELECT 'hill', sealed, saved_at FROM account_tokens"
        uow.connection.exec_driver_sql(copy)
    with pytest.raises(WrongKeyError, match="@hill"):
        vault.tokens("hill")


@pytest.mark.parametrize("wrong", [["short"], ["é" * 44]])
def test_keys_that_are_none_are_refused_in_plain_words(store, wrong):
    with pytest.raises(WrongKeyError, match="COUNTERSIGN_SECRET_KEYS"):
        Vault(store, wrong)


def test_without_a_key_it_says_what_is_connected_and_neither_seals_nor_opens(store, keys):
    save(store, Vault(store, keys))
    keyless = Vault(store, [])
    assert keyless.connected("fernshire")
    with pytest.raises(WrongKeyError, match="COUNTERSIGN_SECRET_KEYS"):
        keyless.tokens("fernshire")
    with pytest.raises(WrongKeyError, match="COUNTERSIGN_SECRET_KEYS"):
        save(store, keyless, "hill")
