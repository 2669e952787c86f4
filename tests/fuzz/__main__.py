"""``python -m tests.fuzz TARGET``: look for bytes that make a target fail.

Where atheris exists (CPython on Linux, x86-64) mutation is guided by what the bytes reach, in
the program and in the libraries that it hands them to; elsewhere it is blind. An input that
fails is kept in the folder for inputs as ``crash-…``; name such files to run them again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

from tests.fuzz.seeds import seeds
from tests.fuzz.tokens import TOKENS

_TARGETS = ("parse", "dates", "markup", "settings")
_FOLLOWED = ["generator", "markdown", "frontmatter", "yaml", "tomllib"]
_LONGEST = 4096
# The maximum time of one input in seconds, and the maximum memory in megabytes.
_PATIENCE, _MEMORY = 20, 1500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=[*_TARGETS, "all"])
    parser.add_argument("files", nargs="*", type=Path, help="inputs to run once, and nothing else")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int, default=1_000_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=Path, help="where inputs are kept between runs")
    parser.add_argument("--blind", action="store_true", help="do without atheris")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        options.inputs = options.inputs or Path(scratch, "inputs")
        _import_targets(options)
        if options.target != "all":
            _run(options, Path(scratch))
            return
        folder: Path = options.inputs
        for options.target in _TARGETS:
            options.inputs = folder / options.target
            # The fuzzer ends its process, and modules need only be instrumented once.
            process = multiprocessing.get_context("fork").Process(
                target=_run, args=(options, Path(scratch))
            )
            process.start()
            process.join()
            if process.exitcode:
                sys.exit(f"{options.target} failed")


def _import_targets(options: argparse.Namespace) -> None:
    try:
        import atheris
    except ImportError:
        options.blind = True
    if not options.blind:
        # Modules whose coverage is measured must be imported while atheris instruments them.
        with atheris.instrument_imports(include=_FOLLOWED):
            import tests.fuzz.targets  # noqa: F401


def _run(options: argparse.Namespace, scratch: Path) -> None:
    from tests.fuzz import targets

    inputs: Path = options.inputs
    inputs.mkdir(parents=True, exist_ok=True)
    target = targets.TARGETS[options.target]
    if options.files:
        for path in options.files:
            target(path.read_bytes())
        print(f"{len(options.files)} inputs passed")
        return
    first = seeds(options.target)
    if options.blind:
        from tests.fuzz import plain

        tokens = [token.encode() for token in TOKENS[options.target]]
        done = plain.fuzz(
            target, first, tokens,
            seed=options.seed, runs=options.runs, seconds=options.seconds, found=inputs,
        )  # fmt: skip
        print(f"Done {done} runs")
        return
    import atheris

    for data in first:
        (inputs / blake2b(data, digest_size=16).hexdigest()).write_bytes(data)
    dictionary = scratch / "tokens"
    dictionary.write_text("".join(map(_entry, TOKENS[options.target])), encoding="ascii")
    arguments = [
        sys.argv[0],
        f"-seed={options.seed}",
        f"-runs={options.runs}",
        f"-max_total_time={options.seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_PATIENCE}",
        f"-rss_limit_mb={_MEMORY}",
        f"-dict={dictionary}",
        f"-artifact_prefix={inputs}/",
        "-print_final_stats=1",
        str(inputs),
    ]
    atheris.Setup(arguments, target)
    atheris.Fuzz()


def _entry(token: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"\n'


if __name__ == "__main__":
    main()
