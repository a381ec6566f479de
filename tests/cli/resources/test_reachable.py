"""Every method of the design's two tables has its command, and every command its method."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from spokebridge.cli.app import app
from spokebridge.cli.ninespokes import ninespokes
from spokebridge.cli.productiv import productiv
from spokebridge.cli.resources.methods import methods
from spokebridge.cli.resources.parameters import parameters_of
from spokebridge.cli.settings.names import NINESPOKES, PRODUCTIV

TABLES = {
    "productiv": """
        apps list, apps list-details, apps get, apps users, apps update-attributes, apps delete-attributes,
        suppliers list, suppliers update-attributes, spend publish, usage-events publish, provisioned-users publish,
        provisioned-users list, provisioned-users delete, org-chart publish, org-chart download-url, files upload,
        audit-events list, provisioning workflows, provisioning executions, provisioning latest-execution,
        provisioning latest-execution-users, workflows resume, workflows comment, applications setup
    """,
    "ninespokes": """
        organization redirect-url, organization set-redirect-url, organization apps, organization enable-app,
        organization disable-app, companies create, companies list, companies get, companies delete,
        connections create, connections list, connections get, connections delete, connections status,
        connections wait-until-active, connections wait-until-extracted, bills, invoices, products, contacts,
        trial-balance, bank-accounts, leaves, pay-run-summary, staff-wages, sales, campaigns, growth-history,
        web-analytics, business, records
    """,
}
OWN = {"connect"}  # commands that are more than one method
GROUPS = {"productiv": productiv, "ninespokes": ninespokes}
SHORT = "spend publish, usage publish, users publish, users delete, users list, org-chart publish, files upload"


def names(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from names(command, f"{before}{name} ")
        else:
            yield before + name


def listed(table: str) -> set[str]:
    return {" ".join(cell.split()) for cell in table.split(",")}


@pytest.mark.parametrize("service", GROUPS)
def test_the_commands_are_the_table(service: str) -> None:
    assert set(names(GROUPS[service])) - OWN == listed(TABLES[service])


@pytest.mark.parametrize("service", [PRODUCTIV, NINESPOKES], ids=lambda service: service.name)
def test_the_commands_are_the_methods_of_the_client(service: type) -> None:
    found = {f"{method.resource} {method.name}".replace("_", "-").removeprefix("data ") for method in methods(service)}
    assert found == listed(TABLES[service.name])


@pytest.mark.parametrize("name", sorted(listed(SHORT)))
def test_what_is_sent_most_has_a_short_name(name: str) -> None:
    group, _, verb = name.partition(" ")
    found = app.get_command(click.Context(app), group)
    assert isinstance(found, click.Group)
    assert verb in found.commands


def leaves(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for name in names(group):
        command: click.Command = group
        for part in name.split():
            assert isinstance(command, click.Group)
            command = command.commands[part]
        yield name, command


@pytest.mark.parametrize("service", GROUPS)
def test_every_command_says_what_it_does_and_what_each_option_means(service: str) -> None:
    for name, command in leaves(GROUPS[service]):
        assert command.help, name
        assert command.short_help or name in OWN, name
        for option in command.params:
            assert isinstance(option, click.Argument) or (isinstance(option, click.Option) and option.help), (
                name,
                option,
            )


def test_no_secret_is_an_argument_or_the_value_of_an_option() -> None:
    found = set()
    for service in (PRODUCTIV, NINESPOKES):
        for method in methods(service):
            for parameter in parameters_of(method):
                if parameter.name in method.secrets:
                    assert isinstance(parameter.type, click.File), (method.name, parameter.name)
                    found.add(parameter.name)
    assert found == {"client_secret", "callback_token"}
