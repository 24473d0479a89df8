"""Papers: upload, side-by-side confirmation, and the register of instruments that cite one another."""
