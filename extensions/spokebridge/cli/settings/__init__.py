"""Credentials and addresses of the command line: the environment, then the settings file, then the keyring.

None of them is ever taken from an argument, which every user of the machine could read in the list of processes.
"""
