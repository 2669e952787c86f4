"""Fuzzing without the coverage-guided engine: seeds with random changes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path


def mutated(chance: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return one of the seeds with random changes."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.choice((0, 0, 1, 2, 8, 64)))
        match chance.randrange(4):
            case 0:
                data[at:end] = chance.choice(tokens) * chance.choice((1, 1, 2, 40))
            case 1:
                other = chance.choice(seeds)
                begin = chance.randint(0, len(other))
                data[at:end] = other[begin : begin + chance.choice((4, 32, 256))]
            case 2:
                data[at:end] = chance.randbytes(1)
            case _:
                del data[at:end]
    return bytes(data)


def fuzz(
    target: Callable[[bytes], None],
    seeds: Sequence[bytes],
    tokens: Sequence[bytes],
    *,
    seed: int,
    runs: int,
    seconds: float,
    found: Path,
) -> int:
    """Run a target for some number of runs or seconds, and keep an input that fails.

    Returns:
        The number of runs.
    """
    chance = random.Random(seed)
    inputs = list(seeds)
    end = time.monotonic() + seconds
    done = 0
    while done < runs and time.monotonic() < end:
        data = inputs[done] if done < len(inputs) else mutated(chance, seeds, tokens)
        try:
            target(data)
        except BaseException:
            (found / f"crash-{blake2b(data, digest_size=8).hexdigest()}").write_bytes(data)
            raise
        done += 1
    return done
