"""Commands made from the resources of the clients: one for each method, by one mechanism.

`methods` finds them, `parameters` turns what a method takes into arguments and options, `words` its docstring into
help, `commands` puts them into groups; `looking` runs those that answer, `sending` those that publish.
"""
