"""`codegen drift`: a vendor's description against ours, and the ledger that explains the differences."""
