"""The table of facts and the quotations as readers see them."""
