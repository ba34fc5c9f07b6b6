"""Damages to an output folder, which prove.py does to copies."""
