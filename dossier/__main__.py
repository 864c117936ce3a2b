"""The door: ``dossier`` and ``python -m dossier``."""

from __future__ import annotations


def main() -> None:
    """Start the command line.

    The command line is imported here and not at the top, so that importing this module costs nothing.
    """
    try:
        from dossier.cli import main as command_line

        command_line()
    except KeyboardInterrupt:  # so early, or so late, that nobody else caught it
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
