"""`countersign accounts`: connect an account to X by PIN, see who may act for it, look after the encryption keys."""

import csv
import getpass
import json
import sys

import click
from cryptography.fernet import Fernet
from rich.table import Table

from bot.adapters.x import connect as x
from bot.cli.csv_cells import inert
from bot.cli.opening import house, out, stop
from bot.cli.tables import show_table
from bot.core.accounts import Role
from bot.core.authority import account_named, holders
from bot.core.refusals import Refusal
from bot.use_cases import connecting
from bot.use_cases.own_accounts import register_of
from bot.use_cases.purpose_figures import MEANING, purpose_report
from bot.wiring import House


@click.group()
def accounts() -> None:
    """The organisation's accounts on X."""


@accounts.command(name="list")
def list_accounts() -> None:
    """Show every account and whether it is connected."""
    with house() as built, built.store.read() as uow:
        table = Table("Account", "Kind", "Approvals", "Review channel", "Connected to X")
        for account in uow.accounts.all():
            joined = "yes" if built.vault.connected(account.id) else "no"
            table.add_row(f"@{account.handle}", account.kind, str(account.approvals), account.channel, joined)
        show_table(table)


@accounts.command()
@click.argument("handle")
def who(handle: str) -> None:
    """Show everybody who may pitch or approve for HANDLE, since when, and who granted it."""
    with house() as built, built.store.read() as uow:
        account = account_named(handle, uow.accounts.all())
        if account is None:
            stop(f"@{handle.lstrip('@')} is not one of the organisation's accounts. See `countersign accounts list`.")
        table = Table("Person", "May", "Since", "Granted by", title=f"@{account.handle}")
        for role in Role:
            for holder in holders(account, role, uow.people.all(), uow.accounts.grants(account.id)):
                grant = holder.grant
                table.add_row(holder.person.name, role, grant.since.isoformat(), grant.granted_by)
        show_table(table)


@accounts.command(epilog="\n\n".join(MEANING))
@click.argument("handle", default="")
@click.option(
    "--month", metavar="MONTH", default="", help="Such as 2026-11 or November. Without it, the present month."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: account, purpose, tweets.")
def purposes(handle: str, month: str, *, as_json: bool) -> None:
    """Show what the tweets of HANDLE, or of every account, were for in a month."""
    with house() as built:
        found = purpose_report(built.store, month, handle)
    if isinstance(found, Refusal):
        stop(found.words)
    rows = [(account.handle, count.purpose, count.tweets) for account, of in found.accounts for count in of.counts]
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(("account", "purpose", "tweets"), row, strict=True)), ensure_ascii=False))
        return
    table = Table("Account", "Purpose", "Tweets", title=f"What tweets were for, {found.month}")
    for name, purpose, tweets in rows:
        table.add_row(f"@{name}", purpose, str(tweets))
    show_table(table)


@accounts.command()
def disclaimers() -> None:
    """Write which accounts of staff carry the standard words, as CSV, to standard output. It is personal data."""
    with house() as built:
        found = register_of(built.store)
    writer = csv.writer(sys.stdout)
    writer.writerow(("person", "account", "standing", "said_on", "confirm_by"))
    for each in found:
        by = each.confirm_by.isoformat() if each.confirm_by else ""
        writer.writerow((inert(each.person), each.handle, each.state, each.said_on.isoformat(), by))


@accounts.command()
@click.argument("handle")
def connect(handle: str) -> None:
    """Let Countersign post as HANDLE: you sign in to X in a browser and type the PIN it shows."""
    with house() as built:
        account = connecting.may_connect(built.store, handle)
        if isinstance(account, Refusal):
            stop(account.words)
        _needs(built)
        config = built.config
        begun = x.begin(config.x_consumer_key, config.x_consumer_secret, config.x_api_url)
        if isinstance(begun, x.NotConnected):
            stop(f"X did not start the connection: {begun.detail} Nothing was saved.")
        address, request = begun
        out.print(f"1. In a browser where you are signed in to X as @{account}, open:\n\n   {address}\n", markup=False)
        out.print("2. Choose “Authorise app”. X shows a PIN of seven digits.", markup=False)
        finished = x.finish(request, click.prompt("3. Type the PIN here"))
        if isinstance(finished, x.NotConnected):
            stop(f"@{account} was not connected: {finished.detail} Nothing was saved.")
        tokens, screen_name = finished
        if refusal := connecting.is_the_account(account, screen_name):
            stop(refusal.words)
        with built.store.write() as uow:
            built.vault.save(uow, account, tokens.token, tokens.secret)
            connecting.connected(uow, account, f"terminal:{getpass.getuser()}")
        out.print(f"@{account} is connected. Approved tweets can go out.", style="green")


def _needs(built: House) -> None:
    config = built.config
    if not (config.x_consumer_key and config.x_consumer_secret):
        stop("X_CONSUMER_KEY and X_CONSUMER_SECRET are not set. See “Set up X” in the README.")
    if not config.secret_keys:
        stop("COUNTERSIGN_SECRET_KEYS is not set, so the login could not be kept safely. Run accounts new-key.")


@accounts.command(name="new-key")
def new_key() -> None:
    """Make a new encryption key for COUNTERSIGN_SECRET_KEYS and print it. Keep it as safe as a password."""
    click.echo(Fernet.generate_key().decode())


@accounts.command()
def rotate() -> None:
    """Encrypt every account's login again with the newest key; afterwards the older keys can be taken out."""
    with house() as built:
        if not built.config.secret_keys:
            stop("COUNTERSIGN_SECRET_KEYS is not set. Put the new key first and the old one after it.")
        out.print(f"Encrypted again: {built.vault.rotate()}. The older keys are no longer needed.", style="green")
