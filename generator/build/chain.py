"""One build, from the files of a site to its published pages."""

from __future__ import annotations

from dataclasses import replace

from generator.build.outcome import Options, Progress, Report, Stopwatch, remembered, stops
from generator.collector import no_collection
from generator.read import layout, survey
from generator.state import manifest
from generator.state.changes import changes
from generator.state.program import program


def build(options: Options, progress: Progress) -> Report:
    """Bring the output of a site up to date, unless something in the site is wrong.

    Raises:
        NotADirectoryError: The site's folder does not exist.
    """
    watch = Stopwatch()
    place = layout(options.root, options.output)
    this = program()
    listing = survey(place)
    past = manifest.load(place.state)
    if past is not None and past.program != this:
        past = None
    found = changes(place, listing, past, verify=options.verify)
    watch.lap("finding changes")
    if past is not None and not found.any and not stops(manifest.problems(past), options):
        if found.settled:
            past = replace(past, content=found.content, theme=found.theme, outputs=found.outputs)
            manifest.save(place.state, past)
        return replace(remembered(place.output, past), timings=watch.laps)
    # There is work to do, and what does it takes libraries that are slow to load.
    from generator.build.rebuild import Run, rebuild  # noqa: PLC0415

    with no_collection():
        return rebuild(Run(place, listing, found, past, this, options, progress, watch))
