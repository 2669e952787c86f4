"""The site beside its author: pages rendered when they are asked for, and kept up to date."""
