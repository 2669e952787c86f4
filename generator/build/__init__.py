"""One build, from the files of a site to its published pages."""

from generator.build.pipeline import build_site
from generator.build.report import BuildOptions, BuildReport, ProgressCallback, RenderedFile

__all__ = ["BuildOptions", "BuildReport", "ProgressCallback", "RenderedFile", "build_site"]
