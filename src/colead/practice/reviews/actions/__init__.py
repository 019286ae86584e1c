"""Everything that changes a case: pointing, looking it over, people first, what follows, telling back, closing."""
