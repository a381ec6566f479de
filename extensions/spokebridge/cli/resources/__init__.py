"""Commands made from the resources of the clients: one for each method, by one mechanism.

`methods` finds them, `parameters` turns what a method takes into arguments and options, `words` its docstring into
help, `commands` puts them into groups; `client` is what they call; `looking` runs those that answer, the package
`sending` those that publish.
"""
