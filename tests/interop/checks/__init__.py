"""The checks of an output folder, a module for each group."""
