"""Tries rules of the field mapper on a sample: `checking` runs them, `showing` prints records before and after."""
