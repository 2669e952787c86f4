"""One build, from the files of a site to its published pages."""

from generator.build.chain import build
from generator.build.outcome import Options, Progress, Rendered, Report

__all__ = ["Options", "Progress", "Rendered", "Report", "build"]
