"""Faults of usage told in the language asked for; click itself speaks English."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from roster.model.language import LANGUAGES, say

SPOKEN = "roster.language"
"""Where a context keeps the language of messages, once it is known."""

INDONESIAN = (
    (r"Missing option '(.+)'\.", r"Opsi '\1' belum diberikan."),
    (r"Missing argument '(.+)'\.", r"Argumen '\1' belum diberikan."),
    (r"No such option:? '?([^\s'.]+)'?\.?", r"Opsi '\1' tidak dikenal."),
    (r"No such command '(.+)'\.", r"Perintah '\1' tidak dikenal."),
    (r"Option '(.+)' requires an argument\.", r"Opsi '\1' memerlukan nilai."),
    (r"Option '(.+)' does not take a value\.", r"Opsi '\1' tidak memakai nilai."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Argumen berlebih: \1"),
    (r"Invalid value for '(.+?)': ", r"Nilai tidak sah untuk '\1': "),
    (r"'(.*)' is not a valid integer(?: range)?\.", r"'\1' bukan bilangan bulat."),
    (r"'(.*)' is not a valid float(?: range)?\.", r"'\1' bukan bilangan."),
    (r"(\S+) is not in the range (.+)\.", r"\1 di luar rentang \2."),
    (r"'(.*)' is not one of (.+)\.", r"'\1' bukan salah satu dari \2."),
    (r"'(.*)' does not match the formats? (.+)\.", r"'\1' tidak berbentuk \2."),
    (r"\(Possible options: (.+)\)", r"(Pilihan: \1)"),
    (r"Did you mean (?:one of: )?(.+)\?", r"Maksudnya \1?"),
)
"""What click says, and the same in Indonesian; source: click 8, its exceptions and types."""


def tell_usage(fault: click.ClickException, arguments: Sequence[str]) -> None:
    """Print a fault of usage to standard error, with the way to help where it is known."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        fault.show()
        return
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    language = (context.meta.get(SPOKEN) if context else None) or asked_language(arguments)
    if context is not None:
        usage = context.get_usage()
        click.echo(say(language, id=usage.replace("Usage", "Pemakaian", 1), en=usage), err=True)
        hint = f"'{context.command_path} --help'"
        click.echo(
            say(language, id=f"Bantuan: {hint}\n", en=f"Try {hint} for help.\n"),
            err=True,
        )
    click.echo(f"{say(language, id='Galat', en='Error')}: {message(fault, language)}", err=True)


def message(fault: click.ClickException, language: str) -> str:
    """What is wrong, in words."""
    text = fault.format_message()
    if language == "id":
        for english, indonesian in INDONESIAN:
            text = re.sub(english, indonesian, text)
    return text


def asked_language(arguments: Sequence[str]) -> str:
    """The language that the arguments ask for; English, that of the help, if none."""
    for number, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--language":
            value = value if sign else next(iter(arguments[number + 1 :]), "")
            return value if value in LANGUAGES else "en"
    return "en"
