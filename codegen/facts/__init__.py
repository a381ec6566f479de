"""What a user of an API can notice, as facts under paths: `publishSpendData/request/records[]/amount` is
`number(decimal)!`.

`surface` reads them out of a description, `notation` writes them for people, `compare` tells two sets of them apart.
"""
