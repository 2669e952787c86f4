"""Tests of whole sites, as readers and authors see them."""
