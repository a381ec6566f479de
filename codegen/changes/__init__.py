"""`codegen diff`: what changed for a user between two versions of a specification, and how bad it is."""
